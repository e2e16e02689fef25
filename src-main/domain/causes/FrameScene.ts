import { convertScalar, metricQuantity } from '../camera/convertRaster.ts';
import type { StereoRig } from '../camera/StereoRig.ts';
import { visibilityClasses, visibilityOfLeft } from '../photometric/visibility.ts';
import type { ComparedQuantity, Mask, Picture } from '../rasters/Raster.ts';
import { FrameMemory } from './scene/FrameMemory.ts';
import { type GlobalFit, globalFit } from './scene/globalFit.ts';
import { logDepth, logDepthOf } from './scene/logDepth.ts';
import type { PictureMaps } from './scene/PictureMaps.ts';
import { denseShare, ReferenceMaps } from './scene/ReferenceMaps.ts';
import { SceneShape } from './scene/SceneShape.ts';

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
  /** Edges and thin structures of the reference, else of the map itself. */
  readonly #shape: SceneShape;
  readonly #reference: ReferenceMaps | null;
  #occluded: Uint8Array | null | undefined;
  #sky: Uint8Array | null = null;
  #background: Uint8Array | null = null;
  #fit: GlobalFit | null | undefined;
  #saturation: Saturation | null | undefined;

  constructor(input: SceneInput, memory = new FrameMemory()) {
    const { width, height, rig, reference: values, isGroundTruth } = input;
    const quantity = metricQuantity[input.quantity];
    this.input = input;
    this.width = width;
    this.height = height;
    this.predictedLog = logDepth(input.predicted, quantity, rig);
    const given = values && { width, height, values, quantity, rig };
    this.#reference = given && (isGroundTruth ? memory.ofTruth(given) : new ReferenceMaps(given));
    this.referenceLog = this.#reference?.logs ?? null;
    this.density = this.#reference?.density ?? 0;
    this.#shape =
      this.#reference?.shape ?? new SceneShape(this.predictedLog, { width, height, hasHoles: false });
    this.picture = input.left && memory.ofPicture(input.left);
    this.right = input.right && memory.ofPicture(input.right);
  }

  /** ln p − ln g in depth: positive is too far. NaN where either is missing. */
  errorAt(i: number): number {
    return this.referenceLog ? this.predictedLog[i]! - this.referenceLog[i]! : NaN;
  }

  /** Logarithm of depth of a single value. */
  logOf(value: number): number {
    return logDepthOf(value, metricQuantity[this.input.quantity], this.input.rig);
  }

  /** Distance to the nearest depth edge of the scene, px, at most 16; known where `prepareAll` was asked for. */
  get edgeDistance(): Uint8Array {
    return this.#shape.edgeDistance;
  }

  /** 1 where something at most 8 px wide stands before what is around it; known where `prepareAll` was asked for. */
  get thin(): Uint8Array {
    return this.#shape.thin;
  }

  /** Makes edgeDistance and thin known in boxes and a few pixels around them. */
  prepareAll(boxes: readonly (readonly [number, number, number, number])[]): void {
    this.#shape.prepareAll(boxes);
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
    this.#sky ??= this.#skyOf();
    return this.#sky;
  }

  #skyOf(): Uint8Array {
    const mask = this.picture?.skyMask ?? new Uint8Array(this.width * this.height);
    return this.input.isGroundTruth && this.#reference ? this.#reference.openPartOf(mask) : mask;
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
