import type { Command } from 'commander';
import { StudioError } from '#domain/errors.ts';
import type { Quantity, Raster } from '#domain/rasters/Raster.ts';
import { readMapArgument } from '../readMapArgument.ts';
import type { AddVerb, ExitStatus, VerbContext } from '../Verb.ts';
import { writeMap } from '../writeMap.ts';

interface ConvertFlags {
  readonly encoding?: string;
}

/** `fathom convert IN OUT`: a map file in another format, in its quantity's unit. */
export const addConvert: AddVerb = (program, run) => {
  program
    .command('convert')
    .description('writes a map file in another format: its numbers in their unit, invalid pixels marked')
    .argument('<input>', 'map file: .png .pfm .npy .npz[:key] .tif .exr[:channel] .h5[:path] .mat[:var] …')
    .argument('<output>', '.pfm .npy .tif .exr (float32) or .png (16 bit, value · 256)')
    .option('--encoding <e>', 'what the numbers mean: a name, or quantity=disparity,scale=1/256,invalid=0')
    .addHelpText(
      'after',
      '\nExamples:\n  fathom convert 000000_10.png 000000_10.npy --encoding kitti-disparity\n  fathom convert frame.0000.depth_meters.hdf5:dataset depth.exr --encoding metres --json',
    )
    .action((input: string, output: string, flags: ConvertFlags, self: Command) =>
      run(self, (context) => convert(input, output, flags, context)),
    );
};

async function convert(
  input: string,
  output: string,
  flags: ConvertFlags,
  { terminal }: VerbContext,
): Promise<ExitStatus> {
  if (input === output) {
    throw new StudioError('InvalidOption', `${output} is the input; name another file`, {
      option: 'output',
      found: output,
    });
  }
  const raster = await readMapArgument(input, flags.encoding ?? null, (line) => {
    terminal.note(line);
  });
  await writeMap(output, raster);
  const answer = describe(input, output, raster);
  const [height, width] = answer.shape;
  const range = answer.range ? `${answer.range[0]} to ${answer.range[1]}` : 'no valid pixel';
  terminal.answer(answer, [
    `${output}: ${width} × ${height}, ${answer.quantity}, ${range}, ${(100 * answer.coverage).toFixed(1)} % valid`,
  ]);
  return 0;
}

interface Conversion {
  readonly from: string;
  readonly to: string;
  readonly quantity: Quantity;
  /** Rows, columns. */
  readonly shape: readonly [number, number];
  /** Smallest and largest valid value; null without one. */
  readonly range: readonly [number, number] | null;
  /** Share of valid pixels, [0, 1]. */
  readonly coverage: number;
}

function describe(from: string, to: string, { quantity, width, height, values }: Raster): Conversion {
  const valid = values.filter((value) => Number.isFinite(value));
  const range = valid.reduce<[number, number]>(
    ([min, max], value) => [Math.min(min, value), Math.max(max, value)],
    [Infinity, -Infinity],
  );
  return {
    from,
    to,
    quantity,
    shape: [height, width],
    range: valid.length > 0 ? range : null,
    coverage: valid.length / values.length,
  };
}
