import type { Picture } from '#domain/rasters/Raster.ts';
import type { WebGLRenderer } from 'three';
import type { ImageViewport, PaneRect } from '../PaneView.ts';
import { pictureFragment } from '../shaders/layers.glsl.ts';
import type { Stage } from '../Stage.ts';
import { FlatLayer, type ImageSize } from './FlatLayer.ts';

/** An 8-bit picture, as it is. */
export class PictureLayer {
  readonly #stage: Stage;
  readonly #flat = new FlatLayer(pictureFragment, { picture: { value: null } });
  #picture: Picture | null = null;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  update(picture: Picture | null): void {
    if (picture === this.#picture) return;
    this.#flat.uniforms['picture']!.value = picture && this.#stage.textures.takePicture(picture);
    if (this.#picture) this.#stage.textures.release(this.#picture);
    this.#picture = picture;
  }

  draw(renderer: WebGLRenderer, rect: PaneRect, viewport: ImageViewport, image: ImageSize): void {
    if (this.#picture) this.#flat.draw(renderer, rect, viewport, image);
  }

  dispose(): void {
    this.update(null);
    this.#flat.dispose();
  }
}
