import { colorTable, type ColorMapName } from '#domain/colormap/colorTables.ts';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import {
  DataTexture,
  FloatType,
  LinearMipmapLinearFilter,
  NearestFilter,
  NoColorSpace,
  RedFormat,
  RGBAFormat,
  type Texture,
} from 'three';

interface Entry {
  readonly texture: Texture;
  users: number;
}

/**
 * Textures by the identity of what they show, so that one raster goes to the graphics card once however many panes
 * show it. Whoever takes a texture gives it back; the last one frees it.
 */
export class TexturePool {
  readonly #entries = new Map<object | string, Entry>();

  /** One float per texel, nearest filtering; row 0 is the top row. */
  takeRaster(raster: Raster): Texture {
    return this.#take(raster, () => {
      const texture = new DataTexture(raster.values, raster.width, raster.height, RedFormat, FloatType);
      texture.internalFormat = 'R32F';
      return texture;
    });
  }

  /** RGBA, nearest when enlarged, averaged when reduced; row 0 is the top row. */
  takePicture(picture: Picture): Texture {
    return this.#take(picture, () => {
      const texture = new DataTexture(rgbaOf(picture), picture.width, picture.height, RGBAFormat);
      texture.generateMipmaps = true;
      texture.minFilter = LinearMipmapLinearFilter;
      return texture;
    });
  }

  /** 256 × 1 RGBA. */
  takeTable(name: ColorMapName): Texture {
    return this.#take(name, () => {
      const data = rgbaOf({ width: 256, height: 1, channels: 3, data: colorTable(name) });
      return new DataTexture(data, 256, 1, RGBAFormat);
    });
  }

  /** Gives back what one of the three above gave. */
  release(key: Raster | Picture | ColorMapName): void {
    const entry = this.#entries.get(key);
    if (!entry) throw new Error('a texture was released more often than taken');
    entry.users -= 1;
    if (entry.users > 0) return;
    entry.texture.dispose();
    this.#entries.delete(key);
  }

  get size(): number {
    return this.#entries.size;
  }

  dispose(): void {
    for (const { texture } of this.#entries.values()) texture.dispose();
    this.#entries.clear();
  }

  #take(key: object | string, make: () => DataTexture): Texture {
    const entry = this.#entries.get(key);
    if (entry) {
      entry.users += 1;
      return entry.texture;
    }
    const texture = make();
    texture.magFilter = NearestFilter;
    texture.colorSpace = NoColorSpace;
    texture.unpackAlignment = 1;
    texture.needsUpdate = true;
    this.#entries.set(key, { texture, users: 1 });
    return texture;
  }
}

function rgbaOf({ width, height, channels, data }: Picture): Uint8Array {
  const rgba = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i += 1) {
    const from = i * channels;
    rgba[4 * i] = data[from]!;
    rgba[4 * i + 1] = data[channels === 3 ? from + 1 : from]!;
    rgba[4 * i + 2] = data[channels === 3 ? from + 2 : from]!;
    rgba[4 * i + 3] = 255;
  }
  return rgba;
}
