import { Random } from '../../random.ts';
import { Relief } from '../../shapes/Relief.ts';
import { fractal } from '../../textures/noise.ts';
import { length, normalise, smoothstep, subtract, type Vec3 } from '../../vector.ts';

interface Crater {
  readonly direction: Vec3;
  /** As a chord on the unit sphere. */
  readonly radius: number;
  /** Chord beyond which the crater changes nothing. */
  readonly reach: number;
  /** Share of the crater's radius. */
  readonly depth: number;
}

/** Many small and few large craters, anywhere on the body. */
function craters(seed: number, count: number): Crater[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const direction = normalise([random.normal(), random.normal(), random.normal()]);
    const radius = 0.035 * random.between(0.02, 1) ** -0.62;
    const bounded = Math.min(0.42, radius);
    return { direction, radius: bounded, reach: bounded * 1.7, depth: random.between(0.16, 0.3) };
  });
}

/** Height of a crater relative to its radius: a bowl, a raised rim, an apron; s is the distance in radii. */
function profile(s: number, depth: number): number {
  const bowl = s < 1 ? depth * (s * s - 1) : 0;
  const rim = 0.24 * depth * Math.exp(-(((s - 1.02) / 0.2) ** 2));
  return bowl + rim * smoothstep(1.7, 1.25, s);
}

const gridSide = 20;

/** Index of the cell of a cube around the unit sphere in which a direction lies. */
function cellOf([x, y, z]: Vec3): number {
  const along = (value: number) => Math.min(gridSide - 1, Math.floor((value + 1) * 0.5 * gridSide));
  return (along(x) * gridSide + along(y)) * gridSide + along(z);
}

/** For every cell, the craters that can reach into it. */
function cratersByCell(all: readonly Crater[]): Crater[][] {
  const half = 1 / gridSide;
  return Array.from({ length: gridSide ** 3 }, (_, cell) => {
    const at = [Math.floor(cell / gridSide ** 2), Math.floor(cell / gridSide) % gridSide, cell % gridSide];
    const centre = at.map((i) => (i + 0.5) * 2 * half - 1) as unknown as Vec3;
    return all.filter(
      ({ direction, reach }) => length(subtract(direction, centre)) < reach + half * Math.sqrt(3),
    );
  });
}

/** An irregular, cratered body with the given mean radius in metres. */
export function asteroidBody(centre: Vec3, radius: number, seed: number): Relief {
  const cells = cratersByCell(craters(seed, 260));
  const radiusAt = (direction: Vec3): number => {
    const [x, y, z] = direction;
    let height = 0.16 * x * x - 0.13 * y * y + 0.05 * x * y;
    height += 0.11 * fractal(x, y, z, { seed, size: 0.9, octaves: 7, gain: 0.46, footprint: 0 });
    for (const crater of cells[cellOf(direction)]!) {
      const chord = length(subtract(direction, crater.direction));
      if (chord < crater.reach) height += crater.radius * profile(chord / crater.radius, crater.depth);
    }
    return radius * (1 + height);
  };
  return new Relief({ centre, radiusAt, lowest: radius * 0.6, highest: radius * 1.3, steepest: 0.9 });
}
