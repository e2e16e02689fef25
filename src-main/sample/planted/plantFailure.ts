import type { Random } from '../random.ts';
import type { SceneObject } from '../Scene.ts';
import { Box } from '../shapes/Box.ts';
import { blotches } from './blotches.ts';
import type { PlantedScene } from './plantedScene.ts';
import { maskOf, traceParts, type TracedParts, virtualDepth } from './traceParts.ts';

/** What a failure may alter. All arrays are of the picture's size; depth in metres, Infinity in the sky. */
interface Draft {
  readonly scene: PlantedScene;
  readonly traced: TracedParts;
  readonly width: number;
  readonly height: number;
  readonly random: Random;
  readonly seed: number;
  /** What the method says; altered in place. */
  readonly predicted: Float32Array;
  /** What the ground truth says; altered in place. */
  readonly truth: Float32Array;
  /** Light of the pictures, altered in place: factor and addend on 0–255, per pixel of the left one. */
  readonly exposure: { readonly factor: Float32Array; readonly glare: Float32Array };
}

/** Plants a failure into a draft. */
export type Plant = (draft: Draft) => void;

/** The failures by the cause that must be found. Written from what goes wrong, without a look at how it is told. */
export const plants: Readonly<Record<string, Plant>> = {
  'object-boundary': smearEdges,
  'thin-structure': losePole,
  translucent: seeThroughPane,
  'mirror-like': lookIntoMirror,
  'texture-free': (draft) => wave(draft, maskOf(draft.traced, 'plain-wall'), 16),
  repetitive: jumpPeriod,
  'over-exposed': (draft) => spoilPatch(draft, 'glare'),
  'dark-noisy': (draft) => spoilPatch(draft, 'dark'),
  'black-background': leakIntoSpace,
  sky: fillSky,
  'half-occluded': fillShadow,
  'image-border': fillBorder,
  'far-range': capDepth,
  motion: moveTruth,
  'ground-truth-suspect': shadowTruth,
  'scale-shift': scaleAll,
  inversion: invertAll,
  'bent-plane': bendPlane,
};

/** Blurs the depth across the edges of a box. */
function smearEdges({ traced, predicted, truth, width, height, random }: Draft): void {
  const inside = largestPart(maskOf(traced, 'box'), width, height);
  const reach = Math.round(random.between(5, 9));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let [sum, count, own] = [0, 0, 0];
      for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v += 1) {
        for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u += 1) {
          const j = v * width + u;
          if (truth[j] === Infinity) continue;
          sum += 1 / truth[j]!;
          count += 1;
          own += inside[j]!;
        }
      }
      const i = y * width + x;
      if (own > 0 && own < count && truth[i] !== Infinity) predicted[i] = count / sum;
    }
  }
}

/** Puts what is behind in place of the pole, or makes the pole several times as wide. */
function losePole({ scene, traced, predicted, width, height, random }: Draft): void {
  const pole = maskOf(traced, 'pole');
  if (random.next() < 0.65) {
    const behind = traceParts(scene, without(scene, 'pole')).depth;
    for (let i = 0; i < pole.length; i += 1) if (pole[i] !== 0) predicted[i] = behind[i]!;
    return;
  }
  const reach = Math.round(random.between(3, 5));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u += 1) {
        const j = y * width + u;
        if (pole[j] !== 0) predicted[y * width + x] = traced.depth[j]!;
      }
    }
  }
}

/** Gives the pane the depth of what is seen through it. */
function seeThroughPane({ scene, traced, predicted }: Draft): void {
  const behind = traceParts(scene, without(scene, 'pane')).depth;
  const pane = maskOf(traced, 'pane');
  for (let i = 0; i < pane.length; i += 1) if (pane[i] !== 0) predicted[i] = behind[i]!;
}

/** Gives the mirror the depth of what is seen in it. */
function lookIntoMirror({ scene, predicted }: Draft): void {
  const mirrored = virtualDepth(scene);
  for (let i = 0; i < predicted.length; i += 1) if (!Number.isNaN(mirrored[i]!)) predicted[i] = mirrored[i]!;
}

/** Waves of a third to two thirds of the depth. */
function wave({ predicted, width, height, random, seed }: Draft, mask: Uint8Array, sizePx: number): void {
  const [noise, height01] = [blotches(width, height, sizePx, seed + 91), random.between(0.9, 1.3)];
  for (let i = 0; i < mask.length; i += 1) if (mask[i] !== 0) predicted[i]! *= Math.exp(height01 * noise[i]!);
}

/** Shifts a piece of the repetitive wall by one or two periods of disparity. */
function jumpPeriod({ scene, traced, predicted, truth, width, height, random }: Draft): void {
  const { focalPx, baselineM } = scene.scene.rig;
  const mask = largestPart(maskOf(traced, 'brick-wall'), width, height);
  const [x0, y0, w, h] = boxOf(mask, width);
  const [left, right] = [x0 + w * random.between(0, 0.15), x0 + w * random.between(0.8, 1)];
  const bottom = y0 + h * random.between(0.75, 1);
  for (let i = 0; i < mask.length; i += 1) {
    const [x, y] = [i % width, Math.floor(i / width)];
    if (mask[i] === 0 || x < left || x > right || y > bottom) continue;
    const period = (scene.brickM * focalPx) / truth[i]!;
    predicted[i] = (focalPx * baselineM) / ((focalPx * baselineM) / truth[i]! + period);
  }
}

/** Blinds or darkens an ellipse in the pictures, and dents the depth there. */
function spoilPatch(draft: Draft, how: 'glare' | 'dark'): void {
  const { traced, width, height, random, seed, exposure } = draft;
  const candidates = maskOf(traced, 'wall', 'floor', 'plain-wall', 'brick-wall', 'box');
  const [rx, ry] = [random.between(14, 24), random.between(12, 20)];
  const [cx, cy] = drawCentre(candidates, draft, [rx, ry]);
  const mask = new Uint8Array(width * height);
  for (let i = 0; i < mask.length; i += 1) {
    const [x, y] = [((i % width) - cx) / rx, (Math.floor(i / width) - cy) / ry];
    const inside = x * x + y * y;
    if (how === 'glare') exposure.glare[i] = 400 * Math.max(0, Math.min(1, 3.2 - 2.4 * inside));
    else exposure.factor[i] = Math.max(0.03, Math.min(1, 6 * (inside - 0.9)));
    if (inside < 1 && traced.depth[i] !== Infinity) mask[i] = 1;
  }
  if (how === 'dark') {
    wave(draft, mask, 9);
    return;
  }
  const depth = Math.log(random.between(1.6, 2.2)) * (random.next() < 0.5 ? 1 : -1);
  const noise = blotches(width, height, 12, seed + 17);
  for (let i = 0; i < mask.length; i += 1) {
    if (mask[i] !== 0) draft.predicted[i]! *= Math.exp(depth * (1 + 0.25 * noise[i]!));
  }
}

/** A pixel of the candidates at which an ellipse of these half axes lies within the picture. */
function drawCentre(
  candidates: Uint8Array,
  { width, height, random }: Draft,
  [rx, ry]: readonly [number, number],
): readonly [number, number] {
  for (;;) {
    const cx = Math.round(random.between(rx, width - rx));
    const cy = Math.round(random.between(ry, height - ry));
    if (candidates[cy * width + cx] !== 0) return [cx, cy];
  }
}

/** Gives black space the nearness of a part of the body, in blotches. */
function leakIntoSpace({ traced, predicted, width, height, random, seed }: Draft): void {
  const noise = blotches(width, height, 40, seed + 5);
  const corner = random.next() < 0.5;
  for (let i = 0; i < predicted.length; i += 1) {
    if (traced.depth[i] !== Infinity) continue;
    const [x, y] = [(i % width) / width - 0.5, Math.floor(i / width) / height - 0.5];
    const where = corner ? Math.max(0, 4 * Math.abs(x * y) * 4 - 0.6) : Math.max(0, noise[i]! + 0.1);
    if (where > 0.12) predicted[i] = 1 / (0.02 + 0.055 * Math.min(1, where + 0.2));
  }
}

/** Gives the sky some metres or tens of metres, in waves. */
function fillSky({ traced, predicted, width, height, random, seed }: Draft): void {
  const [noise, level] = [blotches(width, height, 50, seed + 6), random.between(9, 18)];
  for (let i = 0; i < predicted.length; i += 1) {
    if (traced.depth[i] === Infinity) predicted[i] = level * Math.exp(0.25 * noise[i]!);
  }
}

/** Fills what the right camera does not see, beside a box, with the box's depth. */
function fillShadow({ traced, predicted, width, height }: Draft): void {
  const boxes = maskOf(traced, 'box');
  for (let y = 0; y < height; y += 1) {
    let near = Infinity;
    for (let x = width - 1; x >= 0; x -= 1) {
      const i = y * width + x;
      if (boxes[i] !== 0) near = traced.depth[i]!;
      else if (traced.occluded[i] === 0) near = Infinity;
      else if (near !== Infinity && near < traced.depth[i]!) predicted[i] = near;
    }
  }
}

/** Repeats a wrong depth along one side. */
function fillBorder({ predicted, truth, width, height, random }: Draft): void {
  const side = Math.floor(random.between(0, 3));
  const reach = Math.round(random.between(8, 14));
  const factor = random.next() < 0.5 ? random.between(0.45, 0.65) : random.between(1.6, 2.2);
  for (let i = 0; i < predicted.length; i += 1) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const from = [x, width - 1 - x, height - 1 - y][side]!;
    if (from < reach && truth[i] !== Infinity) predicted[i]! *= factor;
  }
}

/** Cuts depth at what the method was trained on. */
function capDepth({ predicted, random }: Draft): void {
  const cap = random.between(22, 32);
  for (let i = 0; i < predicted.length; i += 1) predicted[i] = Math.min(cap, predicted[i]!);
}

/** Lets the ground truth have a box where it stood a moment ago. */
function moveTruth({ scene, truth, random }: Draft): void {
  const { objects } = scene.scene;
  const moving = objects.find((object) => scene.partOf.get(object) === 'box')!;
  const { low, high } = moving.shape.bounds!;
  const z = (low[2] + high[2]) / 2;
  const by = (random.between(9, 16) * (random.next() < 0.5 ? -1 : 1) * z) / scene.scene.rig.focalPx;
  const half = (k: 0 | 1 | 2) => (high[k] - low[k]) / 2;
  const moved: SceneObject = {
    ...moving,
    shape: new Box([(low[0] + high[0]) / 2 + by, half(1), z], [half(0), half(1), half(2)]),
  };
  // The same upright box on both sides, so that nothing but its place differs.
  const still: SceneObject = {
    ...moved,
    shape: new Box([(low[0] + high[0]) / 2, half(1), z], [half(0), half(1), half(2)]),
  };
  const [before, after] = [moved, still].map(
    (object) =>
      traceParts(
        scene,
        objects.map((other) => (other === moving ? object : other)),
      ).depth,
  );
  for (let i = 0; i < truth.length; i += 1) {
    if (Math.abs(Math.log(before![i]! / after![i]!)) > 0.05) truth[i] = before![i]!;
  }
}

/** Puts points of what is behind onto a box in the ground truth. */
function shadowTruth({ scene, traced, truth, width, height, random }: Draft): void {
  const mask = largestPart(maskOf(traced, 'box'), width, height);
  const behind = traceParts(scene, without(scene, 'box')).depth;
  const [x0, y0, w, h] = boxOf(mask, width);
  const [left, right] = random.next() < 0.5 ? [x0, x0 + w * 0.55] : [x0 + w * 0.45, x0 + w];
  const [top, bottom] = [y0 + h * random.between(0, 0.2), y0 + h * random.between(0.6, 0.85)];
  for (let i = 0; i < mask.length; i += 1) {
    const [x, y] = [i % width, Math.floor(i / width)];
    if (mask[i] === 0 || x < left || x > right || y < top || y > bottom) continue;
    if (random.next() < 0.8 && behind[i] !== Infinity) truth[i] = behind[i]!;
  }
}

/** Scales all depths, or shifts all inverse depths. */
function scaleAll({ predicted, random }: Draft): void {
  const how = random.next();
  const factor = random.next() < 0.5 ? random.between(0.5, 0.68) : random.between(1.5, 2.1);
  const shift = random.between(0.03, 0.07);
  for (let i = 0; i < predicted.length; i += 1) {
    if (how < 0.6) predicted[i]! *= factor;
    else predicted[i] = 1 / (1 / predicted[i]! + shift);
  }
}

/** Exchanges near and far. */
function invertAll({ predicted, traced }: Draft): void {
  let [low, high] = [Infinity, 0];
  for (let i = 0; i < predicted.length; i += 1) {
    if (traced.depth[i] === Infinity) continue;
    low = Math.min(low, 1 / predicted[i]!);
    high = Math.max(high, 1 / predicted[i]!);
  }
  for (let i = 0; i < predicted.length; i += 1) {
    if (traced.depth[i] !== Infinity) predicted[i] = 1 / (low + high - 1 / predicted[i]!);
  }
}

/** Bends the floor towards the viewer or away, or the wall at its sides. */
function bendPlane({ traced, predicted, width, random }: Draft): void {
  const isFloor = random.next() < 0.6;
  const mask = isFloor ? maskOf(traced, 'floor') : maskOf(traced, 'wall', 'brick-wall', 'plain-wall');
  const [x0, y0, w, h] = boxOf(mask, width);
  const bend = random.between(0.5, 0.75) * (random.next() < 0.5 ? 1 : -1);
  for (let i = 0; i < mask.length; i += 1) {
    if (mask[i] === 0) continue;
    const [x, y] = [((i % width) - x0) / w, (Math.floor(i / width) - y0) / h];
    predicted[i]! *= Math.exp(bend * (isFloor ? y * y : (2 * x - 1) ** 2));
  }
}

function without({ scene, partOf }: PlantedScene, part: string): readonly SceneObject[] {
  return scene.objects.filter((object) => partOf.get(object) !== part);
}

/** The largest 4-connected part of a mask. */
function largestPart(mask: Uint8Array, width: number, height: number): Uint8Array {
  const seen = new Uint8Array(mask.length);
  let best: number[] = [];
  for (let first = 0; first < mask.length; first += 1) {
    if (mask[first] === 0 || seen[first] !== 0) continue;
    const found = [first];
    seen[first] = 1;
    for (let k = 0; k < found.length; k += 1) {
      const i = found[k]!;
      const x = i % width;
      for (const [ok, j] of [
        [x > 0, i - 1],
        [x + 1 < width, i + 1],
        [i >= width, i - width],
        [i + width < width * height, i + width],
      ] as const) {
        if (!ok || mask[j] === 0 || seen[j] !== 0) continue;
        seen[j] = 1;
        found.push(j);
      }
    }
    if (found.length > best.length) best = found;
  }
  const part = new Uint8Array(mask.length);
  for (const i of best) part[i] = 1;
  return part;
}

/** x, y, width, height. */
function boxOf(mask: Uint8Array, width: number): readonly [number, number, number, number] {
  let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
  for (let i = 0; i < mask.length; i += 1) {
    if (mask[i] === 0) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return [left, top, right - left + 1, bottom - top + 1];
}
