import type { Command } from 'commander';
import { resolve } from 'node:path';
import { StudioError } from '#domain/errors.ts';
import { networkDefaults, networkOptionInfos, type NetworkOptions } from '#domain/methods/NetworkOptions.ts';
import { validateNetworkOptions } from '#domain/methods/validateNetworkOptions.ts';
import type { PredictedMap } from '#domain/networks/mapFromTensor.ts';
import { pictureCount } from '#domain/networks/ModelManifest.ts';
import { Inference } from '#inference/Inference.ts';
import type { InferenceAnswer, LocatedModel } from '#inference/protocol.ts';
import { integer, integerFrom, number } from '../options.ts';
import type { AddVerb, ExitStatus, VerbContext } from '../Verb.ts';
import { writeMap } from '../writeMap.ts';
import { writeOutput } from '../writeOutput.ts';

interface PredictFlags extends Partial<NetworkOptions> {
  readonly model: string;
  readonly output: string;
  readonly right?: string;
  readonly focal?: number;
  readonly repeat: number;
}

/** `fathom predict IMAGE -m MODEL -o OUT`: runs a network on one picture and writes its map in float32. */
export const addPredict: AddVerb = (program, run) => {
  const choices = (name: string) => networkOptionInfos.find((info) => info.name === name)!.choices.join('|');
  program
    .command('predict')
    .description('runs a network on one picture and writes its map, with what the numbers mean beside it')
    .argument('<image>', 'picture: PNG, JPEG, PGM or PPM')
    .requiredOption(
      '-m, --model <model>',
      'id of a network (fathom models list) or an .onnx file with its manifest',
    )
    .requiredOption(
      '-o, --output <file>',
      'map in float32: .npy, .pfm, .tif or .exr; its quantity in FILE.json',
    )
    .option('--right <file>', 'right picture, for networks of stereo pairs')
    .option('--focal <px>', 'focal length of the picture, for networks whose metres need it', number)
    .option('--provider <p>', choices('provider'), networkDefaults.provider)
    .option('--input-size <n>', 'size that the network sees, px (default: its authors’)', integer)
    .option('--resize <rule>', choices('resize'), networkDefaults.resize)
    .option(
      '--flip <how>',
      `${choices('flip')}: the mean with the mirrored picture’s map`,
      networkDefaults.flip,
    )
    .option('--repeat <n>', 'predict n times and report the median times', integerFrom(1, 10_000), 1)
    .addHelpText(
      'after',
      '\nExamples:\n  fathom predict street.jpg -m fathom-tiny -o street.npy\n  fathom predict street.jpg -m depth-anything-v2-small -o street.pfm --input-size 756 --json',
    )
    .action((image: string, flags: PredictFlags, self: Command) =>
      run(self, (context) => predict(image, flags, context)),
    );
};

async function predict(image: string, flags: PredictFlags, context: VerbContext): Promise<ExitStatus> {
  const options = optionsOf(flags);
  requireExtension(flags.output);
  const { folders, signal, terminal, threads } = context;
  const inference = new Inference(folders.models, threads === null ? {} : { threads });
  try {
    const model = await inference.models.locate(flags.model, signal);
    requirePictures(model, flags, image);
    const order = {
      ...{ model, options, focalPx: flags.focal ?? null },
      left: resolve(image),
      right: flags.right === undefined ? null : resolve(flags.right),
    };
    const answers: InferenceAnswer[] = [];
    while (answers.length < flags.repeat) {
      answers.push(await inference.process.predict(order, { signal }));
    }
    const answer = answers.at(-1)!;
    await writeMap(flags.output, answer.map);
    const facts = factsOf(model, answer);
    await writeSideFile(flags.output, answer.map, facts);
    const { bad, rejected } = answer;
    const document = {
      ...facts,
      range: rangeOf(answer.map),
      elapsedMs: timesOf(answers),
      notUsed: rejected,
      bad,
    };
    terminal.answer(document, linesOf(flags.output, document));
    if (bad) terminal.note(`fathom: ${bad.tag}: ${bad.message}`);
    return bad ? 1 : 0;
  } finally {
    await inference.close();
  }
}

function optionsOf({ inputSize, resize, provider, flip }: PredictFlags): NetworkOptions {
  const options = {
    inputSize: inputSize ?? networkDefaults.inputSize,
    resize: resize ?? networkDefaults.resize,
    provider: provider ?? networkDefaults.provider,
    flip: flip ?? networkDefaults.flip,
  };
  validateNetworkOptions(options);
  return options;
}

/** Before minutes of work: an 8- or 16-bit file does not hold what networks answer. */
function requireExtension(file: string): void {
  if (/\.(npy|pfm|tiff?|exr)$/i.test(file)) return;
  const expected = '.npy, .pfm, .tif, .exr';
  throw new StudioError('InvalidOption', `${file}: predictions are float32 and written as ${expected}`, {
    file,
    expected,
    found: file,
  });
}

function requirePictures({ manifest }: LocatedModel, { right }: PredictFlags, image: string): void {
  const needed = pictureCount(manifest);
  const given = right === undefined ? 1 : 2;
  if (needed === given) return;
  throw new StudioError(
    'InvalidOption',
    `${manifest.name} takes ${needed} picture${needed === 1 ? '' : 's (--right)'}; ${given} given`,
    { file: image, expected: needed, found: given },
  );
}

function factsOf({ manifest, sha256 }: LocatedModel, { provider, input, map }: InferenceAnswer) {
  const inputSize = [input.width, input.height] as const;
  return { model: manifest.id, sha256, provider, inputSize, quantity: map.quantity };
}

/** As `fathom convert` and `evaluate` read it: value · scale + offset is the quantity. */
async function writeSideFile(file: string, { quantity }: PredictedMap, facts: object): Promise<void> {
  const meaning = { quantity, scale: 1, offset: 0, invalid: [], ...facts };
  await writeOutput(`${file}.json`, `${JSON.stringify(meaning)}\n`);
}

function rangeOf({ values }: PredictedMap): { readonly min: number | null; readonly max: number | null } {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return max < min ? { min: null, max: null } : { min, max };
}

/** Medians, but the load: the network is loaded once. */
function timesOf(answers: readonly InferenceAnswer[]) {
  const medianOf = (step: keyof InferenceAnswer['elapsedMs']) => {
    const sorted = answers.map(({ elapsedMs }) => elapsedMs[step]).sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  };
  return {
    load: answers[0]?.elapsedMs.load ?? 0,
    preprocess: medianOf('prepare'),
    infer: medianOf('infer'),
    postprocess: medianOf('finish'),
  };
}

function linesOf(
  file: string,
  answer: ReturnType<typeof factsOf> & {
    readonly range: ReturnType<typeof rangeOf>;
    readonly elapsedMs: ReturnType<typeof timesOf>;
    readonly notUsed: InferenceAnswer['rejected'];
  },
): string[] {
  const { model, provider, inputSize, quantity, range, elapsedMs, notUsed } = answer;
  const [from, to] = [range.min, range.max].map((value) => value?.toPrecision(4) ?? 'none');
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  return [
    `${file}: ${quantity} from ${from} to ${to}, by ${model} at ${inputSize.join('×')} px`,
    `on ${provider}: load ${ms(elapsedMs.load)}, preprocess ${ms(elapsedMs.preprocess)}, infer ${ms(elapsedMs.infer)}, postprocess ${ms(elapsedMs.postprocess)}`,
    ...notUsed.map((entry) => `not on ${entry.provider}: ${entry.reason}`),
  ];
}
