import type { MetricQuantity } from '../../camera/convertRaster.ts';
import type { StereoRig } from '../../camera/StereoRig.ts';
import { connectedFrom } from './connectedFrom.ts';
import { logDepth } from './logDepth.ts';
import { SceneShape } from './SceneShape.ts';

/** A map that predictions are held against. */
export interface Reference {
  readonly width: number;
  readonly height: number;
  /** width × height, NaN = invalid. */
  readonly values: Float32Array | Float64Array;
  readonly quantity: MetricQuantity;
  readonly rig: StereoRig | null;
}

/** A reference on fewer pixels than this share has holes everywhere; edges are then taken from it as filled in. */
export const denseShare = 0.5;

/** What a reference says of the scene, whatever is held against it. */
export class ReferenceMaps {
  readonly reference: Reference;
  /** Logarithm of depth. */
  readonly logs: Float32Array;
  /** Share of valid pixels. */
  readonly density: number;
  readonly shape: SceneShape;
  #open: { readonly mask: Uint8Array; readonly part: Uint8Array } | null = null;

  constructor(reference: Reference) {
    const { width, height, values, quantity, rig } = reference;
    this.reference = reference;
    this.logs = logDepth(values, quantity, rig);
    this.density = shareValid(this.logs);
    this.shape = new SceneShape(this.logs, { width, height, hasHoles: this.density < denseShare });
  }

  /**
   * The part of a mask that is connected to the top through its pixels without a depth: a hole in a white table is no sky.
   * Of the last mask it is kept.
   */
  openPartOf(mask: Uint8Array): Uint8Array {
    if (this.#open?.mask !== mask) {
      const { width, height } = this.reference;
      const isOpen = (i: number) => mask[i] !== 0 && Number.isNaN(this.logs[i]!);
      this.#open = { mask, part: connectedFrom(isOpen, { width, height, from: 'top' }) };
    }
    return this.#open.part;
  }
}

function shareValid(values: Float32Array): number {
  let valid = 0;
  for (let i = 0; i < values.length; i += 1) if (!Number.isNaN(values[i]!)) valid += 1;
  return valid / values.length;
}
