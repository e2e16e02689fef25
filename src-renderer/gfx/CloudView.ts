import { robustRange } from '#domain/colormap/robustRange.ts';
import { PerspectiveCamera, Scene, type Vector3, type WebGLRenderer } from 'three';
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';
import { boxInSpace, type ImageBox } from './boxInSpace.ts';
import { MetreGridLayer } from './layers/MetreGridLayer.ts';
import { PointCloudLayer, type CloudInput } from './layers/PointCloudLayer.ts';
import { RegionBoxLayer } from './layers/RegionBoxLayer.ts';
import type { PaneRect, PaneView } from './PaneView.ts';
import { depthReader, pickPoint, pointAtPixel, type PickedPoint } from './pickPoint.ts';
import type { Stage } from './Stage.ts';
import { threePointFromRdf } from './threeFromRdf.ts';

/** While it is turned, a view leaves out points as long as frames take longer than this. */
const slowFrameMs = 60;
const fastFrameMs = 22;
const mostStride = 6;
const fovDegrees = 50;
const halfFov = (fovDegrees / 2) * (Math.PI / 180);

/** Ground truth and prediction as points in metres, seen by a camera that the user turns. */
export class CloudView implements PaneView {
  readonly #stage: Stage;
  readonly #scene = new Scene();
  readonly #camera = new PerspectiveCamera(fovDegrees, 1, 0.01, 1e4);
  readonly #truth: PointCloudLayer;
  readonly #predicted: PointCloudLayer;
  readonly #grid = new MetreGridLayer();
  readonly #regions = new RegionBoxLayer();
  /** Told when the camera has moved. */
  onlook: () => void = () => undefined;
  #controls: OrbitControls | null = null;
  #isTurning = false;
  #turnStride = 1;
  #lastTurnMs: number | null = null;
  /** What the starting view was made for; a new one is made when it changes. */
  #home: { key: string; position: Vector3; target: Vector3 } | null = null;

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#truth = new PointCloudLayer(stage);
    this.#predicted = new PointCloudLayer(stage);
    this.#scene.add(this.#grid.group, this.#regions.group, this.#truth.points, this.#predicted.points);
  }

  /** Side of a grid cell, metres. */
  get gridStepM(): number {
    return this.#grid.stepM;
  }

  /** Lets the pointer on an element turn (left), move (right) and approach (wheel). Answers a function that ends it. */
  control(element: HTMLElement): () => void {
    const controls = new OrbitControls(this.#camera, element);
    controls.zoomToCursor = true;
    controls.addEventListener('change', () => this.#looked());
    controls.addEventListener('start', () => this.#setTurning(true));
    controls.addEventListener('end', () => this.#setTurning(false));
    this.#controls = controls;
    if (this.#home) this.resetCamera();
    return () => {
      controls.dispose();
      this.#controls = null;
    };
  }

  /** @param key  of the item; the camera is kept while it stays the same. */
  show(truth: CloudInput | null, predicted: CloudInput | null, key: string): void {
    this.#truth.update(truth);
    this.#predicted.update(predicted);
    const main = this.#main;
    if (main?.raster && this.#home?.key !== key) {
      this.#home = this.#homeFor(main, key);
      this.resetCamera();
    }
    this.#grid.group.visible = Boolean(main?.raster);
    this.#stage.invalidate(this);
  }

  /** Puts boxes of the image into the scene at the depths that they hold; the points of the selected one turn red. */
  mark(boxes: readonly ImageBox[], selected: ImageBox | null): void {
    const inSpace = (box: ImageBox) => {
      const { raster, rig } = this.#main ?? {};
      return raster && rig ? boxInSpace(raster, rig, box) : null;
    };
    this.#regions.update(
      boxes.map(inSpace).filter((box) => box !== null),
      selected && inSpace(selected),
    );
    for (const layer of [this.#truth, this.#predicted]) layer.mark(selected);
    this.#stage.invalidate(this);
  }

  /** Turns about what a box of the image shows, and goes near enough for it to fill the pane. */
  approach(box: ImageBox): void {
    const { raster, rig } = this.#main ?? {};
    const found = raster && rig ? boxInSpace(raster, rig, box) : null;
    if (!found || !this.#controls) return;
    const towards = this.#camera.position.clone().sub(this.#controls.target);
    const distance = Math.min(towards.length(), (1.5 * found.radiusM) / Math.tan(halfFov));
    this.#camera.position.copy(found.middle).addScaledVector(towards.normalize(), distance);
    this.#controls.target.copy(found.middle);
    this.#controls.update();
    this.#looked();
  }

  /** Where the point of a place in the left image is on the pane, in fractions of it; null without one in sight. */
  project(place: {
    readonly x: number;
    readonly y: number;
  }): { readonly x: number; readonly y: number } | null {
    for (const { input } of [this.#truth, this.#predicted]) {
      if (!input?.raster) continue;
      const shrink = input.raster.width / input.rig.width;
      const pixel = [Math.floor(place.x * shrink), Math.floor(place.y * shrink)] as const;
      const point = pointAtPixel(input.raster, input.rig, ...pixel)?.project(this.#camera);
      if (point) return point.z < 1 ? { x: (point.x + 1) / 2, y: (1 - point.y) / 2 } : null;
    }
    return null;
  }

  /** Turns about the point under a place on the pane (fractions of it, from the top left); empty space resets. */
  pivotAt(x: number, y: number): void {
    const picked = this.pick(x, y);
    if (!picked || !this.#controls) {
      this.resetCamera();
      return;
    }
    this.#controls.target.copy(picked.position);
    this.#controls.update();
    this.#looked();
  }

  /** The point under a place on the pane (fractions of it, from the top left). */
  pick(x: number, y: number): PickedPoint | null {
    const clipFromThree = this.#camera.projectionMatrix.clone().multiply(this.#camera.matrixWorldInverse);
    const found = [this.#truth.input, this.#predicted.input]
      .map((input) =>
        input?.raster
          ? pickPoint(input.raster, input.rig, clipFromThree, [2 * x - 1, 1 - 2 * y], [0.015, 0.02])
          : null,
      )
      .filter((point) => point !== null);
    return found.sort((a, b) => a.viewDepth - b.viewDepth)[0] ?? null;
  }

  resetCamera(): void {
    if (!this.#home) return;
    this.#camera.position.copy(this.#home.position);
    this.#camera.lookAt(this.#home.target);
    if (this.#controls) {
      this.#controls.target.copy(this.#home.target);
      this.#controls.update();
    }
    this.#looked();
  }

  draw(renderer: WebGLRenderer, rect: PaneRect): void {
    const aspect = rect.width / rect.height;
    if (aspect !== this.#camera.aspect) {
      this.#camera.aspect = aspect;
      this.#camera.updateProjectionMatrix();
      this.onlook();
    }
    if (this.#isTurning) this.#adaptStride(performance.now());
    for (const layer of [this.#truth, this.#predicted]) {
      layer.setPixelRatio(rect.pixelRatio);
      layer.thin(this.#isTurning ? this.#turnStride : 1);
    }
    renderer.render(this.#scene, this.#camera);
  }

  dispose(): void {
    this.#truth.dispose();
    this.#predicted.dispose();
    this.#grid.dispose();
    this.#regions.dispose();
  }

  /** The map that the scene is laid out by. */
  get #main(): CloudInput | null {
    const { input } = this.#truth;
    return input?.raster ? input : this.#predicted.input;
  }

  #looked(): void {
    this.#camera.updateMatrixWorld();
    this.#stage.invalidate(this);
    this.onlook();
  }

  #setTurning(isTurning: boolean): void {
    this.#isTurning = isTurning;
    this.#lastTurnMs = null;
    this.#stage.invalidate(this);
  }

  /** The time since the frame before says how many points the graphics card can turn. */
  #adaptStride(nowMs: number): void {
    const elapsedMs = this.#lastTurnMs === null ? null : nowMs - this.#lastTurnMs;
    this.#lastTurnMs = nowMs;
    if (elapsedMs === null || elapsedMs > 1000) return;
    if (elapsedMs > slowFrameMs) this.#turnStride = Math.min(mostStride, this.#turnStride + 1);
    if (elapsedMs < fastFrameMs) this.#turnStride = Math.max(1, this.#turnStride - 1);
  }

  /** From behind and above the camera, towards the middle of the scene's depths. */
  #homeFor({ raster, rig }: CloudInput, key: string): { key: string; position: Vector3; target: Vector3 } {
    const depthAt = depthReader(raster!, rig);
    const depths: number[] = [];
    const stride = Math.max(1, Math.floor(Math.sqrt((raster!.width * raster!.height) / 20_000)));
    for (let y = 0; y < raster!.height; y += stride) {
      for (let x = 0; x < raster!.width; x += stride) depths.push(depthAt(x, y));
    }
    const [near, far] = robustRange(depths, 2, 90) ?? [1, 2];
    const middle = Math.sqrt(near * far);
    const halfHeight = (rig.height / 2 / rig.focalPx) * middle;
    const distance = Math.max((1.4 * halfHeight) / Math.tan(halfFov), middle - 0.3 * near);
    const target = threePointFromRdf(0, 0, middle);
    const away = threePointFromRdf(-0.4, -0.3, -1).normalize().multiplyScalar(distance);
    this.#grid.update(far, halfHeight);
    this.#camera.near = near / 200;
    this.#camera.far = far * 200;
    this.#camera.updateProjectionMatrix();
    return {
      key,
      position: target.clone().add(away),
      target,
    };
  }
}
