import { fractal } from '../textures/noise.ts';
import { addScaled, dot, mix, normalise, scale, smoothstep, type Vec3 } from '../vector.ts';

export interface SkyOptions {
  readonly seed: number;
  readonly sunDirection: Vec3;
  readonly zenith: Vec3;
  readonly horizon: Vec3;
  /** What lies below the horizon, seen only in reflections. */
  readonly ground: Vec3;
  /** Share of the sky under clouds, 0 to 1. */
  readonly clouds: number;
}

/** A daylight sky: gradient, glow around the sun, flat-based clouds that thin out overhead. */
export function daySky({ seed, sunDirection, zenith, horizon, ground, clouds }: SkyOptions) {
  return (direction: Vec3): Vec3 => {
    if (direction[1] < 0) return mix(horizon, ground, smoothstep(0, 0.06, -direction[1]));
    const height = direction[1];
    const clear = mix(horizon, zenith, Math.sqrt(Math.min(1, height * 1.25)));
    const towards = Math.max(0, dot(direction, sunDirection));
    const glow = 0.5 * towards ** 8 + 2.5 * towards ** 180;
    const lit = addScaled(clear, [1, 0.93, 0.8], glow);
    const [x, z] = [direction[0] / (height + 0.12), direction[2] / (height + 0.12)];
    const options = { seed, octaves: 6, gain: 0.55, footprint: 0.004 };
    const cover = fractal(x, 0, z, { ...options, size: 1.3 });
    const thickness = smoothstep(0.5 - clouds, 0.95 - clouds, cover + 0.3);
    const shade = fractal(x + 0.16 * sunDirection[0], 0.4, z + 0.16, { ...options, size: 0.9 });
    const cloud = scale(mix([0.98, 0.97, 0.96], [0.66, 0.69, 0.75], smoothstep(-0.3, 0.5, shade)), 1.15);
    return mix(lit, cloud, thickness * smoothstep(0.0, 0.12, height));
  };
}

/** Unit direction towards a sun at the given heading (0 = ahead along z, positive to the right) and height, degrees. */
export function sunAt(headingDeg: number, heightDeg: number): Vec3 {
  const [a, h] = [(headingDeg * Math.PI) / 180, (heightDeg * Math.PI) / 180];
  return normalise([Math.cos(h) * Math.sin(a), Math.sin(h), Math.cos(h) * Math.cos(a)]);
}
