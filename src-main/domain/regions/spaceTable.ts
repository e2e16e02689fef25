import type { FrameScene } from '../causes/FrameScene.ts';
import { boxMean } from '../causes/scene/boxMean.ts';
import { rankCorrelation } from '../causes/scene/globalFit.ts';
import { nearnessRange } from '../causes/scene/nearnessRange.ts';
import { litHull } from './litHull.ts';
import type { SpaceTable } from './RegionRecord.ts';

const leakLimit = 0.1;
/** Grey level up to which a pixel of the body is night. */
const nightLevel = 8;
/** Side of a corner box, share of the picture. */
const cornerShare = 0.05;

/**
 * The tests of a picture of a body before black space: null where less than a tenth of the picture is black that reaches
 * the border. The body is the convex hull of what is lit, so that its night side is not taken for sky.
 */
export function spaceTable(scene: FrameScene): SpaceTable | null {
  const { background: dark, width, height, predictedLog, picture } = scene;
  if (picture === null || !dark.includes(1)) return null;
  const body = litHull(dark, width, height);
  const range = nearnessRange(predictedLog);
  const near = (i: number) => range?.shareOf(predictedLog[i]!) ?? NaN;
  const outside: number[] = [];
  const inside: number[] = [];
  let [night, bodyPx] = [0, 0];
  for (let i = 0; i < dark.length; i += 1) {
    if (body[i] !== 0) {
      bodyPx += 1;
      if (picture.grey[i]! <= nightLevel) night += 1;
    }
    const value = near(i);
    if (Number.isNaN(value)) continue;
    if (body[i] !== 0) inside.push(value);
    else if (dark[i] !== 0) outside.push(value);
  }
  const backgroundShare = 1 - bodyPx / dark.length;
  if (range === null || outside.length === 0 || inside.length === 0) {
    const unknown = { leakShare: null, backgroundSpread: null, cornerArtefact: null, limbOrder: null };
    return { backgroundShare, ...unknown, nightShare: bodyPx === 0 ? null : night / bodyPx, flatness: null };
  }
  const spread = spreadOf(inside);
  const corners = cornerMean(near, body, width, height);
  const middle = [...outside].sort((a, b) => a - b)[outside.length >> 1]!;
  return {
    backgroundShare,
    leakShare: outside.filter((value) => value > leakLimit).length / outside.length,
    backgroundSpread: spread > 0 ? spreadOf(outside) / spread : null,
    cornerArtefact: corners === null || spread === 0 ? null : (corners - middle) / spread,
    limbOrder: limbOrder(near, body, width),
    nightShare: night / bodyPx,
    flatness: reliefOf(scene, body, near),
  };
}

function cornerMean(
  near: (i: number) => number,
  body: Uint8Array,
  width: number,
  height: number,
): number | null {
  const [w, h] = [
    Math.max(1, Math.round(cornerShare * width)),
    Math.max(1, Math.round(cornerShare * height)),
  ];
  let [sum, count] = [0, 0];
  for (const left of [0, width - w]) {
    for (const top of [0, height - h]) {
      for (let y = top; y < top + h; y += 1) {
        for (let x = left; x < left + w; x += 1) {
          const i = y * width + x;
          const value = near(i);
          if (body[i] !== 0 || Number.isNaN(value)) continue;
          sum += value;
          count += 1;
        }
      }
    }
  }
  return count === 0 ? null : sum / count;
}

/** Spearman of nearness and the distance from the body's centre. */
function limbOrder(near: (i: number) => number, body: Uint8Array, width: number): number | null {
  const pixels: number[] = [];
  for (let i = 0; i < body.length; i += 1) if (body[i] !== 0 && !Number.isNaN(near(i))) pixels.push(i);
  if (pixels.length < 50) return null;
  const step = Math.max(1, Math.floor(pixels.length / 4000));
  const sample = pixels.filter((_, k) => k % step === 0);
  const cx = pixels.reduce((sum, i) => sum + (i % width), 0) / pixels.length;
  const cy = pixels.reduce((sum, i) => sum + Math.floor(i / width), 0) / pixels.length;
  const radius = Float64Array.from(sample, (i) => Math.hypot((i % width) - cx, Math.floor(i / width) - cy));
  return rankCorrelation(Float64Array.from(sample, near), radius);
}

/** Fine relief of the map ÷ that of the picture, each as a share of its spread within the body. */
function reliefOf(scene: FrameScene, body: Uint8Array, near: (i: number) => number): number | null {
  const { width, height, picture } = scene;
  const map = Float32Array.from(body, (_, i) => near(i) || 0);
  const [fineMap, fineGrey] = [fine(map, body, width, height), fine(picture!.grey, body, width, height)];
  return fineMap === null || fineGrey === null || fineGrey === 0 ? null : fineMap / fineGrey;
}

function fine(values: Float32Array, body: Uint8Array, width: number, height: number): number | null {
  const smooth = boxMean(values, { width, height, reach: 4 });
  const taken: number[] = [];
  let [energy, count] = [0, 0];
  for (let y = 5; y < height - 5; y += 1) {
    for (let x = 5; x < width - 5; x += 1) {
      const i = y * width + x;
      // The limb itself is no relief.
      if (body[i] === 0 || body[i - 5] === 0 || body[i + 5] === 0) continue;
      if (body[i - 5 * width] === 0 || body[i + 5 * width] === 0) continue;
      energy += (values[i]! - smooth[i]!) ** 2;
      count += 1;
      if (count % 7 === 0) taken.push(values[i]!);
    }
  }
  const spread = spreadOf(taken);
  return count < 50 || spread === 0 ? null : Math.sqrt(energy / count) / spread;
}

function spreadOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
