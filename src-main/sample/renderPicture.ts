import type { Picture } from '#domain/rasters/Raster.ts';
import { Camera, type Eye } from './Camera.ts';
import { radiance } from './light/radiance.ts';
import type { World } from './light/World.ts';
import { hash, PixelRandom } from './random.ts';
import { add, scale, type Vec3 } from './vector.ts';

/** Brighter samples than this many times full are cut, so that a glint does not fringe its whole pixel. */
const brightestSample = 6;

/**
 * What one camera of the pair sees, 8-bit sRGB with the sensor's noise. Every pixel draws from a generator of its
 * own, so that the order of the work does not matter and the same seed gives the same bytes.
 *
 * @param strata  samples per pixel along each side: 3 means 3 × 3, one in each part of the pixel; or how many a pixel gets.
 */
export function renderPicture(
  world: World,
  eye: Eye,
  strata: number | ((x: number, y: number) => number),
): Picture {
  const { rig, seed, exposure, noise } = world.scene;
  const camera = new Camera(world.scene);
  const data = new Uint8Array(rig.width * rig.height * 3);
  for (let y = 0; y < rig.height; y++) {
    for (let x = 0; x < rig.width; x++) {
      const random = new PixelRandom(hash(seed, eye === 'left' ? 1 : 2, x, y));
      const count = typeof strata === 'number' ? strata : strata(x, y);
      const light = samplePixel(world, camera, eye, x, y, count, random);
      for (let channel = 0; channel < 3; channel++) {
        const signal = Math.max(0, light[channel]! * exposure);
        const sigma = Math.sqrt(noise.dark ** 2 + noise.bright ** 2 * Math.min(1, signal));
        data[(y * rig.width + x) * 3 + channel] = encodeSignal(signal + sigma * random.normal());
      }
    }
  }
  return { width: rig.width, height: rig.height, channels: 3, data };
}

function samplePixel(
  world: World,
  camera: Camera,
  eye: Eye,
  x: number,
  y: number,
  strata: number,
  random: PixelRandom,
): Vec3 {
  const pixelAngle = 1 / world.scene.rig.focalPx;
  const cut = brightestSample / world.scene.exposure;
  let sum: Vec3 = [0, 0, 0];
  for (let i = 0; i < strata * strata; i++) {
    random.startSample(i);
    const u = x - 0.5 + ((i % strata) + random.next()) / strata;
    const v = y - 0.5 + (Math.floor(i / strata) + random.next()) / strata;
    const ray = camera.ray(eye, u, v);
    const light = radiance(world, { ...ray, pixelAngle, bounces: 0 }, random);
    sum = add(sum, [Math.min(cut, light[0]), Math.min(cut, light[1]), Math.min(cut, light[2])]);
  }
  return scale(sum, 1 / (strata * strata));
}

/** Linear up to 0.6 of full, a soft shoulder above, then the sRGB curve; 0–255. */
function encodeSignal(signal: number): number {
  const linear = Math.max(0, signal);
  const shouldered = linear < 0.6 ? linear : 0.6 + 0.4 * (1 - Math.exp((0.6 - linear) / 0.4));
  const curved = shouldered <= 0.0031308 ? 12.92 * shouldered : 1.055 * shouldered ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, curved));
}
