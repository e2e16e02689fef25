import type { Command } from 'commander';
import { join } from 'node:path';
import { evaluateHere } from '#compute/evaluateHere.ts';
import { alignmentMethods } from '#domain/alignment/Alignment.ts';
import { parseCrops } from '#domain/evaluation/crops.ts';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import type { FrameEvaluation } from '#domain/evaluation/FrameEvaluation.ts';
import { protocolNamed, protocols, protocolsOf } from '#domain/evaluation/protocols/protocols.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import { recipeLabel } from '#domain/evaluation/recipeLabel.ts';
import { checkGroundTruth } from '#domain/datasets/checkGroundTruth.ts';
import { StudioError } from '#domain/errors.ts';
import { compareScopes, labelOfScope } from '#domain/evaluation/scopeLabels.ts';
import type { EvaluateFrameInput } from '#domain/evaluation/evaluateFrame.ts';
import { darkBackground } from '#domain/ignore/darkBackground.ts';
import { parseBackgroundRule } from '#domain/ignore/parseBackgroundRule.ts';
import { validateRecipe } from '#domain/evaluation/validateRecipe.ts';
import { metricFamilies } from '#domain/metrics/metricFamilies.ts';
import { metricInfos, type MetricName } from '#domain/metrics/metricInfos.ts';
import type { ComparedQuantity, Raster } from '#domain/rasters/Raster.ts';
import type { MetricRecord } from '#domain/records.ts';
import { loadPicture, loadRawMap } from '#frames/loadFrame.ts';
import { numbersByCause } from '../numbersByCause.ts';
import { integer, number, numbers } from '../options.ts';
import { readMapArgument } from '../readMapArgument.ts';
import { rigFromFlags, type RigFlags } from '../rigFromFlags.ts';
import { textTable } from '../Terminal.ts';
import type { AddVerb, ExitStatus, VerbContext } from '../Verb.ts';
import { writeMap } from '../writeMap.ts';
import { evaluateFolders, isFolder } from '../evaluateFolders.ts';
import { evaluateOrder, pointPairsOf } from '../evaluateOrder.ts';

interface EvaluateFlags extends RigFlags {
  readonly encoding?: string;
  readonly predEncoding?: string;
  readonly gtEncoding?: string;
  readonly compareIn?: ComparedQuantity;
  readonly protocol?: string;
  readonly align?: string;
  readonly alignIn?: string;
  readonly mask?: string;
  readonly crop?: string;
  readonly resize?: string;
  readonly minDepth?: number;
  readonly maxDepth?: number;
  readonly points?: string;
  readonly pointsOf?: string;
  readonly families?: string;
  readonly ssimRange?: number;
  readonly ssimWindow?: number;
  readonly ssimWeights?: string;
  readonly maps?: string;
  readonly bands?: readonly number[];
  readonly zones?: boolean;
  readonly byCause?: boolean;
  readonly background?: string;
  readonly left?: string;
  readonly right?: string;
}

const protocolIds = protocols.map(({ id }) => id).join(', ');

/**
 * `fathom evaluate PRED GT`: every metric of one pair of maps, with the recipe that made them; of two folders the means over
 * all pairs of one name.
 */
export const addEvaluate: AddVerb = (program, run) => {
  program
    .command('evaluate')
    .description('compares a predicted map with ground truth: all metrics, with their recipe')
    .argument(
      '<prediction>',
      'map file (or a folder of them): .png .pfm .npy .npz[:key] .pgm .tif .exr .dpt .h5[:path] .mat[:var]',
    )
    .argument(
      '[groundTruth]',
      'map file (or folder), of the same size unless --resize says how to bring it there; not needed with --points',
    )
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
    .option('--protocol <name>', `a named recipe, which the other options change: ${protocolIds}`)
    .option('--align <how>', `${alignmentMethods.join(', ')} (default: none)`)
    .option('--align-in <quantity>', 'quantity in which the fit is made (default: the compared one)')
    .option('--mask <file>', 'score only where this map (a grey picture, an array) is neither 0 nor invalid')
    .option('--crop <crop>', 'none, garg, eigen, kb, nyu or x,y,width,height; several joined by +')
    .option(
      '--resize <rule>',
      'bring the prediction to the ground truth’s size: nearest, bilinear, bilinear-corners, bicubic',
    )
    .option('--points <file>', 'point pairs in DA-2K’s form: which of two pixels is closer')
    .option('--points-of <picture>', 'whose points, where the file has those of several pictures')
    .option('--families <list>', `further metrics: ${metricFamilies.join(', ')}`)
    .option('--bands <list>', 'also by distance, between these depths in metres: 10,30', numbers)
    .option('--zones', 'also by image zone: centre, top, bottom, left, right')
    .option('--by-cause', 'also by cause: finds failure regions and scores the pixels of each cause')
    .option(
      '--background <rule>',
      'leave out, or score apart, the black background of the picture of --left: dark[:level=8,connected=yes,convex=no,treat=leave-out|apart,limb=5]',
    )
    .option('--left <picture>', 'evidence for --by-cause and --background: the picture the maps belong to')
    .option('--right <picture>', 'evidence for --by-cause: the other picture of the pair')
    .option('--min-depth <m>', 'leave out nearer ground truth', number)
    .option('--max-depth <m>', 'leave out farther ground truth', number)
    .option(
      '--ssim-range <r>',
      'data range L in the compared unit (default: the ground truth’s max − min)',
      number,
    )
    .option('--ssim-window <px>', 'odd side of the SSIM window (default: 7)', integer)
    .option('--ssim-weights <kind>', 'uniform or gaussian (σ = 1.5 px)')
    .option('--maps <folder>', 'write aligned, error, SSIM and coverage maps there as .npy')
    .addHelpText(
      'after',
      '\nExamples:\n  fathom evaluate disp.pfm disp_occ_0/000000_10.png --gt-encoding kitti-disparity --pred-encoding pixels\n  fathom evaluate pred.npy gt.npy --encoding metres --align scale-shift --max-depth 80 --json\n  fathom evaluate predictions/ training/disp_occ_0 --gt-encoding kitti-disparity --pred-encoding pixels\n  fathom evaluate pred.npy 0000000050.png --gt-encoding kitti-depth --pred-encoding metres --protocol kitti-eigen-garg',
    )
    .action((prediction: string, groundTruth: string | undefined, flags: EvaluateFlags, self: Command) =>
      run(self, (context) => evaluateArguments([prediction, groundTruth], flags, context)),
    );
};

async function evaluateArguments(
  [prediction, groundTruth]: readonly [string, string | undefined],
  flags: EvaluateFlags,
  context: VerbContext,
): Promise<ExitStatus> {
  if (groundTruth === undefined) return evaluateOrder(prediction, flags, context);
  if (!(await isFolder(prediction)) || !(await isFolder(groundTruth))) {
    return evaluate(prediction, groundTruth, flags, context);
  }
  const recipeFor = (truth: Pick<Raster, 'quantity'>) => recipeFromFlags(flags, truth);
  return evaluateFolders([prediction, groundTruth], flags, { ...context, recipeFor });
}

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
  const recipe = recipeFromFlags(flags, groundTruth);
  if ((recipe.resize ?? 'refuse') === 'refuse') {
    requireEqualSizes([predictionFile, prediction], [groundTruthFile, groundTruth]);
  }
  const rig = await rigFromFlags(flags, groundTruth);
  const scored =
    flags.mask === undefined ? groundTruth : await masked(groundTruth, groundTruthFile, flags.mask);
  const background = await backgroundFromFlags(flags);
  const input = {
    ...(background && { background }),
    ...{ groundTruth: scored, prediction, rig, recipe, classMasks: [] },
    ...(flags.points !== undefined && {
      pointPairs: await pointPairsOf(flags.points, flags.pointsOf ?? null, groundTruth),
    }),
  };
  const result = evaluateHere(input);
  const byCause = flags.byCause === true ? await numbersByCause(input, result, flags) : [];
  if (flags.maps !== undefined) await writeMaps(flags.maps, result);
  const all = [...result.metrics, ...byCause];
  const { all: metrics, ...parts } = valuesByScope(all);
  const density = result.metrics.find((m) => m.name === 'density')?.value ?? null;
  const coverage = density === null ? null : density / 100;
  const { alignment, warnings } = result;
  terminal.answer({ recipe, mask: flags.mask ?? null, alignment, coverage, metrics, parts, warnings }, [
    `recipe: ${recipeLabel(recipe)}${flags.mask === undefined ? '' : `, within ${flags.mask}`}`,
    ...protocolsOf(recipe).map(
      ({ title, source, caution }) => `${title} (${source})${caution ? `: ${caution}` : ''}`,
    ),
    ...scopesOf(all).flatMap((scope) => [
      ...(scope === 'all' ? [] : ['', labelOfScope(scope)]),
      ...textTable(
        ['metric', 'value', 'unit', 'coverage', 'pixels'],
        tableRows(
          all.filter((metric) => metric.scope === scope),
          result.error.quantity,
        ),
      ),
    ]),
    ...result.warnings.map((w) => `warning: ${w}`),
  ]);
  return 0;
}

/** Ground truth within a mask only. @throws SizeMismatch; as decodeMap */
async function masked(groundTruth: Raster, file: string, maskFile: string): Promise<Raster> {
  const mask = await loadRawMap(maskFile);
  requireEqualSizes([maskFile, mask], [file, groundTruth]);
  const isInside = (i: number) => Number.isFinite(mask.values[i]!) && mask.values[i] !== 0;
  return { ...groundTruth, values: groundTruth.values.map((value, i) => (isInside(i) ? value : NaN)) };
}

type Sized = Pick<Raster, 'width' | 'height'>;

/** @throws SizeMismatch naming both files */
function requireEqualSizes(
  [file, found]: readonly [string, Sized],
  [against, expected]: readonly [string, Sized],
): void {
  const is = `${found.width}×${found.height}`;
  const other = `${expected.width}×${expected.height}`;
  if (is === other) return;
  const message = `${file} is ${is}, the ground truth ${against} is ${other}`;
  throw new StudioError('SizeMismatch', message, { file, expected: other, found: is, against });
}

function scopesOf(metrics: readonly MetricRecord[]): readonly string[] {
  return [...new Set(metrics.map(({ scope }) => scope))].sort(compareScopes);
}

function valuesByScope(metrics: readonly MetricRecord[]): Record<string, Record<string, number | null>> {
  const values: Record<string, Record<string, number | null>> = {};
  for (const { scope, name, value } of metrics) (values[scope] ??= {})[name] = value;
  return values;
}

function tableRows(metrics: readonly MetricRecord[], quantity: string): string[][] {
  return metrics.map((m) => {
    const info = metricInfos[m.name as MetricName];
    const value = m.value === null ? '–' : m.value.toPrecision(6);
    return [
      info.title,
      value,
      info.unit === '=' ? unitOf(quantity) : info.unit,
      m.coverage.toFixed(4),
      String(m.pixels),
    ];
  });
}

/** `error:px` → px */
function unitOf(quantity: string): string {
  return quantity.split(':')[1] ?? '';
}

/** The protocol's recipe, or the usual one of the quantity, with what the options say otherwise. @throws InvalidOption */
function recipeFromFlags(flags: EvaluateFlags, groundTruth: Pick<Raster, 'quantity'>): Recipe {
  const named = flags.protocol === undefined ? null : protocolNamed(flags.protocol).recipe;
  const quantity =
    flags.compareIn ?? named?.quantity ?? (groundTruth.quantity.split(':')[0] as ComparedQuantity);
  const base: Recipe = named ?? defaultRecipe(quantity);
  return validateRecipe({
    ...base,
    quantity,
    ...given({ alignment: flags.align, alignIn: flags.alignIn, resize: flags.resize }),
    ...given({ families: familiesOf(flags) }),
    mask: {
      ...base.mask,
      ...given({ minDepthM: flags.minDepth, maxDepthM: flags.maxDepth }),
      ...given({ crop: flags.crop === undefined ? undefined : parseCrops(flags.crop) }),
      ...given({ background: backgroundOf(flags) }),
    },
    ...given({ strata: strataOf(base, flags) }),
    ssim: {
      ...base.ssim,
      ...given({ windowPx: flags.ssimWindow, dataRange: flags.ssimRange, window: flags.ssimWeights }),
    },
  });
}

function backgroundOf({ background }: EvaluateFlags): Recipe['mask']['background'] {
  return background === undefined ? undefined : [{ folder: '', rule: parseBackgroundRule(background) }];
}

/** @throws InvalidOption for masks, which --mask is for, and without the picture; as loadPicture */
async function backgroundFromFlags(flags: EvaluateFlags): Promise<EvaluateFrameInput['background'] | null> {
  const rule = backgroundOf(flags)?.[0]?.rule;
  if (rule === undefined) return null;
  if (rule.source.kind === 'dark' && flags.left !== undefined) {
    return { mask: darkBackground(await loadPicture(flags.left), rule.source), rule };
  }
  const expected = rule.source.kind === 'masks' ? '--mask with the mask' : '--left with the picture';
  const message = `--background ${flags.background!} needs ${expected}`;
  throw new StudioError('InvalidOption', message, {
    option: 'background',
    expected,
    found: flags.background!,
  });
}

/** The recipe's own strata where the options say nothing. */
function strataOf({ strata }: Recipe, { bands, zones }: EvaluateFlags): Recipe['strata'] | undefined {
  return bands === undefined && zones === undefined
    ? undefined
    : { ...strata, ...given({ bandsM: bands, zones }) };
}

/** Point pairs are given to be judged. */
function familiesOf({ families, points }: EvaluateFlags): readonly string[] | undefined {
  const named = families?.split(',').map((name) => name.trim());
  return points === undefined ? named : [...(named ?? []), 'ordinal'];
}

/** Only the settings that were given. */
function given(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

async function writeMaps(folder: string, { aligned, error, ssim, coverage }: FrameEvaluation): Promise<void> {
  for (const [name, raster] of Object.entries({ aligned, error, ssim, coverage })) {
    await writeMap(join(folder, `${name}.npy`), raster);
  }
}
