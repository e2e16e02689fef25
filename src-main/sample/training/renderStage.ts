import { hash, Random } from '../random.ts';
import { addScaled, normalise, scale, type Vec3 } from '../vector.ts';
import { Shader } from './Shader.ts';
import type { Stage } from './Stage.ts';

/** A training picture with its truth. */
export interface RenderedStage {
  /** 8-bit sRGB, interleaved. */
  readonly rgb: Uint8Array;
  /** 1 / depth along the optical axis, 1/m, of the surface on the ray through each pixel's centre; sky is 0. */
  readonly inverseDepth: Float32Array;
}

/** Samples more where a pixel straddles a step in depth. */
const edgeSamples = 4;

/** Renders a stage: the truth at pixel centres; the picture likewise, with more samples along the edges of things. */
export function renderStage(stage: Stage, width: number, height: number): RenderedStage {
  const shader = new Shader(stage);
  const { camera, seed } = stage;
  const focal = stage.focal * Math.max(width, height);
  const pixelAngle = 1 / focal;
  const ray = (x: number, y: number): Vec3 =>
    camera.direction([(x - (width - 1) / 2) / focal, ((height - 1) / 2 - y) / focal, 1]);
  const inverseDepth = new Float32Array(width * height);
  const open = smoothOpenness(stage, shader, ray, width, height, inverseDepth);
  const light = new Float32Array(width * height * 3);
  const out = new Float64Array(3);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const random = new Random(hash(seed, 5, i));
    const extra = isEdge(inverseDepth, width, height, x, y) ? edgeSamples : 0;
    for (let s = 0; s <= extra; s++) {
      const [u, v] = s === 0 ? [x, y] : [x + random.next() - 0.5, y + random.next() - 0.5];
      shader.radiance(camera.origin, ray(u, v), pixelAngle, open[i]!, out);
      for (let c = 0; c < 3; c++) light[i * 3 + c]! += Math.min(8, out[c]!) / (1 + extra);
    }
  }
  return { rgb: develop(light, stage.brightness), inverseDepth };
}

function isEdge(inverseDepth: Float32Array, width: number, height: number, x: number, y: number): boolean {
  const i = y * width + x;
  const own = inverseDepth[i]!;
  const differs = (k: number) => Math.abs(inverseDepth[k]! - own) > 0.03 * own + 1e-9;
  return (
    (x > 0 && differs(i - 1)) ||
    (x < width - 1 && differs(i + 1)) ||
    (y > 0 && differs(i - width)) ||
    (y < height - 1 && differs(i + width))
  );
}

/** Fills the truth, and finds how open every pixel's surface is: one random ray each, smoothed over neighbours. */
function smoothOpenness(
  { camera, things, seed }: Stage,
  shader: Shader,
  ray: (x: number, y: number) => Vec3,
  width: number,
  height: number,
  inverseDepth: Float32Array,
): Float32Array {
  const rough = new Float32Array(width * height).fill(1);
  const [ox, oy, oz] = camera.origin;
  for (let i = 0; i < width * height; i++) {
    const d = ray(i % width, Math.floor(i / width));
    if (!shader.bvh.meet(ox, oy, oz, d[0], d[1], d[2], 1e-4, Infinity)) continue;
    const { t, thing } = shader.bvh;
    inverseDepth[i] = 1 / t;
    const point = addScaled(camera.origin, d, t);
    const normal = normalise(things.normal(thing, things.local(thing, point), point));
    const outward = normal[0] * d[0] + normal[1] * d[1] + normal[2] * d[2] > 0 ? scale(normal, -1) : normal;
    const bits = hash(seed, 3, i);
    rough[i] = shader.openness(point, outward, (bits & 0xffff) / 65536, (bits >>> 16) / 65536);
  }
  const smooth = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const own = inverseDepth[y * width + x]!;
      let [sum, count] = [0, 0];
      for (let j = Math.max(0, y - 3); j <= Math.min(height - 1, y + 3); j++) {
        for (let k = Math.max(0, x - 3); k <= Math.min(width - 1, x + 3); k++) {
          if (Math.abs(inverseDepth[j * width + k]! - own) > 0.06 * own) continue;
          sum += rough[j * width + k]!;
          count++;
        }
      }
      smooth[y * width + x] = sum / count;
    }
  }
  return smooth;
}

/** Exposes for the wanted mean, rolls highlights off and applies the sRGB curve. */
function develop(light: Float32Array, brightness: number): Uint8Array {
  let mean = 0;
  for (const value of light) mean += Math.min(2, value);
  const exposure = brightness / Math.max(1e-3, mean / light.length);
  return Uint8Array.from(light, (value) => {
    const linear = Math.max(0, value * exposure);
    const rolled = linear < 0.6 ? linear : 0.6 + 0.4 * (1 - Math.exp((0.6 - linear) / 0.4));
    const curved = rolled <= 0.0031308 ? 12.92 * rolled : 1.055 * rolled ** (1 / 2.4) - 0.055;
    return Math.round(255 * Math.min(1, curved));
  });
}
