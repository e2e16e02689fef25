import { StudioError } from '#domain/errors.ts';
import { readPointPairs } from '#domain/evaluation/readPointPairs.ts';
import { metricInfos, type MetricName } from '#domain/metrics/metricInfos.ts';
import { ordinalAccuracy, type PointPair } from '#domain/metrics/ordinalAccuracy.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import { readBytes } from '#frames/readBytes.ts';
import { readMapArgument } from './readMapArgument.ts';
import { textTable } from './Terminal.ts';
import type { ExitStatus, VerbContext } from './Verb.ts';

interface OrderFlags {
  readonly points?: string;
  readonly pointsOf?: string;
  readonly encoding?: string;
  readonly predEncoding?: string;
}

/** Without ground truth: whether the nearer of two points is predicted nearer. @throws as readPointPairs */
export async function evaluateOrder(
  predictionFile: string,
  flags: OrderFlags,
  { terminal }: VerbContext,
): Promise<ExitStatus> {
  if (flags.points === undefined) {
    throw new StudioError('InvalidOption', 'evaluate needs a ground truth, or --points', {
      option: 'groundTruth',
      expected: 'a map file or --points',
      found: null,
    });
  }
  const say = (line: string): void => terminal.note(line);
  const prediction = await readMapArgument(predictionFile, flags.predEncoding ?? flags.encoding ?? null, say);
  const pairs = await pointPairsOf(flags.points, flags.pointsOf ?? null, prediction);
  const isLargerNear = !prediction.quantity.startsWith('depth');
  const figures = Object.entries(ordinalAccuracy(prediction, pairs, isLargerNear));
  const metrics = Object.fromEntries(figures.map(([name, { value }]) => [name, value]));
  terminal.answer({ quantity: prediction.quantity, pairs: pairs.length, metrics }, [
    `${pairs.length} point pairs on ${prediction.quantity}, ${isLargerNear ? 'larger' : 'smaller'} is nearer`,
    ...textTable(
      ['metric', 'value', 'pairs'],
      figures.map(([name, { value, pixels }]) => [
        metricInfos[name as MetricName].title,
        value === null ? '–' : value.toPrecision(6),
        String(pixels),
      ]),
    ),
  ]);
  return 0;
}

/** The point pairs of a picture, all within its map. @throws BadFile; NotFound; SizeMismatch for a point outside */
export async function pointPairsOf(
  file: string,
  picture: string | null,
  { width, height }: Pick<Raster, 'width' | 'height'>,
): Promise<readonly PointPair[]> {
  const pairs = readPointPairs(parseJson(await readBytes(file), file), { file, picture });
  for (const [x, y] of pairs.flatMap(({ first, second }) => [first, second])) {
    if (x < width && y < height) continue;
    throw new StudioError(
      'SizeMismatch',
      `${file}: row ${y}, column ${x} is outside the map of ${width}×${height}`,
      {
        file,
        expected: `${width}×${height}`,
        found: [y, x],
      },
    );
  }
  return pairs;
}

function parseJson(bytes: Uint8Array, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch (error) {
    throw new StudioError('BadFile', `${file} is not JSON: ${(error as Error).message}`, { file }, error);
  }
}
