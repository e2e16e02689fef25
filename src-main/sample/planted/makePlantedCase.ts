import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import { Camera, type Eye } from '../Camera.ts';
import { World } from '../light/World.ts';
import { hash, Random } from '../random.ts';
import { renderPicture } from '../renderPicture.ts';
import { blotches } from './blotches.ts';
import type { PlantedCase } from './PlantedCase.ts';
import { plants } from './plantFailure.ts';
import { type PlantedScene, spaceScene, yardScene } from './plantedScene.ts';
import { maskOf, traceParts, type TracedParts } from './traceParts.ts';

/** Depth that a sound method gives the sky, m. */
const skyM = 300;
/** Altered by more than this, a pixel is planted. */
const plantedRatio = Math.log(1.25);
/** A failure of fewer pixels is drawn again. */
const leastPlantedPx = 180;
/** Planted where there is no ground truth. */
const emptyCauses: readonly string[] = ['sky', 'black-background'];

export const plantedCauses: readonly string[] = Object.keys(plants);

/**
 * A case with a failure of the given cause, or without any: a scene of its own, rendered as a pair; a sound prediction
 * (truth within a few per cent) that the failure is planted into; and evidence as datasets have it, sometimes without a
 * right picture, a second method or annotations. The same seed and cause always give the same case.
 */
export function makePlantedCase(seed: number, cause: string | null): PlantedCase {
  for (let attempt = 0; ; attempt += 1) {
    const drawn = hash(seed, cause === null ? 0 : plantedCauses.indexOf(cause) + 1, 77, attempt);
    const planted = plant(drawn, cause);
    if (cause === null || planted.planted.reduce((sum, value) => sum + value, 0) >= leastPlantedPx) {
      return { ...rendered(planted, drawn), seed };
    }
  }
}

/** Everything but the pictures: quick, so that a failure that hardly shows can be drawn again. */
function plant(seed: number, cause: string | null) {
  const random = new Random(seed);
  const scene =
    cause === 'black-background' ? spaceScene(random, hash(seed, 3)) : yardScene(random, hash(seed, 3));
  const traced = traceParts(scene);
  const { rig } = scene.scene;
  const { width, height } = rig;
  const truth = traced.depth.slice();
  const sound = soundPrediction(traced, width, height, hash(seed, 11), random.between(0.02, 0.05));
  const predicted = sound.slice();
  const exposure = {
    factor: new Float32Array(width * height).fill(1),
    glare: new Float32Array(width * height),
  };
  if (cause !== null) {
    plants[cause]!({ scene, traced, width, height, random, seed, predicted, truth, exposure });
  }
  const planted = Uint8Array.from(predicted, (value, i) => {
    const byMethod = Math.abs(Math.log(value / sound[i]!));
    const byTruth = truth[i] === traced.depth[i] ? 0 : Math.abs(Math.log(truth[i]! / traced.depth[i]!));
    const isSeen = truth[i] !== Infinity || emptyCauses.includes(cause ?? '');
    return isSeen && Math.max(byMethod, byTruth) > plantedRatio ? 1 : 0;
  });
  const needsEvidence = cause === 'motion' || cause === 'ground-truth-suspect';
  const hasRight = needsEvidence || random.next() < 0.8;
  const hasOther = needsEvidence ? random.next() < 0.7 : random.next() < 0.6;
  const isDisparity = random.next() < 0.4 && showsInDisparity(planted, { truth, sound, predicted }, rig);
  const asMap = (depth: Float32Array, isTruth: boolean): Raster =>
    mapOf(depth, { scene, isDisparity, isTruth });
  return {
    ...{ cause, rig, scene, traced, exposure, hasRight },
    groundTruth: asMap(truth, true),
    prediction: asMap(predicted, false),
    other: hasOther ? asMap(soundPrediction(traced, width, height, hash(seed, 12), 0.03), false) : null,
    classMasks: annotations(traced, width, height, random),
    planted,
  };
}

function rendered(
  { scene, traced, exposure, hasRight, ...rest }: ReturnType<typeof plant>,
  seed: number,
): Omit<PlantedCase, 'seed'> {
  const world = new World(scene.scene);
  const { rig } = rest;
  const seen = (eye: 'left' | 'right') =>
    spoiled(renderPicture(world, eye, strataAt(scene, world, eye)), eye, { traced, exposure, rig, seed });
  return { ...rest, left: seen('left'), right: hasRight ? seen('right') : null };
}

/**
 * Far away a change of depth is a fraction of a pixel of disparity, which no protocol calls a failure: such a case is
 * given as depth. Three quarters of what was planted must be off by 4 px or more.
 */
function showsInDisparity(
  planted: Uint8Array,
  maps: { readonly truth: Float32Array; readonly sound: Float32Array; readonly predicted: Float32Array },
  { focalPx, baselineM }: PlantedScene['scene']['rig'],
): boolean {
  let [shown, all] = [0, 0];
  const disparity = (depth: number) => (focalPx * baselineM) / depth;
  for (let i = 0; i < planted.length; i += 1) {
    if (planted[i] === 0) continue;
    all += 1;
    const truth = maps.truth[i] === Infinity ? maps.sound[i]! : maps.truth[i]!;
    if (Math.abs(disparity(maps.predicted[i]!) - disparity(truth)) >= 4) shown += 1;
  }
  return shown >= 0.75 * all;
}

/** One sample a pixel, but many where a mirror or a pane shows what is far: there one would be noise. */
function strataAt({ scene, partOf }: PlantedScene, world: World, eye: Eye): (x: number, y: number) => number {
  const camera = new Camera(scene);
  return (x, y) => {
    const hit = world.meet(camera.ray(eye, x, y), 1e-5);
    return hit !== null && partOf.get(hit.object) === 'mirror' ? 4 : 1;
  };
}

/** Truth times slow and fast noise of a few per cent. */
function soundPrediction(
  { depth }: TracedParts,
  width: number,
  height: number,
  seed: number,
  amount: number,
): Float32Array {
  const slow = blotches(width, height, 60, seed);
  const fast = blotches(width, height, 3, seed + 9);
  return depth.map((value, i) =>
    value === Infinity
      ? skyM * Math.exp(0.1 * slow[i]!)
      : value * Math.exp(amount * slow[i]! + 0.01 * fast[i]!),
  );
}

function mapOf(
  depth: Float32Array,
  { scene, isDisparity, isTruth }: { scene: PlantedScene; isDisparity: boolean; isTruth: boolean },
): Raster {
  const { focalPx, baselineM, width, height } = scene.scene.rig;
  const known = depth.map((value) => (value === Infinity ? (isTruth ? NaN : skyM) : value));
  return isDisparity
    ? { quantity: 'disparity:px', width, height, values: known.map((value) => (focalPx * baselineM) / value) }
    : { quantity: 'depth:m', width, height, values: known };
}

/** In every third case somebody has annotated glass, mirrors and poles. */
function annotations(
  traced: TracedParts,
  width: number,
  height: number,
  random: Random,
): PlantedCase['classMasks'] {
  if (random.next() > 0.33) return [];
  return (
    [
      ['translucent', 'pane'],
      ['mirror-like', 'mirror'],
      ['thin', 'pole'],
    ] as const
  ).map(([name, part]) => ({ name, mask: { width, height, data: maskOf(traced, part) } }));
}

/** The picture with its exposure altered; the right one where the left one's pixels are seen in it. */
function spoiled(
  picture: Picture,
  eye: 'left' | 'right',
  {
    traced,
    exposure,
    rig,
    seed,
  }: {
    traced: TracedParts;
    exposure: { factor: Float32Array; glare: Float32Array };
    rig: { focalPx: number; baselineM: number | null; width: number };
    seed: number;
  },
): Picture {
  const { width, height, data } = picture;
  const random = new Random(hash(seed, eye === 'left' ? 1 : 2, 5));
  const altered = data.slice();
  for (let i = 0; i < width * height; i += 1) {
    const [factor, glare] = [exposure.factor[i]!, exposure.glare[i]!];
    if (factor === 1 && glare === 0) continue;
    const depth = traced.depth[i]!;
    const shift =
      eye === 'left' || depth === Infinity ? 0 : Math.round((rig.focalPx * (rig.baselineM ?? 0)) / depth);
    if ((i % width) - shift < 0) continue;
    const at = 3 * (i - shift);
    for (let c = 0; c < 3; c += 1) {
      const grain = factor < 0.5 ? 2.5 * random.normal() : 0;
      altered[at + c] = Math.max(0, Math.min(255, Math.round(data[at + c]! * factor + glare + grain)));
    }
  }
  return { ...picture, data: altered };
}
