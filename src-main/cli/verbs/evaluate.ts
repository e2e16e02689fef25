import type { Command } from 'commander';
import { join } from 'node:path';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import { evaluateFrame } from '#domain/evaluation/evaluateFrame.ts';
import type { FrameEvaluation } from '#domain/evaluation/FrameEvaluation.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import { recipeLabel } from '#domain/evaluation/recipeLabel.ts';
import { checkGroundTruth } from '#domain/datasets/checkGroundTruth.ts';
import { StudioError } from '#domain/errors.ts';
import { validateRecipe } from '#domain/evaluation/validateRecipe.ts';
import { metricInfos, type MetricName } from '#domain/metrics/metricInfos.ts';
import type { ComparedQuantity, Raster } from '#domain/rasters/Raster.ts';
import { integer, number } from '../options.ts';
import { readMapArgument } from '../readMapArgument.ts';
import { rigFromFlags, type RigFlags } from '../rigFromFlags.ts';
import { textTable } from '../Terminal.ts';
import type { AddVerb, ExitStatus, VerbContext } from '../Verb.ts';
import { writeMap } from '../writeMap.ts';

interface EvaluateFlags extends RigFlags {
  readonly encoding?: string;
  readonly predEncoding?: string;
  readonly gtEncoding?: string;
  readonly compareIn?: ComparedQuantity;
  readonly align: string;
  readonly minDepth?: number;
  readonly maxDepth?: number;
  readonly ssimRange?: number;
  readonly ssimWindow: number;
  readonly maps?: string;
}

/** `fathom evaluate PRED GT`: every metric of one pair of maps, with the recipe that made them. */
export const addEvaluate: AddVerb = (program, run) => {
  program
    .command('evaluate')
    .description('compares a predicted map with ground truth: all metrics, with their recipe')
    .argument('<prediction>', 'map file: .png .pfm .npy .npz[:key] .pgm')
    .argument('<groundTruth>', 'map file of the same size')
    .option(
      '--encoding <e>',
      'what the numbers of both maps mean: a name, or quantity=disparity,scale=1/256,invalid=0',
    )
    .option('--pred-encoding <e>', 'of the prediction alone')
    .option('--gt-encoding <e>', 'of the ground truth alone')
    .option('--calib <file>', 'calibration: Middlebury calib.txt or KITTI')
    .option('--focal <px>', 'focal length, px', number)
    .option('--baseline <m>', 'baseline, m', number)
    .option('--doffs <px>', 'difference of the principal points, px', number)
    .option('--compare-in <quantity>', 'disparity, depth or inverse-depth (default: the ground truth’s)')
    .option('--align <how>', 'none, median, scale or scale-shift', 'none')
    .option('--min-depth <m>', 'leave out nearer ground truth', number)
    .option('--max-depth <m>', 'leave out farther ground truth', number)
    .option(
      '--ssim-range <r>',
      'data range L in the compared unit (default: the ground truth’s max − min)',
      number,
    )
    .option('--ssim-window <px>', 'odd side of the SSIM window', integer, 7)
    .option('--maps <folder>', 'write aligned, error, SSIM and coverage maps there as .npy')
    .addHelpText(
      'after',
      '\nExamples:\n  fathom evaluate disp.pfm disp_occ_0/000000_10.png --gt-encoding kitti-disparity --pred-encoding pixels\n  fathom evaluate pred.npy gt.npy --encoding metres --align scale-shift --max-depth 80 --json',
    )
    .action((prediction: string, groundTruth: string, flags: EvaluateFlags, self: Command) =>
      run(self, (context) => evaluate(prediction, groundTruth, flags, context)),
    );
};

async function evaluate(
  predictionFile: string,
  groundTruthFile: string,
  flags: EvaluateFlags,
  { terminal }: VerbContext,
): Promise<ExitStatus> {
  const say = (line: string): void => terminal.note(line);
  const prediction = await readMapArgument(predictionFile, flags.predEncoding ?? flags.encoding ?? null, say);
  const groundTruth = await readMapArgument(groundTruthFile, flags.gtEncoding ?? flags.encoding ?? null, say);
  checkGroundTruth(groundTruth, groundTruthFile);
  requireEqualSizes([predictionFile, prediction], [groundTruthFile, groundTruth]);
  const rig = await rigFromFlags(flags, groundTruth);
  const recipe = recipeFromFlags(flags, groundTruth);
  const result = evaluateFrame({ groundTruth, prediction, rig, recipe, classMasks: [] });
  if (flags.maps !== undefined) await writeMaps(flags.maps, result);
  const metrics = Object.fromEntries(result.metrics.map((m) => [m.name, m.value]));
  const density = result.metrics.find((m) => m.name === 'density')?.value ?? null;
  const coverage = density === null ? null : density / 100;
  terminal.answer({ recipe, alignment: result.alignment, coverage, metrics, warnings: result.warnings }, [
    `recipe: ${recipeLabel(recipe)}`,
    ...textTable(['metric', 'value', 'unit', 'coverage', 'pixels'], tableRows(result)),
    ...result.warnings.map((w) => `warning: ${w}`),
  ]);
  return 0;
}

/** @throws SizeMismatch naming both files */
function requireEqualSizes(
  [file, found]: readonly [string, Raster],
  [against, expected]: readonly [string, Raster],
): void {
  const is = `${found.width}×${found.height}`;
  const other = `${expected.width}×${expected.height}`;
  if (is === other) return;
  const message = `${file} is ${is}, the ground truth ${against} is ${other}`;
  throw new StudioError('SizeMismatch', message, { file, expected: other, found: is, against });
}

function tableRows({ metrics, error }: FrameEvaluation): string[][] {
  return metrics.map((m) => {
    const info = metricInfos[m.name as MetricName];
    const value = m.value === null ? '–' : m.value.toPrecision(6);
    return [
      info.title,
      value,
      info.unit === '=' ? unitOf(error.quantity) : info.unit,
      m.coverage.toFixed(4),
      String(m.pixels),
    ];
  });
}

/** `error:px` → px */
function unitOf(quantity: string): string {
  return quantity.split(':')[1] ?? '';
}

function recipeFromFlags(flags: EvaluateFlags, groundTruth: Raster): Recipe {
  const quantity = flags.compareIn ?? (groundTruth.quantity.split(':')[0] as ComparedQuantity);
  const usual = defaultRecipe(quantity);
  return validateRecipe({
    ...usual,
    quantity,
    alignment: flags.align,
    mask: { ...usual.mask, minDepthM: flags.minDepth ?? null, maxDepthM: flags.maxDepth ?? null },
    ssim: { ...usual.ssim, windowPx: flags.ssimWindow, dataRange: flags.ssimRange ?? usual.ssim.dataRange },
  });
}

async function writeMaps(folder: string, { aligned, error, ssim, coverage }: FrameEvaluation): Promise<void> {
  for (const [name, raster] of Object.entries({ aligned, error, ssim, coverage })) {
    await writeMap(join(folder, `${name}.npy`), raster);
  }
}
