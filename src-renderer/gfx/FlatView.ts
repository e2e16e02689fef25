import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import type { WebGLRenderer } from 'three';
import type { ImageSize } from './layers/FlatLayer.ts';
import { PictureLayer } from './layers/PictureLayer.ts';
import { RasterLayer, type RasterStyle } from './layers/RasterLayer.ts';
import { WarpLayer, type Warp } from './layers/WarpLayer.ts';
import type { ImageViewport, PaneRect, PaneView } from './PaneView.ts';
import type { Stage } from './Stage.ts';

/** What a flat pane shows. */
export type FlatContent =
  | { readonly kind: 'picture'; readonly picture: Picture }
  | { readonly kind: 'raster'; readonly raster: Raster; readonly style: RasterStyle }
  | { readonly kind: 'warp'; readonly warp: Warp }
  | null;

/** A pane that shows a picture, a map or a reconstruction under the shared pan and zoom. */
export class FlatView implements PaneView {
  readonly #stage: Stage;
  readonly #pictureLayer: PictureLayer;
  readonly #rasterLayer: RasterLayer;
  readonly #warpLayer: WarpLayer;
  #content: FlatContent = null;
  #viewport: ImageViewport = { centerX: 0, centerY: 0, zoom: 1 };
  #image: ImageSize = { width: 1, height: 1 };

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#pictureLayer = new PictureLayer(stage);
    this.#rasterLayer = new RasterLayer(stage);
    this.#warpLayer = new WarpLayer(stage);
  }

  show(content: FlatContent): void {
    this.#content = content;
    this.#pictureLayer.update(content?.kind === 'picture' ? content.picture : null);
    this.#warpLayer.update(content?.kind === 'warp' ? content.warp : null);
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
    const layers = { picture: this.#pictureLayer, raster: this.#rasterLayer, warp: this.#warpLayer };
    if (this.#content) layers[this.#content.kind].draw(renderer, rect, this.#viewport, this.#image);
  }

  dispose(): void {
    this.#pictureLayer.dispose();
    this.#rasterLayer.dispose();
    this.#warpLayer.dispose();
  }
}
