import { convertScalar, metricQuantity } from '../camera/convertRaster.ts';
import type { StereoRig } from '../camera/StereoRig.ts';
import { visibilityClasses, visibilityOfLeft } from '../photometric/visibility.ts';
import type { ComparedQuantity, Mask, Picture } from '../rasters/Raster.ts';
import { connectedFrom } from './scene/connectedFrom.ts';
import { chamferDistance, depthEdges } from './scene/depthEdges.ts';
import { type GlobalFit, globalFit } from './scene/globalFit.ts';
import { logDepth, logDepthOf } from './scene/logDepth.ts';
import type { PictureMaps } from './scene/PictureMaps.ts';
import { PictureMemory } from './scene/PictureMemory.ts';
import { keepLong } from './scene/keepLong.ts';
import { slidingExtreme } from './scene/slidingExtreme.ts';

/** Everything that is known of a frame. All maps are width × height in the compared quantity, NaN = invalid. */
export interface SceneInput {
  readonly width: number;
  readonly height: number;
  readonly quantity: ComparedQuantity;
  readonly rig: StereoRig | null;
  /** False where the numbers have no unit. */
  readonly isMetric: boolean;
  /** What the prediction is held against: ground truth, or what stands in for it; null = nothing does. */
  readonly reference: Float32Array | Float64Array | null;
  readonly isGroundTruth: boolean;
  readonly predicted: Float32Array | Float64Array;
  readonly left: Picture | null;
  readonly right: Picture | null;
  /** Maps of other methods that fail for reasons of their own. */
  readonly others: readonly Float32Array[];
  readonly classMasks: readonly { readonly name: string; readonly mask: Mask }[];
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
/** A reference on fewer pixels than this share has holes everywhere; edges are then taken from it as filled in. */
const denseShare = 0.5;
const fillReach = 3;
/** Causes look so far around a region, px: its ring, and what is beside something thin. */
const aroundPx = 8;

/** What causes measure: the frame's maps and what follows from them, each made when first asked for. */
export class FrameScene {
  readonly input: SceneInput;
  readonly width: number;
  readonly height: number;
  readonly predictedLog: Float32Array;
  readonly referenceLog: Float32Array | null;
  readonly picture: PictureMaps | null;
  readonly right: PictureMaps | null;
  /** Share of pixels with a reference. */
  readonly density: number;
  #occluded: Uint8Array | null | undefined;
  #sky: Uint8Array | null = null;
  #background: Uint8Array | null = null;
  #fit: GlobalFit | null | undefined;
  #saturation: Saturation | null | undefined;

  constructor(input: SceneInput, memory = new PictureMemory()) {
    this.input = input;
    this.width = input.width;
    this.height = input.height;
    this.edgeDistance = new Uint8Array(input.width * input.height).fill(mostEdgeDistance);
    this.thin = new Uint8Array(input.width * input.height);
    const logsOf = (values: Float32Array | Float64Array) =>
      logDepth(values, metricQuantity[input.quantity], input.rig);
    this.predictedLog = logsOf(input.predicted);
    this.referenceLog = input.reference && logsOf(input.reference);
    this.picture = input.left && memory.of(input.left);
    this.right = input.right && memory.of(input.right);
    this.density = this.referenceLog ? shareValid(this.referenceLog) : 0;
  }

  /** ln p − ln g in depth: positive is too far. NaN where either is missing. */
  errorAt(i: number): number {
    return this.referenceLog ? this.predictedLog[i]! - this.referenceLog[i]! : NaN;
  }

  /** Logarithm of depth of a single value. */
  logOf(value: number): number {
    return logDepthOf(value, metricQuantity[this.input.quantity], this.input.rig);
  }

  /**
   * Distance to the nearest depth edge of the scene, px, at most 16; and 1 where something at most 8 px wide stands before
   * what is around it. Known where `prepare` was asked for, as edges matter in and around regions only.
   */
  readonly edgeDistance: Uint8Array;
  readonly thin: Uint8Array;

  /** Makes edgeDistance and thin known in boxes and a few pixels around them: at once where the boxes cover much. */
  prepareAll(boxes: readonly (readonly [number, number, number, number])[]): void {
    const { width, height } = this;
    const reach = 2 * (aroundPx + mostEdgeDistance);
    const asked = boxes.reduce((sum, [, , w, h]) => sum + (w + reach) * (h + reach), 0);
    if (asked > 0.8 * width * height) this.prepare([0, 0, width, height]);
    else for (const box of boxes) this.prepare(box);
  }

  /** … in one box. */
  prepare([x, y, w, h]: readonly [number, number, number, number]): void {
    const { width, height } = this;
    const known = cutBox([x - aroundPx, y - aroundPx, w + 2 * aroundPx, h + 2 * aroundPx], width, height);
    const seen = cutBox(
      [
        known.left - mostEdgeDistance,
        known.top - mostEdgeDistance,
        known.width + 2 * mostEdgeDistance,
        known.height + 2 * mostEdgeDistance,
      ],
      width,
      height,
    );
    const size = { width: seen.width, height: seen.height };
    const shape = this.#shapeIn(seen);
    const edges = depthEdges(shape, { ...size, ratio: edgeRatio });
    const distance = chamferDistance(edges, { ...size, most: mostEdgeDistance });
    const thin = thinParts(shape, size);
    for (let v = known.top; v < known.top + known.height; v += 1) {
      const from = (v - seen.top) * seen.width + known.left - seen.left;
      const to = v * width + known.left;
      this.edgeDistance.set(distance.subarray(from, from + known.width), to);
      this.thin.set(thin.subarray(from, from + known.width), to);
    }
  }

  /** The shapes of the scene: the reference, filled in where it is sparse; else the map itself. */
  #shapeIn({ left, top, width, height }: Box): Float32Array {
    const source = this.referenceLog ?? this.predictedLog;
    const shape = new Float32Array(width * height);
    for (let y = 0; y < height; y += 1) {
      const from = (top + y) * this.width + left;
      shape.set(source.subarray(from, from + width), y * width);
    }
    if (this.referenceLog === null || this.density >= denseShare) return shape;
    const filled = slidingExtreme(shape, { width, height, reach: fillReach, take: 'min' });
    for (let i = 0; i < filled.length; i += 1) if (!Number.isNaN(shape[i]!)) filled[i] = shape[i]!;
    return filled;
  }

  /** 1 where the right camera does not see what the left one does; null without a known disparity. */
  get occluded(): Uint8Array | null {
    if (this.#occluded === undefined) this.#occluded = this.#occludedOf();
    return this.#occluded;
  }

  #occludedOf(): Uint8Array | null {
    const { reference, quantity, rig } = this.input;
    const { width, height } = this;
    if (!this.input.isMetric || reference === null || this.density < denseShare) return null;
    if (quantity !== 'disparity' && rig?.baselineM == null) return null;
    const toDisparity = convertScalar(quantity, 'disparity', rig);
    const values = new Float32Array(reference.length);
    for (let i = 0; i < values.length; i += 1) values[i] = toDisparity(reference[i]!);
    const classes = visibilityOfLeft({ quantity: 'disparity:px', width, height, values }).values;
    const hidden = new Uint8Array(classes.length);
    for (let i = 0; i < hidden.length; i += 1) if (classes[i] === visibilityClasses.occluded) hidden[i] = 1;
    return hidden;
  }

  /** 1 in the sky, by the picture alone; nothing where the reference knows a depth there. */
  get sky(): Uint8Array {
    this.#sky ??= this.#withoutReference(this.#skyOf());
    return this.#sky;
  }

  /** Bright, smooth, and connected to the top through pixels without a depth: a hole in a white table is no sky. */
  #skyOf(): Uint8Array | null {
    const mask = this.picture?.skyMask ?? null;
    const { referenceLog, width, height } = this;
    if (mask === null || !this.input.isGroundTruth || referenceLog === null) return mask;
    const isOpen = (i: number) => mask[i] !== 0 && Number.isNaN(referenceLog[i]!);
    return connectedFrom(isOpen, { width, height, from: 'top' });
  }

  /** 1 in black that reaches the border and covers more than a tenth of the picture; nothing where it is less. */
  get background(): Uint8Array {
    if (this.#background === null) {
      const mask = this.#withoutReference(this.picture?.darkBorderMask(8) ?? null);
      let count = 0;
      for (let i = 0; i < mask.length; i += 1) count += mask[i]!;
      this.#background = count > 0.1 * mask.length ? mask : new Uint8Array(mask.length);
    }
    return this.#background;
  }

  /** Ground truth is sparse in a laser scanner's frame: a mask with some of it inside is not of something infinite. */
  #withoutReference(mask: Uint8Array | null): Uint8Array {
    const { referenceLog } = this;
    const infinite = new Uint8Array(this.width * this.height);
    if (mask === null) return infinite;
    infinite.set(mask);
    if (!this.input.isGroundTruth || referenceLog === null) return infinite;
    for (let i = 0; i < infinite.length; i += 1)
      if (mask[i] !== 0 && !Number.isNaN(referenceLog[i]!)) infinite[i] = 0;
    return infinite;
  }

  /** How the map as a whole relates to the reference. */
  get fit(): GlobalFit | null {
    if (this.#fit === undefined)
      this.#fit = this.referenceLog ? globalFit(this.predictedLog, this.referenceLog) : null;
    return this.#fit;
  }

  /** The far end at which the prediction stands still, where it does. */
  get saturation(): Saturation | null {
    if (this.#saturation === undefined) this.#saturation = saturationOf(this.predictedLog);
    return this.#saturation;
  }

  /** Mask of annotated pixels of any of the classes; null where none is annotated. */
  annotated(classes: readonly string[]): Uint8Array | null {
    const masks = this.input.classMasks.filter(({ name }) => classes.includes(name));
    if (masks.length === 0) return null;
    const union = new Uint8Array(this.width * this.height);
    for (const { mask } of masks) for (let i = 0; i < union.length; i += 1) union[i]! |= mask.data[i]!;
    return union;
  }

  /** A value of the compared quantity as disparity in pixels; null where no rig tells. */
  get disparityOf(): ((value: number) => number) | null {
    const { quantity, rig, isMetric } = this.input;
    if (!isMetric) return null;
    if (quantity === 'disparity') return (value) => value;
    return rig?.baselineM == null ? null : convertScalar(quantity, 'disparity', rig);
  }

  /** A value of the compared quantity as depth in metres; null where no rig tells. */
  get metresOf(): ((value: number) => number) | null {
    const { quantity, rig, isMetric } = this.input;
    if (!isMetric) return null;
    if (quantity === 'depth') return (value) => value;
    if (quantity === 'inverse-depth') return (value) => 1 / value;
    return rig?.baselineM == null ? null : convertScalar(quantity, 'depth', rig);
  }
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function cutBox([x, y, w, h]: readonly [number, number, number, number], width: number, height: number): Box {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  return { left, top, width: Math.min(width, x + w) - left, height: Math.min(height, y + h) - top };
}

/** 1 where something narrow and long stands before what is around it: a closing of depth fills it. */
function thinParts(shape: Float32Array, { width, height }: { width: number; height: number }): Uint8Array {
  const size = { width, height, reach: thinReach };
  const behind = slidingExtreme(slidingExtreme(shape, { ...size, take: 'max' }), { ...size, take: 'min' });
  const step = Math.log(thinRatio);
  const narrow = new Uint8Array(shape.length);
  for (let i = 0; i < shape.length; i += 1) if (behind[i]! - shape[i]! > step) narrow[i] = 1;
  return keepLong(narrow, { width, height, lengthPx: thinLengthPx });
}

export interface Saturation {
  /** Logarithm of the depth. */
  readonly level: number;
  /** Share of the frame within 2 % of it. */
  readonly share: number;
}

/** Where 1 % or more of a map lies within 2 % of its far end, it is cut there. The share is of every third pixel. */
function saturationOf(logs: Float32Array): Saturation | null {
  let level = -Infinity;
  for (let i = 0; i < logs.length; i += 1) if (logs[i]! > level) level = logs[i]!;
  const end = level - 0.02;
  let [near, valid] = [0, 0];
  for (let i = 0; i < logs.length; i += 3) {
    const value = logs[i]!;
    if (value > end) near += 1;
    else if (value === value) valid += 1;
  }
  valid += near;
  return near > 0.01 * valid ? { level, share: near / valid } : null;
}

function shareValid(values: Float32Array): number {
  let valid = 0;
  for (let i = 0; i < values.length; i += 1) if (!Number.isNaN(values[i]!)) valid += 1;
  return valid / values.length;
}
