import { chamferDistance, depthEdges } from './depthEdges.ts';
import { keepLong } from './keepLong.ts';
import { slidingExtreme } from './slidingExtreme.ts';

/** Left, top, width, height, px. */
type Box = readonly [number, number, number, number];

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Ratio of neighbouring depths at an edge (Depth Pro's ladder is 1.05–1.25). */
const edgeRatio = 1.15;
/** Structures up to this wide count as thin: half of it reaches from every pixel out of the structure. */
const thinReach = 4;
/** … and at least this long in one direction: specks are noise. */
const thinLengthPx = 6;
/** Nearer than what is around by at least this ratio. */
const thinRatio = 1.1;
/** Edges farther than this are all alike, px. */
const mostEdgeDistance = 16;
/** Where holes are filled in, from so far. */
const fillReach = 3;
/** Causes look so far around a region, px: its ring, and what is beside something thin. */
const aroundPx = 8;

/**
 * Edges and thin structures of a scene: of the reference, filled in where it is sparse; else of the map itself. Known
 * where they were asked for, as they matter in and around regions only.
 */
export class SceneShape {
  /** Distance to the nearest depth edge of the scene, px, at most 16. */
  readonly edgeDistance: Uint8Array;
  /** 1 where something at most 8 px wide stands before what is around it. */
  readonly thin: Uint8Array;
  readonly #logs: Float32Array;
  readonly #size: Size;
  readonly #hasHoles: boolean;
  readonly #known: Box[] = [];

  /** @param logs  logarithms of depth, width × height, NaN = invalid; `hasHoles`: they are filled in. */
  constructor(logs: Float32Array, { width, height, hasHoles }: Size & { readonly hasHoles: boolean }) {
    this.#logs = logs;
    this.#size = { width, height };
    this.#hasHoles = hasHoles;
    this.edgeDistance = new Uint8Array(logs.length).fill(mostEdgeDistance);
    this.thin = new Uint8Array(logs.length);
  }

  /** Makes both known in boxes and a few pixels around them: at once where the boxes cover much. */
  prepareAll(boxes: readonly Box[]): void {
    const { width, height } = this.#size;
    const unknown = boxes.filter((box) => !this.#known.some((known) => holds(known, box)));
    const reach = 2 * (aroundPx + mostEdgeDistance);
    const asked = unknown.reduce((sum, [, , w, h]) => sum + (w + reach) * (h + reach), 0);
    const together: readonly Box[] = asked > 0.8 * width * height ? [[0, 0, width, height]] : unknown;
    for (const box of together) this.#prepare(box);
    this.#known.push(...together);
  }

  #prepare(box: Box): void {
    const { width } = this.#size;
    const known = grown(box, aroundPx, this.#size);
    const seen = grown(known, mostEdgeDistance, this.#size);
    const [left, top, across, down] = seen;
    const size = { width: across, height: down };
    const shape = this.#shapeIn(seen);
    const edges = depthEdges(shape, { ...size, ratio: edgeRatio });
    const distance = chamferDistance(edges, { ...size, most: mostEdgeDistance });
    const thin = thinParts(shape, size);
    const [x, y, w, h] = known;
    for (let v = y; v < y + h; v += 1) {
      const from = (v - top) * across + x - left;
      const to = v * width + x;
      this.edgeDistance.set(distance.subarray(from, from + w), to);
      this.thin.set(thin.subarray(from, from + w), to);
    }
  }

  #shapeIn([left, top, width, height]: Box): Float32Array {
    const shape = new Float32Array(width * height);
    for (let y = 0; y < height; y += 1) {
      const from = (top + y) * this.#size.width + left;
      shape.set(this.#logs.subarray(from, from + width), y * width);
    }
    if (!this.#hasHoles) return shape;
    const filled = slidingExtreme(shape, { width, height, reach: fillReach, take: 'min' });
    for (let i = 0; i < filled.length; i += 1) if (!Number.isNaN(shape[i]!)) filled[i] = shape[i]!;
    return filled;
  }
}

/** A box and so many pixels around it, cut at the image border. */
function grown([x, y, w, h]: Box, by: number, { width, height }: Size): Box {
  const [left, top] = [Math.max(0, x - by), Math.max(0, y - by)];
  return [left, top, Math.min(width, x + w + by) - left, Math.min(height, y + h + by) - top];
}

function holds([x, y, w, h]: Box, [left, top, width, height]: Box): boolean {
  return left >= x && top >= y && left + width <= x + w && top + height <= y + h;
}

/** 1 where something narrow and long stands before what is around it: a closing of depth fills it. */
function thinParts(shape: Float32Array, { width, height }: Size): Uint8Array {
  const size = { width, height, reach: thinReach };
  const behind = slidingExtreme(slidingExtreme(shape, { ...size, take: 'max' }), { ...size, take: 'min' });
  const step = Math.log(thinRatio);
  const narrow = new Uint8Array(shape.length);
  for (let i = 0; i < shape.length; i += 1) if (behind[i]! - shape[i]! > step) narrow[i] = 1;
  return keepLong(narrow, { width, height, lengthPx: thinLengthPx });
}
