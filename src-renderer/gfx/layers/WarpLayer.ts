import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import type { WebGLRenderer } from 'three';
import type { ImageViewport, PaneRect } from '../PaneView.ts';
import { warpFragment } from '../shaders/warp.glsl.ts';
import type { Stage } from '../Stage.ts';
import { conversionUniforms, setConversion } from './conversionUniforms.ts';
import { FlatLayer, type ImageSize } from './FlatLayer.ts';

/** The right picture as a map of the left view says the left one looks; both of the left picture's size. */
export interface Warp {
  readonly right: Picture;
  /** Disparity, or what the rig converts to it. */
  readonly map: Raster;
  readonly rig: StereoRig | null;
}

export class WarpLayer {
  readonly #stage: Stage;
  readonly #flat = new FlatLayer(warpFragment, {
    raster: { value: null },
    picture: { value: null },
    ...conversionUniforms(),
  });
  #right: Picture | null = null;
  #map: Raster | null = null;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Null gives the textures back until the next update. */
  update(warp: Warp | null): void {
    this.#setRight(warp?.right ?? null);
    this.#setMap(warp?.map ?? null);
    if (warp) setConversion(this.#flat.uniforms, warp.map.quantity, 'disparity:px', warp.rig);
  }

  draw(renderer: WebGLRenderer, rect: PaneRect, viewport: ImageViewport, image: ImageSize): void {
    if (this.#map) this.#flat.draw(renderer, rect, viewport, image);
  }

  dispose(): void {
    this.update(null);
    this.#flat.dispose();
  }

  #setRight(right: Picture | null): void {
    if (right === this.#right) return;
    this.#flat.uniforms['picture']!.value = right && this.#stage.textures.takePicture(right);
    if (this.#right) this.#stage.textures.release(this.#right);
    this.#right = right;
  }

  #setMap(map: Raster | null): void {
    if (map === this.#map) return;
    this.#flat.uniforms['raster']!.value = map && this.#stage.textures.takeRaster(map);
    if (this.#map) this.#stage.textures.release(this.#map);
    this.#map = map;
  }
}
