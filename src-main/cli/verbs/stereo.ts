import type { Command } from 'commander';
import { performance } from 'node:perf_hooks';
import { ComputePool } from '#compute/pool/ComputePool.ts';
import { matchStereo } from '#compute/tasks/matchStereo.task.ts';
import { disparityFromFixed } from '#domain/stereo/disparityFromFixed.ts';
import { sgbmOptionInfos } from '#domain/stereo/sgbmOptionInfos.ts';
import { completeSgbmOptions, type SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { validateSgbmOptions } from '#domain/stereo/validateSgbmOptions.ts';
import { loadPicture, requireSameSize } from '#frames/loadFrame.ts';
import { integer, integerFrom } from '../options.ts';
import type { AddVerb, ExitStatus, VerbContext } from '../Verb.ts';
import { writeFixedPoint, writeMap } from '../writeMap.ts';

interface StereoFlags extends Partial<SgbmOptions> {
  readonly output: string;
  readonly fixedPoint?: boolean;
  readonly repeat: number;
}

/** `fathom stereo LEFT RIGHT -o OUT`: matches one pair. The options are OpenCV's, in the command line's spelling. */
export const addStereo: AddVerb = (program, run) => {
  const command = program
    .command('stereo')
    .description('matches one rectified pair and writes the disparity of the left picture')
    .argument('<left>', 'left picture, read as 8-bit grey with OpenCV’s weights')
    .argument('<right>', 'right picture of the same size')
    .requiredOption(
      '-o, --output <file>',
      'disparity in px: .pfm, .npy (NaN or inf = none), .png (16 bit, px · 256, 0 = none)',
    )
    .option('--fixed-point', 'with .npy: int16 in 1/16 px exactly as OpenCV returns it')
    .option('--repeat <n>', 'match n times and report the median time', integerFrom(1), 1)
    .addHelpText(
      'after',
      '\nExamples:\n  fathom stereo im0.png im1.png -o disp.pfm\n  fathom stereo im0.png im1.png -o disp.npy --mode hh --num-disparities 96 --fixed-point --json',
    );
  for (const info of sgbmOptionInfos) {
    const flag = `--${flagName(info.name)} <${info.kind === 'integer' ? 'n' : info.choices.join('|')}>`;
    const words = `${info.description}${info.unit === '' ? '' : ` (${info.unit})`}`;
    if (info.kind === 'integer') command.option(flag, words, integer);
    else command.option(flag, words);
  }
  command.action((left: string, right: string, flags: StereoFlags, self: Command) =>
    run(self, (context) => stereo(left, right, flags, context)),
  );
};

/** numDisparities → num-disparities, P1 → p1 */
function flagName(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
}

async function stereo(
  left: string,
  right: string,
  flags: StereoFlags,
  context: VerbContext,
): Promise<ExitStatus> {
  const options = completeSgbmOptions(givenOptions(flags));
  validateSgbmOptions(options);
  const startedAt = performance.now();
  const [leftPicture, rightPicture] = await Promise.all([loadPicture(left), loadPicture(right)]);
  requireSameSize('the right picture', right, rightPicture, leftPicture);
  const decodedAt = performance.now();
  const pool = new ComputePool({ size: 1 });
  try {
    const times: number[] = [];
    const match = async () => {
      const input = { left: leftPicture, right: rightPicture, options };
      const output = await pool.run(matchStereo, input, { signal: context.signal });
      times.push(output.elapsedMs);
      return output;
    };
    let output = await match();
    while (times.length < flags.repeat) output = await match();
    const { disparity16, path, threads } = output;
    const { width, height } = leftPicture;
    const disparity = disparityFromFixed(disparity16, leftPicture, options);
    const encodeAt = performance.now();
    if (flags.fixedPoint === true) await writeFixedPoint(flags.output, disparity16, width, height);
    else await writeMap(flags.output, disparity);
    const valid = disparity.values.reduce((n, d) => (Number.isNaN(d) ? n : n + 1), 0);
    const elapsedMs = {
      decode: decodedAt - startedAt,
      match: median(times),
      // OpenCV's own median and speckle filters belong to the match; there is no filter after it yet.
      filter: 0,
      encode: performance.now() - encodeAt,
    };
    const coverage = valid / (width * height);
    context.terminal.answer({ width, height, method: 'sgbm', options, path, threads, coverage, elapsedMs }, [
      `${flags.output}: ${width}×${height} px, disparity on ${(100 * coverage).toFixed(1)} % of the pixels`,
      `matched in ${elapsedMs.match.toFixed(0)} ms (read ${elapsedMs.decode.toFixed(0)} ms, written ${elapsedMs.encode.toFixed(0)} ms)`,
    ]);
    return 0;
  } finally {
    await pool.close();
  }
}

/** Commander spells `--p1` as p1; the options are P1 and P2. */
function givenOptions(flags: StereoFlags & { p1?: number; p2?: number }): Partial<SgbmOptions> {
  const spelled: Record<string, unknown> = { ...flags, P1: flags.p1, P2: flags.p2 };
  const given = sgbmOptionInfos
    .map(({ name }) => [name, spelled[name]] as const)
    .filter(([, v]) => v !== undefined);
  return Object.fromEntries(given);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
