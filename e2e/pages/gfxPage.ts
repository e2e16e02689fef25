/* The page of gfx.spec.ts: draws with the studio's own graphics and hands the pixels out. */
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { ColorMapName } from '#domain/colormap/colorTables.ts';
import type { Picture, Quantity, Raster } from '#domain/rasters/Raster.ts';
import { OrthographicCamera, Scene } from 'three';
import { CloudView } from '../../src-renderer/gfx/CloudView.ts';
import { FlatView, type FlatContent } from '../../src-renderer/gfx/FlatView.ts';
import { PointCloudLayer } from '../../src-renderer/gfx/layers/PointCloudLayer.ts';
import type { PaneView } from '../../src-renderer/gfx/PaneView.ts';
import { Stage } from '../../src-renderer/gfx/Stage.ts';

/** A raster as JSON can carry it: null = no value. */
export interface PlainRaster {
  readonly quantity: Quantity;
  readonly width: number;
  readonly height: number;
  readonly values: readonly (number | null)[];
}

export interface MapRequest {
  readonly raster: PlainRaster;
  readonly map: ColorMapName;
  readonly min: number;
  readonly max: number;
  readonly reversed: boolean;
  readonly isAbsolute: boolean;
  readonly shownQuantity: Quantity;
  readonly rig: StereoRig | null;
  /** CSS pixels per raster pixel. */
  readonly zoom: number;
}

interface Drawn {
  /** RGBA, row-major from the top left. */
  readonly pixels: readonly number[];
  /** After everything was disposed. */
  readonly memory: { readonly geometries: number; readonly textures: number };
}

interface GfxPage {
  drawMap(request: MapRequest): Promise<Drawn>;
  /** Loses the graphics context, gives it back, and draws again. */
  drawMapAfterLoss(request: MapRequest): Promise<Drawn & { readonly told: readonly boolean[] }>;
  drawPicture(picture: Omit<Picture, 'data'> & { readonly data: readonly number[] }): Promise<Drawn>;
  /** The right picture warped by the map, one CSS pixel per pixel. */
  drawWarp(
    picture: Omit<Picture, 'data'> & { readonly data: readonly number[] },
    raster: PlainRaster,
    rig: StereoRig | null,
  ): Promise<Drawn>;
  /** Whole pixels lit by the cloud's points, seen along the optical axis (front) or from above; 50 px per metre. */
  drawCloud(raster: PlainRaster, rig: StereoRig, from: 'front' | 'above'): Promise<readonly string[]>;
  /** Shows and disposes a whole cloud view. */
  disposeCloud(raster: PlainRaster, rig: StereoRig): Promise<Drawn['memory']>;
}

declare global {
  interface Window {
    gfx: GfxPage;
  }
}

const rasterOf = ({ values, ...rest }: PlainRaster): Raster => ({
  ...rest,
  values: Float32Array.from(values, (value) => value ?? NaN),
});
const nextFrames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

/** A stage with one pane of that size in the page's top left corner. */
function stageOf(width: number, height: number): { stage: Stage; pane: HTMLElement } {
  document.body.replaceChildren();
  const pane = document.createElement('div');
  const canvas = document.createElement('canvas');
  for (const element of [canvas, pane]) {
    Object.assign(element.style, { position: 'absolute', left: '0', top: '0' });
    Object.assign(element.style, { width: `${width}px`, height: `${height}px` });
  }
  document.body.append(canvas, pane);
  return { stage: new Stage(canvas), pane };
}

function contextOf(stage: Stage): WebGL2RenderingContext {
  return stage.canvas.getContext('webgl2')!;
}

function pixelsOf(stage: Stage): number[] {
  const { width, height } = stage.canvas;
  const flipped = new Uint8Array(width * height * 4);
  const context = contextOf(stage);
  context.readPixels(0, 0, width, height, context.RGBA, context.UNSIGNED_BYTE, flipped);
  const rows = Array.from({ length: height }, (_, y) => {
    const from = (height - 1 - y) * width * 4;
    return [...flipped.subarray(from, from + width * 4)];
  });
  return rows.flat();
}

function contentOf(request: MapRequest): FlatContent {
  const { map, min, max, reversed, isAbsolute, rig } = request;
  const style = { map, min, max, reversed, isAbsolute, rig, quantity: request.shownQuantity };
  return { kind: 'raster', raster: rasterOf(request.raster), style };
}

/** Shows a content at a zoom; `between` runs when it is on screen. */
async function drawFlat(
  content: FlatContent,
  size: { width: number; height: number },
  zoom: number,
  between: (stage: Stage) => Promise<void> = () => Promise.resolve(),
): Promise<Drawn> {
  const { stage, pane } = stageOf(size.width * zoom, size.height * zoom);
  const view = new FlatView(stage);
  const unmount = stage.pane(view)(pane);
  view.show(content);
  view.look({ centerX: size.width / 2, centerY: size.height / 2, zoom }, size);
  await nextFrames();
  await between(stage);
  const pixels = pixelsOf(stage);
  unmount();
  view.dispose();
  stage.dispose();
  return { pixels, memory: { ...stage.memory } };
}

async function loseAndRestore(stage: Stage): Promise<void> {
  const extension = contextOf(stage).getExtension('WEBGL_lose_context')!;
  const event = (name: string) =>
    new Promise((done) => stage.canvas.addEventListener(name, done, { once: true }));
  const lost = event('webglcontextlost');
  extension.loseContext();
  await lost;
  const restored = event('webglcontextrestored');
  setTimeout(() => extension.restoreContext());
  await restored;
  await nextFrames();
}

/** Draws only a cloud layer, without perspective: one metre is 50 pixels. */
class PlainCloudView implements PaneView {
  readonly #scene = new Scene();
  readonly #camera: OrthographicCamera;

  constructor(layer: PointCloudLayer, from: 'front' | 'above') {
    this.#camera = new OrthographicCamera(-2, 2, 2, -2, 0.1, 100);
    if (from === 'above') {
      this.#camera.up.set(0, 0, -1);
      this.#camera.position.set(0, 10, -4);
      this.#camera.lookAt(0, 0, -4);
    } else {
      this.#camera.position.set(0, 0, 1);
    }
    this.#camera.updateMatrixWorld();
    this.#scene.add(layer.points);
    layer.setPixelRatio(1);
  }

  draw(...[renderer]: Parameters<PaneView['draw']>): void {
    renderer.render(this.#scene, this.#camera);
  }

  dispose(): void {
    this.#scene.clear();
  }
}

const cloudStyle = {
  color: 'image',
  quantity: 'depth:m',
  map: 'turbo',
  min: 0,
  max: 1,
  reversed: false,
  pointPx: 1,
  dropsFlying: false,
  tint: [1, 1, 1, 1],
} as const;

window.gfx = {
  drawMap: (request) => drawFlat(contentOf(request), request.raster, request.zoom),

  async drawMapAfterLoss(request) {
    const told: boolean[] = [];
    const drawn = await drawFlat(contentOf(request), request.raster, request.zoom, async (stage) => {
      stage.oncontextchange = (isLost) => told.push(isLost);
      await loseAndRestore(stage);
    });
    return { ...drawn, told };
  },

  drawPicture: ({ data, ...rest }) =>
    drawFlat({ kind: 'picture', picture: { ...rest, data: Uint8Array.from(data) } }, rest, 1),

  drawWarp: ({ data, ...rest }, raster, rig) => {
    const right = { ...rest, data: Uint8Array.from(data) };
    return drawFlat({ kind: 'warp', warp: { right, map: rasterOf(raster), rig } }, rest, 1);
  },

  async drawCloud(raster, rig, from) {
    const { stage, pane } = stageOf(200, 200);
    const layer = new PointCloudLayer(stage);
    layer.update({ raster: rasterOf(raster), rig, picture: null, error: null, style: cloudStyle });
    const view = new PlainCloudView(layer, from);
    stage.pane(view)(pane);
    await nextFrames();
    const pixels = pixelsOf(stage);
    view.dispose();
    layer.dispose();
    stage.dispose();
    const lit = Array.from({ length: 200 * 200 }, (_, i) => i).filter((i) => pixels[4 * i + 3]! > 0);
    return lit.map((i) => `${i % 200},${Math.floor(i / 200)}`);
  },

  async disposeCloud(raster, rig) {
    const { stage, pane } = stageOf(100, 100);
    const view = new CloudView(stage);
    const unmount = stage.pane(view)(pane);
    const input = { raster: rasterOf(raster), rig, picture: null, error: null, style: cloudStyle };
    view.show(input, input, 'item');
    await nextFrames();
    unmount();
    view.dispose();
    stage.dispose();
    return { ...stage.memory };
  },
};
