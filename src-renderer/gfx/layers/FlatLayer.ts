import {
  BufferGeometry,
  Camera,
  GLSL3,
  Mesh,
  RawShaderMaterial,
  Scene,
  Vector2,
  Vector4,
  type IUniform,
} from 'three';
import type { WebGLRenderer } from 'three';
import type { ImageViewport, PaneRect } from '../PaneView.ts';
import { flatVertex } from '../shaders/flat.glsl.ts';

/** The size of the coordinates that panes share: the left image's. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** One triangle that covers the pane, with a fragment shader that knows where in the image it is. */
export class FlatLayer {
  readonly uniforms: Record<string, IUniform>;
  readonly #material: RawShaderMaterial;
  readonly #geometry = new BufferGeometry();
  readonly #scene = new Scene();
  readonly #camera = new Camera();

  constructor(fragmentShader: string, uniforms: Record<string, IUniform>) {
    this.uniforms = {
      pane: { value: new Vector4() },
      pixelRatio: { value: 1 },
      center: { value: new Vector2() },
      zoom: { value: 1 },
      imageSize: { value: new Vector2() },
      ...uniforms,
    };
    this.#material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: flatVertex,
      fragmentShader,
      uniforms: this.uniforms,
      depthTest: false,
      depthWrite: false,
    });
    this.#geometry.setDrawRange(0, 3);
    const mesh = new Mesh(this.#geometry, this.#material);
    mesh.frustumCulled = false;
    this.#scene.add(mesh);
  }

  draw(renderer: WebGLRenderer, rect: PaneRect, viewport: ImageViewport, image: ImageSize): void {
    const { uniforms } = this;
    const bottom = rect.canvasHeight - rect.top - rect.height;
    (uniforms['pane']!.value as Vector4).set(rect.left, bottom, rect.width, rect.height);
    (uniforms['center']!.value as Vector2).set(viewport.centerX, viewport.centerY);
    (uniforms['imageSize']!.value as Vector2).set(image.width, image.height);
    uniforms['pixelRatio']!.value = rect.pixelRatio;
    uniforms['zoom']!.value = viewport.zoom * rect.pixelRatio;
    renderer.render(this.#scene, this.#camera);
  }

  dispose(): void {
    this.#material.dispose();
    this.#geometry.dispose();
  }
}
