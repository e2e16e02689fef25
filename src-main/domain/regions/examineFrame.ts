import { canConvert, convertValues } from '../camera/convertRaster.ts';
import type { StereoRig } from '../camera/StereoRig.ts';
import { applyCuts } from '../review/applyCuts.ts';
import type { RegionCut } from '../review/ReviewStep.ts';
import { explainRegion } from '../causes/explainRegion.ts';
import { FrameScene } from '../causes/FrameScene.ts';
import { RegionView } from '../causes/RegionView.ts';
import type { FrameMemory } from '../causes/scene/FrameMemory.ts';
import type { RegionRule } from '../evaluation/Recipe.ts';
import type { ComparedQuantity, Mask, Picture, Raster } from '../rasters/Raster.ts';
import { commonMaps, consensusOf, type OtherMap } from './consensus.ts';
import { type FailingPixels, failingPixels } from './failingPixels.ts';
import { type Area, findAreas } from './findAreas.ts';
import { describeArea, ranked } from './findRegions.ts';
import { measureBias } from './measureBias.ts';
import type { JudgedFrame } from './pixelBadness.ts';
import type { FrameFindings, RegionDetection, RegionDraft } from './RegionRecord.ts';
import type { RegionSettings } from './RegionSettings.ts';
import { ruleBadness } from './ruleBadness.ts';
import { spaceTable } from './spaceTable.ts';
import { suspiciousPixels } from './suspiciousPixels.ts';

export interface ExamineInput {
  /** The recipe's. */
  readonly quantity: ComparedQuantity;
  readonly rule: RegionRule;
  readonly settings: RegionSettings;
  readonly rig: StereoRig | null;
  /** Aligned, in the compared quantity; without ground truth as the method gave it. */
  readonly prediction: Raster;
  /** With what was found by comparing: error = prediction − truth, NaN where left out; null = no ground truth. */
  readonly truth: {
    readonly map: Raster;
    readonly error: Float32Array;
    readonly ssim: Float32Array;
  } | null;
  readonly left: Picture | null;
  readonly right: Picture | null;
  readonly others: readonly OtherMap[];
  readonly classMasks: readonly { readonly name: string; readonly mask: Mask }[];
  /** Made by hand, in order; absent = none. */
  readonly cuts?: readonly RegionCut[];
}

export interface ExaminedFrame {
  readonly regions: readonly RegionDraft[];
  readonly findings: FrameFindings;
}

/** Ground truth on fewer pixels is a laser scanner's: no window of it is whole. */
const sparseShare = 0.2;
/** With so many failing, one correction that mends the whole map is the one thing to say. */
const mendableShare = 0.25;

/**
 * Finds where a prediction fails and says why: failing pixels by the settings' comparison map, gathered to regions; for
 * each the evidence of every cause, the direction of the error, and what would have been expected. Where most of the
 * image fails it is one region. Without ground truth regions are suspicions: see suspiciousPixels. Sky and black space
 * are judged by what they must be.
 *
 * @param memory  shares what pictures and ground truth say between methods on one frame.
 */
export function examineFrame(input: ExamineInput, memory?: FrameMemory): ExaminedFrame {
  const { width, height } = input.prediction;
  const maps = commonMaps(input.prediction, input.others, input);
  const truth = input.truth && truthValues(input.truth.map, maps.quantity, input.rig);
  const reference = truth ?? consensusOf(maps.others);
  const scene = new FrameScene(
    {
      ...{ width, height, quantity: maps.quantity, reference, predicted: maps.predicted },
      rig: maps.isMetric ? input.rig : null,
      isMetric: maps.isMetric,
      isGroundTruth: truth !== null,
      left: ofSize(input.left, width, height),
      right: ofSize(input.right, width, height),
      others: maps.others.filter(({ isIndependent }) => isIndependent).map(({ values }) => values),
      classMasks: input.classMasks,
    },
    memory,
  );
  const notes: string[] = [];
  const frame = judgedFrame(input, scene, truth, notes);
  const judged = judge(frame, scene, input, notes);
  const count = countPixels(judged.failing.badness);
  const isWhole = isWholeImage(count, scene, input.settings);
  const { rule, settings } = input;
  const options = {
    ...{ width, height, mergePx: rule.mergePx },
    minAreaPx: Math.max(rule.minAreaPx, settings.minAreaShare * width * height),
    split:
      settings.splitRatio === null
        ? null
        : { logs: scene.referenceLog ?? scene.predictedLog, step: Math.log(settings.splitRatio) },
  };
  const byMap = isWhole
    ? [wholeArea(judged.failing.badness, width, height)]
    : findAreas(judged.failing.badness, options);
  const byRule = isWhole || judged.rule === null ? [] : findAreas(judged.rule, { ...options, split: null });
  const areas: Found[] = [
    ...byMap.map((area) => ({
      area,
      badness: judged.failing.badness,
      detection: { ...judged.failing.detection, isWholeImage: isWhole },
    })),
    ...byRule.map((area) => ({ area, badness: judged.rule!, detection: ruleDetection(truth === null) })),
  ];
  const logs = scene.referenceLog ?? scene.predictedLog;
  const found = applyCuts(areas, input.cuts ?? [], { width, height, logs });
  const regions = ranked(explainAll(found, { frame, scene, settings }));
  if (regions.length === 0) notes.push(truth === null ? 'nothing looks wrong' : 'nothing fails');
  return { regions, findings: findingsOf(regions, { scene, count, notes, source: judged.source }) };
}

interface Found {
  readonly area: Area;
  readonly badness: Float32Array;
  readonly detection: RegionDetection;
}

function truthValues(map: Raster, quantity: ComparedQuantity, rig: StereoRig | null): Float32Array | null {
  return canConvert(map, quantity, rig) ? new Float32Array(convertValues(map, quantity, rig)) : null;
}

/** Pictures of another size than the maps cannot be laid over them. */
function ofSize(picture: Picture | null, width: number, height: number): Picture | null {
  return picture !== null && picture.width === width && picture.height === height ? picture : null;
}

function judgedFrame(
  { truth: given }: ExamineInput,
  scene: FrameScene,
  truth: Float32Array | null,
  notes: string[],
): JudgedFrame {
  const { width, height, input } = scene;
  const nothing = () => new Float32Array(width * height).fill(NaN);
  if (given === null || truth === null) {
    const { predicted, reference } = input;
    const error = nothing();
    if (reference !== null)
      for (let i = 0; i < error.length; i += 1) error[i] = predicted[i]! - reference[i]!;
    return { width, height, groundTruth: reference ?? nothing(), error, ssim: nothing() };
  }
  const isSparse = scene.density < sparseShare;
  if (isSparse) {
    notes.push(`SSIM is not used: ground truth on ${(100 * scene.density).toFixed(1)} % of the pixels`);
  }
  return { width, height, groundTruth: truth, error: given.error, ssim: isSparse ? nothing() : given.ssim };
}

interface Judged {
  readonly failing: FailingPixels;
  readonly rule: Float32Array | null;
  readonly source: FrameFindings['reference'];
}

function judge(frame: JudgedFrame, scene: FrameScene, input: ExamineInput, notes: string[]): Judged {
  const { settings } = input;
  const rule = ruleBadness(scene);
  if (scene.fit?.predictedSpan === 0) notes.push('the prediction is constant');
  if (!scene.input.isGroundTruth) {
    const { source, ...failing } = suspiciousPixels(scene);
    return { failing, rule, source };
  }
  const isSparse = scene.density < sparseShare;
  const sparing = isSparse && settings.map === 'ssim' ? { ...settings, map: 'error' as const } : settings;
  const limits = isSparse ? { ...input.rule, ssimBelow: null } : input.rule;
  return {
    failing: failingPixels(frame, scene, { rule: limits, settings: sparing }),
    rule,
    source: 'ground-truth',
  };
}

interface PixelCount {
  readonly compared: number;
  readonly failing: number;
}

function countPixels(badness: Float32Array): PixelCount {
  let [compared, failing] = [0, 0];
  for (let i = 0; i < badness.length; i += 1) {
    const value = badness[i]!;
    compared += Number(value >= 0);
    failing += Number(value > 0);
  }
  return { compared, failing };
}

/** Where most fails, or much does and one correction of the whole map would mend it. */
function isWholeImage(
  { compared, failing }: PixelCount,
  { fit }: FrameScene,
  { wholeImageShare }: RegionSettings,
): boolean {
  if (compared === 0 || failing === 0) return false;
  const share = failing / compared;
  if (share > wholeImageShare) return true;
  if (share < mendableShare || fit === null) return false;
  const isMended = fit.order > 0.3 && fit.factor > 0 && fit.before / Math.max(fit.after, 1e-3) > 3;
  return isMended || fit.order < -0.2;
}

/** Every compared pixel as one area whose outline is the image's. */
function wholeArea(badness: Float32Array, width: number, height: number): Area {
  const pixels: number[] = [];
  for (let i = 0; i < badness.length; i += 1) if (!Number.isNaN(badness[i]!)) pixels.push(i);
  return {
    pixels: Int32Array.from(pixels),
    bbox: [0, 0, width, height],
    body: { left: 0, top: 0, width, height, mask: new Uint8Array(width * height).fill(1) },
  };
}

function ruleDetection(isSuspicion: boolean): RegionDetection {
  return {
    map: 'rule',
    threshold: 'fixed',
    fixed: null,
    robust: null,
    unit: '',
    isWholeImage: false,
    isSuspicion,
  };
}

function explainAll(
  found: readonly Found[],
  { frame, scene, settings }: { frame: JudgedFrame; scene: FrameScene; settings: RegionSettings },
): RegionDraft[] {
  const fails = new Uint8Array(frame.error.length);
  const inRegions = new Uint8Array(frame.error.length);
  for (const { area, badness } of found) {
    for (const i of area.pixels) {
      inRegions[i] = 1;
      if (badness[i]! > 0) fails[i] = 1;
    }
  }
  scene.prepareAll(found.map(({ area }) => area.bbox));
  return found.map(({ area, badness, detection }) => {
    const view = new RegionView(
      { ...area, isWholeImage: detection.isWholeImage },
      { scene, fails, inRegions },
    );
    const region = describeArea(area, frame, badness, detection);
    const explanation = explainRegion(view, scene, settings);
    const suspect = explanation.causes.find(({ cause }) => cause === 'ground-truth-suspect')?.score ?? 0;
    const parts = { ...region.parts, sure: region.parts.sure * (1 - 0.5 * suspect) };
    let [errorSum, comparedPx] = [0, 0];
    for (const i of area.pixels) {
      const error = scene.errorAt(i);
      if (Number.isNaN(error)) continue;
      errorSum += Math.abs(error);
      comparedPx += 1;
    }
    return {
      ...region,
      parts,
      severity: parts.wrong * parts.large * parts.sure,
      ...explanation,
      bias: measureBias(view, scene),
      errorSum,
      comparedPx,
      annotatedClass: classOf(area.pixels, scene.input.classMasks),
    };
  });
}

/** The class with the most of the pixels, where that is half of them or more. */
function classOf(pixels: Int32Array, classMasks: ExamineInput['classMasks']): string | null {
  let [best, most] = [null as string | null, 0.5 * pixels.length];
  for (const { name, mask } of classMasks) {
    let count = 0;
    for (let k = 0; k < pixels.length; k += 1) if (mask.data[pixels[k]!] !== 0) count += 1;
    if (count >= most && count > 0) [best, most] = [name, count + 1];
  }
  return best;
}

function findingsOf(
  regions: readonly RegionDraft[],
  {
    scene,
    count,
    notes,
    source,
  }: { scene: FrameScene; count: PixelCount; notes: readonly string[]; source: FrameFindings['reference'] },
): FrameFindings {
  let errorSum = 0;
  const { predictedLog, referenceLog } = scene;
  if (referenceLog !== null) {
    for (let i = 0; i < predictedLog.length; i += 1) {
      const error = predictedLog[i]! - referenceLog[i]!;
      if (!Number.isNaN(error)) errorSum += Math.abs(error);
    }
  }
  return {
    reference: source,
    notes,
    comparedPx: count.compared,
    failingPx: count.failing,
    errorSum,
    regionErrorSum: regions.reduce((sum, region) => sum + region.errorSum, 0),
    truthDensity: scene.input.isGroundTruth ? scene.density : 0,
    space: spaceTable(scene),
  };
}
