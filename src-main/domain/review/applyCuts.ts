import { rasteriseShape } from '../annotation/rasteriseShape.ts';
import type { Point } from '../annotation/Annotation.ts';
import type { Area, AreaBody } from '../regions/findAreas.ts';
import type { RegionDetection } from '../regions/RegionRecord.ts';
import { splitArea } from '../regions/splitArea.ts';
import { joinAreas } from './joinAreas.ts';
import { outlineArea } from './outlineArea.ts';
import type { RegionCut } from './ReviewStep.ts';
import { splitAlongLine, splitAtWaist } from './splitBody.ts';

/** An area before it is explained, with how it was found. */
interface CuttableArea {
  readonly area: Area;
  readonly detection: RegionDetection;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  /** Logarithms of depth. */
  readonly logs: Float32Array;
}

/** Two outlines are of one place where they share this much of the smaller one. */
const sharedShare = 0.5;
/** Steps of depth that a region is split at by itself, the clearest first. */
const depthRatios = [1.25, 1.1, 1.05];

/**
 * Areas as a person cut and joined them. Each cut is done to the areas that lie where its regions lay, in the order in
 * which the cuts were made; where nothing does any more, the areas stay as they were found.
 */
export function applyCuts<Found extends CuttableArea>(
  found: readonly Found[],
  cuts: readonly Pick<RegionCut, 'kind' | 'of' | 'line'>[],
  frame: Frame,
): readonly Found[] {
  return cuts.reduce<readonly Found[]>((areas, { kind, of, line }) => {
    const targets = [...new Set(of.map((outline) => areaAt(areas, outline)))].filter((each) => each !== null);
    const [first] = targets;
    if (first === undefined) return areas;
    const made = kind === 'split' ? split(first, line, frame) : merge(targets);
    return [...areas.filter((each) => !targets.includes(each)), ...made];
  }, found);
}

/** The area that shares most with the outline. */
function areaAt<Found extends CuttableArea>(
  areas: readonly Found[],
  outline: readonly Point[],
): Found | null {
  let best: { readonly each: Found; readonly shared: number } | null = null;
  for (const each of areas) {
    const { body } = each.area;
    const shifted = outline.map(([x, y]) => [x - body.left, y - body.top] as const);
    const place = rasteriseShape({ kind: 'polygon', parts: [shifted] }, body.width, body.height);
    let [shared, own] = [0, 0];
    for (let j = 0; j < body.mask.length; j += 1) {
      own += body.mask[j]!;
      shared += body.mask[j]! & place.data[j]!;
    }
    const smaller = Math.min(own, outlineArea(outline));
    if (shared < sharedShare * smaller || shared === 0) continue;
    if (best === null || shared > best.shared) best = { each, shared };
  }
  return best?.each ?? null;
}

function split<Found extends CuttableArea>(
  found: Found,
  line: readonly Point[] | null,
  frame: Frame,
): readonly Found[] {
  const { body } = found.area;
  const bodies = line === null ? splitByItself(body, frame) : splitByLine(body, line);
  const parts = bodies.map((body) => pixelsIn(found.area, body, frame.width)).filter((area) => area !== null);
  if (parts.length < 2) return [found];
  return parts.map((area) => ({ ...found, area, detection: { ...found.detection, isWholeImage: false } }));
}

/** A line that ends within the body is drawn on straight until it leaves it. */
function splitByLine(body: AreaBody, line: readonly Point[]): readonly AreaBody[] {
  const parts = splitAlongLine(body, line);
  const [first, second] = line;
  const [beforeLast, last] = line.slice(-2);
  if (parts.length > 1 || !first || !second || !beforeLast || !last) return parts;
  const reach = body.width + body.height;
  return splitAlongLine(body, [beyond(second, first, reach), ...line, beyond(beforeLast, last, reach)]);
}

function beyond([fromX, fromY]: Point, [x, y]: Point, reach: number): Point {
  const length = Math.hypot(x - fromX, y - fromY) || 1;
  return [x + ((x - fromX) / length) * reach, y + ((y - fromY) / length) * reach];
}

function splitByItself(body: AreaBody, { logs, width }: Frame): readonly AreaBody[] {
  for (const ratio of depthRatios) {
    const parts = splitArea(body, { logs, width, step: Math.log(ratio), minAreaPx: 1 });
    if (parts.length > 1) return parts;
  }
  return splitAtWaist(body);
}

/** What of an area lies in a part of its body; null where nothing does. */
function pixelsIn({ pixels }: Area, body: AreaBody, stride: number): Area | null {
  const kept: number[] = [];
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of pixels) {
    const [x, y] = [i % stride, Math.floor(i / stride)];
    const [u, v] = [x - body.left, y - body.top];
    if (u < 0 || v < 0 || u >= body.width || v >= body.height || body.mask[v * body.width + u] === 0)
      continue;
    kept.push(i);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (kept.length === 0) return null;
  return { pixels: Int32Array.from(kept), bbox: [left, top, right - left + 1, bottom - top + 1], body };
}

function merge<Found extends CuttableArea>(parts: readonly Found[]): readonly Found[] {
  const largest = parts.reduce((a, b) => (b.area.pixels.length > a.area.pixels.length ? b : a));
  return parts.length < 2 ? parts : [{ ...largest, area: joinAreas(parts.map(({ area }) => area)) }];
}
