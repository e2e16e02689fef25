import type { OpaqueMaterial, SurfacePoint, Texture } from '../Scene.ts';
import { mix, scale, smoothstep, type Vec3 } from '../vector.ts';
import { fractal } from './noise.ts';

/** One colour everywhere. */
export function even(colour: Vec3): Texture {
  return () => colour;
}

/** Paint or metal with fine scratches, dirt and, where `rust` is above 0, rust. */
export function weathered(seed: number, tone: Vec3, rust = 0): Texture {
  return ({ position: [x, y, z], footprint }) => {
    const fine = fractal(x, y, z, { seed, size: 0.07, octaves: 4, gain: 0.8, footprint });
    const dirt = fractal(x * 2, y * 0.5, z * 2, { seed: seed + 3, size: 0.8, octaves: 5, footprint });
    const body = scale(tone, (1 + 0.22 * fine) * (1 + 0.25 * dirt));
    return mix(body, [0.24, 0.1, 0.04], rust * smoothstep(0.1, 0.5, dirt + 0.35 * fine));
  };
}

/** Bark with ridges that run along the trunk. */
export function bark(seed: number, tone: Vec3 = [0.2, 0.15, 0.11]): Texture {
  return ({ position: [x, y, z], footprint }) => {
    const ridges = fractal(x * 3, y * 0.7, z * 3, { seed, size: 0.12, octaves: 4, gain: 0.75, footprint });
    const moss = fractal(x, y, z, { seed: seed + 5, size: 0.4, octaves: 4, footprint });
    return mix(
      scale(tone, Math.max(0.2, 1 + 0.8 * ridges)),
      [0.17, 0.19, 0.08],
      0.5 * smoothstep(0.1, 0.5, moss),
    );
  };
}

/** A leaf: its own shade by where it hangs. */
export function foliage(seed: number, tone: Vec3, second: Vec3): Texture {
  return ({ position: [x, y, z], footprint }) => {
    const shade = fractal(x, y, z, { seed, size: 0.35, octaves: 4, gain: 0.8, footprint });
    return scale(mix(tone, second, smoothstep(-0.5, 0.5, shade)), 1 + 0.35 * shade);
  };
}

/** Planks of wood that run along x (or z), with grain, seams and worn spots. */
export function planks(seed: number, width: number, direction: 'x' | 'z', tone: Vec3): Texture {
  return ({ position, footprint }) => {
    const [lengthwise, across] = direction === 'x' ? [position[0], position[2]] : [position[2], position[0]];
    const plank = Math.floor(across / width);
    const inside = across / width - plank;
    const seam = smoothstep(0.0008, 0.002 + footprint * 0.5, Math.min(inside, 1 - inside) * width);
    const at = lengthwise + plank * 7.3;
    const rings = fractal(at * 0.1, across * 1.4, plank, {
      seed,
      size: 0.035,
      octaves: 5,
      gain: 0.7,
      footprint: footprint * 0.7,
    });
    const pores = fractal(at * 0.25, across * 3, plank, {
      seed: seed + 8,
      size: 0.012,
      octaves: 3,
      gain: 0.8,
      footprint,
    });
    const clouds = fractal(at, across, plank, { seed: seed + 4, size: 0.3, octaves: 4, footprint });
    const shade = (1 + 0.5 * rings) * (1 + 0.25 * pores) * (1 + 0.22 * clouds);
    return scale(
      mix(scale(tone, 0.3), scale(tone, shade), seam),
      0.92 + 0.16 * Math.abs(Math.sin(plank * 12.9)),
    );
  };
}

/** Skin of a fruit: speckled, redder on one side. */
export function fruit(seed: number, tone: Vec3, blush: Vec3): Texture {
  return ({ position: [x, y, z], footprint }) => {
    const side = fractal(x, y, z, { seed, size: 0.09, octaves: 4, gain: 0.6, footprint });
    const streaks = fractal(x * 6, y, z * 6, {
      seed: seed + 2,
      size: 0.03,
      octaves: 3,
      gain: 0.7,
      footprint,
    });
    const specks = fractal(x, y, z, { seed: seed + 6, size: 0.006, octaves: 2, footprint });
    const skin = mix(tone, blush, smoothstep(-0.35, 0.4, side + 0.4 * streaks));
    return mix(skin, [0.75, 0.65, 0.4], 0.5 * smoothstep(0.45, 0.75, specks));
  };
}

/** A printed sheet: bands, a block of a second colour and lines of text-like marks, in the patch's own coordinates. */
export function printed(seed: number, paper: Vec3, ink: Vec3, accent: Vec3, size: number): Texture {
  return ({ u, v, footprint }) => {
    const line = Math.floor(v / (size * 0.09));
    const inLine = v / (size * 0.09) - line;
    const word = fractal(u, line * 3.7, 0, { seed, size: size * 0.11, octaves: 3, gain: 0.9, footprint });
    const isText = inLine > 0.3 && inLine < 0.75 ? smoothstep(-0.05, 0.1, word) : 0;
    const block = fractal(u, v, 0, { seed: seed + 12, size: size * 0.6, octaves: 2, footprint });
    const base = mix(paper, accent, smoothstep(0.02, 0.06, block));
    return mix(base, ink, 0.85 * isText);
  };
}

/** A dull surface with the given colour. */
export function dull(colour: Texture, relief?: (at: SurfacePoint) => number): OpaqueMaterial {
  return { kind: 'opaque', colour, ...(relief && { relief }) };
}

/** A surface with a glossy coat. */
export function glossy(colour: Texture, roughness: number, gloss = 0.04): OpaqueMaterial {
  return { kind: 'opaque', colour, gloss, roughness };
}
