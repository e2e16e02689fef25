import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import type { WebGLRenderer } from 'three';
import type { ImageSize } from './layers/FlatLayer.ts';
import { PictureLayer } from './layers/PictureLayer.ts';
import { RasterLayer, type RasterStyle } from './layers/RasterLayer.ts';
import type { ImageViewport, PaneRect, PaneView } from './PaneView.ts';
import type { Stage } from './Stage.ts';

/** What a flat pane shows. */
export type FlatContent =
  | { readonly kind: 'picture'; readonly picture: Picture }
  | { readonly kind: 'raster'; readonly raster: Raster; readonly style: RasterStyle }
  | null;

/** A pane that shows a picture or a map under the shared pan and zoom. */
export class FlatView implements PaneView {
  readonly #stage: Stage;
  readonly #pictureLayer: PictureLayer;
  readonly #rasterLayer: RasterLayer;
  #content: FlatContent = null;
  #viewport: ImageViewport = { centerX: 0, centerY: 0, zoom: 1 };
  #image: ImageSize = { width: 1, height: 1 };

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#pictureLayer = new PictureLayer(stage);
    this.#rasterLayer = new RasterLayer(stage);
  }

  show(content: FlatContent): void {
    this.#content = content;
    this.#pictureLayer.update(content?.kind === 'picture' ? content.picture : null);
    if (content?.kind === 'raster') {
      this.#rasterLayer.update(content.raster, content.style);
    } else {
      this.#rasterLayer.clear();
    }
    this.#stage.invalidate(this);
  }

  look(viewport: ImageViewport, image: ImageSize): void {
    this.#viewport = viewport;
    this.#image = image;
    this.#stage.invalidate(this);
  }

  draw(renderer: WebGLRenderer, rect: PaneRect): void {
    const layer = this.#content?.kind === 'raster' ? this.#rasterLayer : this.#pictureLayer;
    layer.draw(renderer, rect, this.#viewport, this.#image);
  }

  dispose(): void {
    this.#pictureLayer.dispose();
    this.#rasterLayer.dispose();
  }
}
