import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { ColorMapName } from '#domain/colormap/colorTables.ts';
import type { Quantity, Raster } from '#domain/rasters/Raster.ts';
import { Vector2, type WebGLRenderer } from 'three';
import type { ImageViewport, PaneRect } from '../PaneView.ts';
import { rasterFragment } from '../shaders/layers.glsl.ts';
import type { Stage } from '../Stage.ts';
import { conversionUniforms, setConversion } from './conversionUniforms.ts';
import { FlatLayer, type ImageSize } from './FlatLayer.ts';

/** How a raster is coloured. Changing it touches no pixel on the CPU. */
export interface RasterStyle {
  readonly map: ColorMapName;
  readonly reversed: boolean;
  /** In the shown quantity; min < max. */
  readonly min: number;
  readonly max: number;
  /** The values are converted to this for display; the raster's own quantity = not converted. */
  readonly quantity: Quantity;
  readonly rig: StereoRig | null;
  readonly isAbsolute: boolean;
}

/** A raster through a colour map, with a hatch where it has no value. */
export class RasterLayer {
  readonly #stage: Stage;
  readonly #flat = new FlatLayer(rasterFragment, {
    raster: { value: null },
    rasterSize: { value: new Vector2() },
    colorTable: { value: null },
    valueRange: { value: new Vector2(0, 1) },
    isReversed: { value: false },
    isAbsolute: { value: false },
    ...conversionUniforms(),
  });
  #raster: Raster | null = null;
  #map: ColorMapName | null = null;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  update(raster: Raster, style: RasterStyle): void {
    this.#setRaster(raster);
    this.#setMap(style.map);
    const { uniforms } = this.#flat;
    (uniforms['valueRange']!.value as Vector2).set(style.min, style.max);
    uniforms['isReversed']!.value = style.reversed;
    uniforms['isAbsolute']!.value = style.isAbsolute;
    setConversion(uniforms, raster.quantity, style.quantity, style.rig);
  }

  /** Gives its textures back until the next update. */
  clear(): void {
    this.#setRaster(null);
    this.#setMap(null);
  }

  draw(renderer: WebGLRenderer, rect: PaneRect, viewport: ImageViewport, image: ImageSize): void {
    if (this.#raster) this.#flat.draw(renderer, rect, viewport, image);
  }

  dispose(): void {
    this.clear();
    this.#flat.dispose();
  }

  #setRaster(raster: Raster | null): void {
    if (raster === this.#raster) return;
    const { uniforms } = this.#flat;
    uniforms['raster']!.value = raster && this.#stage.textures.takeRaster(raster);
    (uniforms['rasterSize']!.value as Vector2).set(raster?.width ?? 1, raster?.height ?? 1);
    if (this.#raster) this.#stage.textures.release(this.#raster);
    this.#raster = raster;
  }

  #setMap(map: ColorMapName | null): void {
    if (map === this.#map) return;
    this.#flat.uniforms['colorTable']!.value = map && this.#stage.textures.takeTable(map);
    if (this.#map) this.#stage.textures.release(this.#map);
    this.#map = map;
  }
}
