import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { ColorMapName } from '#domain/colormap/colorTables.ts';
import type { Picture, Quantity, Raster } from '#domain/rasters/Raster.ts';
import {
  BufferGeometry,
  GLSL3,
  Points,
  RawShaderMaterial,
  Vector2,
  Vector3,
  Vector4,
  type IUniform,
} from 'three';
import type { ImageBox } from '../boxInSpace.ts';
import { cloudFragment, cloudVertex } from '../shaders/cloud.glsl.ts';
import type { Stage } from '../Stage.ts';
import { threeFromRdf } from '../threeFromRdf.ts';
import { conversionUniforms, setConversion } from './conversionUniforms.ts';

/** One map as points in metres. */
export interface CloudInput {
  /** Disparity, depth or inverse depth; the layer is empty with null. */
  readonly raster: Raster | null;
  /** With a baseline where the raster is a disparity. */
  readonly rig: StereoRig;
  readonly picture: Picture | null;
  readonly error: Raster | null;
  readonly style: CloudStyle;
}

export interface CloudStyle {
  readonly color: 'image' | 'depth' | 'error';
  /** For `depth`: the quantity that the range is in. */
  readonly quantity: Quantity;
  readonly map: ColorMapName;
  readonly min: number;
  readonly max: number;
  readonly reversed: boolean;
  /** CSS pixels. */
  readonly pointPx: number;
  readonly dropsFlying: boolean;
  /** RGB in [0, 1] and the share that is mixed in, to tell two clouds apart. */
  readonly tint: readonly [number, number, number, number];
}

const colorings = { image: 0, depth: 1, error: 2 } as const;
const kinds: Partial<Record<Quantity, number>> = { 'disparity:px': 1, 'depth:m': 2, 'inverse-depth:1/m': 3 };

/** A point per pixel, unprojected on the graphics card; add `points` to a scene whose unit is the metre. */
export class PointCloudLayer {
  readonly points: Points<BufferGeometry, RawShaderMaterial>;
  readonly #stage: Stage;
  readonly #uniforms: Record<string, IUniform> = {
    raster: { value: null },
    rasterSize: { value: new Vector2(1, 1) },
    stride: { value: 1 },
    pinhole: { value: new Vector3(1, 0, 0) },
    pointSize: { value: 1 },
    dropsFlying: { value: false },
    coloring: { value: 0 },
    shownKind: { value: 2 },
    picture: { value: null },
    hasPicture: { value: false },
    error: { value: null },
    hasError: { value: false },
    tint: { value: new Vector4() },
    marked: { value: new Vector4() },
    colorTable: { value: null },
    valueRange: { value: new Vector2(0, 1) },
    isReversed: { value: false },
    ...conversionUniforms(),
  };
  #input: CloudInput | null = null;

  constructor(stage: Stage) {
    this.#stage = stage;
    const material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: cloudVertex,
      fragmentShader: cloudFragment,
      uniforms: this.#uniforms,
    });
    this.points = new Points(new BufferGeometry(), material);
    this.points.frustumCulled = false;
    this.points.matrixAutoUpdate = false;
    this.points.matrix.copy(threeFromRdf);
    this.points.visible = false;
  }

  /** Null empties the layer. */
  update(input: CloudInput | null): void {
    const old = this.#input;
    this.#input = input;
    this.points.visible = input?.raster != null;
    if (input) this.#setUniforms(input);
    if (old) this.#release(old);
  }

  /** Draws one of every n × n pixels, larger, so that turning stays fluid. */
  thin(stride: number): void {
    const size = this.#uniforms['rasterSize']!.value as Vector2;
    this.#uniforms['stride']!.value = stride;
    this.points.geometry.setDrawRange(0, Math.ceil(size.x / stride) * Math.ceil(size.y / stride));
  }

  setPixelRatio(pixelRatio: number): void {
    this.#uniforms['pointSize']!.value = (this.#input?.style.pointPx ?? 1) * pixelRatio;
  }

  /** Reddens the points of a box of the image; null = none. Stays until it is called again. */
  mark(box: ImageBox | null): void {
    const marked = this.#uniforms['marked']!.value as Vector4;
    const { raster, rig } = this.#input ?? {};
    if (!box || !raster || !rig) {
      marked.set(0, 0, 0, 0);
      return;
    }
    const [x, y, width, height] = box;
    marked.set(x, y, x + width, y + height).multiplyScalar(raster.width / rig.width);
  }

  get input(): CloudInput | null {
    return this.#input;
  }

  dispose(): void {
    this.update(null);
    this.points.geometry.dispose();
    this.points.material.dispose();
  }

  #setUniforms({ raster, rig, picture, error, style }: CloudInput): void {
    const { textures } = this.#stage;
    const set = (name: string, value: unknown) => (this.#uniforms[name]!.value = value);
    set('raster', raster && textures.takeRaster(raster));
    set('picture', picture && textures.takePicture(picture));
    set('error', error && textures.takeRaster(error));
    set('colorTable', textures.takeTable(style.map));
    set('hasPicture', picture !== null);
    set('hasError', error !== null);
    set('coloring', colorings[style.color]);
    set('shownKind', kinds[style.quantity] ?? 2);
    set('isReversed', style.reversed);
    set('dropsFlying', style.dropsFlying);
    (this.#uniforms['valueRange']!.value as Vector2).set(style.min, style.max);
    (this.#uniforms['tint']!.value as Vector4).set(...style.tint);
    if (!raster) return;
    const shrink = raster.width / rig.width;
    const center = (principal: number) => (principal + 0.5) * shrink - 0.5;
    set('pinhole', new Vector3(rig.focalPx * shrink, center(rig.cxPx), center(rig.cyPx)));
    (this.#uniforms['rasterSize']!.value as Vector2).set(raster.width, raster.height);
    setConversion(this.#uniforms, raster.quantity, 'depth:m', rig);
    this.thin(1);
  }

  #release({ raster, picture, error, style }: CloudInput): void {
    const { textures } = this.#stage;
    for (const used of [raster, picture, error]) if (used) textures.release(used);
    textures.release(style.map);
  }
}
