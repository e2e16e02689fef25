import { hash } from '../random.ts';
import { noise } from '../textures/noise.ts';
import { clamp01 } from '../vector.ts';
import type { Material } from './Material.ts';

const unit = 1 / 4294967296;
const cell = (x: number, y: number, seed: number) => hash(x, y, 77, seed) * unit;

/** Noise of four sizes in about [−1, 1]; sizes below the footprint fade out. */
function blotches(x: number, y: number, z: number, size: number, seed: number, footprint: number): number {
  let sum = 0;
  let height = 0.8;
  let s = size;
  for (let i = 0; i < 4; i++) {
    const sharp = clamp01(s / footprint - 0.5);
    if (sharp === 0) break;
    sum += height * sharp * noise(x / s, y / s, z / s, seed + i);
    s *= 0.47;
    height *= 0.6;
  }
  return sum;
}

/** How much of the second and third colour shows, written to `share`. */
const share = { second: 0, third: 0 };

function layOut(
  material: Material,
  x: number,
  y: number,
  z: number,
  u: number,
  v: number,
  footprint: number,
): void {
  const { pattern, size, seed } = material;
  const fine = clamp01(1.5 - (2 * footprint) / size);
  share.second = 0;
  share.third = 0;
  switch (pattern) {
    case 'plain':
      return;
    case 'mottled': {
      share.second = clamp01(0.5 + 0.9 * blotches(x, y, z, size, seed, footprint));
      share.third = clamp01(2 * blotches(x, y, z, size * 0.4, seed + 9, footprint) - 0.4);
      return;
    }
    case 'bricks': {
      const row = Math.floor(v / (size * 0.4));
      const at = u / size + (row % 2) * 0.5;
      const [fu, fv] = [at - Math.floor(at), v / (size * 0.4) - row];
      const isJoint = fu < 0.05 || fv < 0.12;
      share.second = isJoint ? fine : 0;
      share.third = isJoint ? 0 : fine * 0.8 * cell(Math.floor(at), row, seed);
      return;
    }
    case 'tiles': {
      const [i, j] = [Math.floor(u / size), Math.floor(v / size)];
      const isJoint = u / size - i < 0.04 || v / size - j < 0.04;
      share.second = seed % 2 === 0 ? (((i + j) % 2) + 2) % 2 : 0.4 * cell(i, j, seed);
      share.second = 0.5 + (share.second - 0.5) * fine;
      share.third = isJoint ? fine : 0;
      return;
    }
    case 'stripes': {
      const at = (seed % 2 === 0 ? u : v) / size;
      const i = Math.floor(at);
      share.second = 0.5 + fine * (at - i < 0.5 ? 0.5 : -0.5);
      share.third = fine * (cell(i, 3, seed) < 0.2 ? 1 : 0);
      return;
    }
    case 'wood': {
      const along = seed % 2 === 0;
      const [a, b] = along ? [u, v] : [v, u];
      const plank = Math.floor(b / size);
      const grain = blotches(a * 0.12 + plank * 5.1, b, plank, size * 0.25, seed, footprint);
      share.second = clamp01(0.5 + grain);
      share.third = b / size - plank < 0.03 ? fine : 0.5 * cell(plank, 1, seed);
      return;
    }
    case 'specks': {
      const at = size * 0.15;
      const [i, j] = [Math.floor(u / at), Math.floor(v / at)];
      const chosen = cell(i, j, seed);
      const sharp = clamp01(1.5 - (2 * footprint) / at);
      share.second = sharp * (chosen < 0.25 ? 1 : 0) + (1 - sharp) * 0.25;
      share.third = sharp * (chosen > 0.85 ? 1 : 0) + (1 - sharp) * 0.15;
      return;
    }
    case 'collage': {
      // Sheets of three sizes over each other.
      for (let level = 0; level < 3; level++) {
        const at = size * [2.2, 0.9, 0.35][level]!;
        const shift = cell(Math.floor(v / at), level, seed) * at;
        const [i, j] = [Math.floor((u + shift) / at), Math.floor(v / at)];
        if (cell(i, j, seed + 5 + level) > 0.55) continue;
        share.second = cell(i, j, seed + level);
        share.third = cell(j, i, seed + level + 20);
      }
      return;
    }
    case 'windows': {
      const [i, j] = [Math.floor(u / size), Math.floor(v / (size * 1.2))];
      const [fu, fv] = [u / size - i, v / (size * 1.2) - j];
      const isPane = fu > 0.28 && fu < 0.76 && fv > 0.25 && fv < 0.8;
      const isFrame = fu > 0.24 && fu < 0.8 && fv > 0.2 && fv < 0.85;
      share.second = isPane ? fine * (0.6 + 0.4 * cell(i, j, seed)) : 0;
      share.third = isFrame && !isPane ? fine : 0;
      return;
    }
    case 'stones': {
      let nearest = 9;
      let second = 9;
      let own = 0;
      const [iu, iv] = [Math.floor(u / size), Math.floor(v / size)];
      for (let dj = -1; dj <= 1; dj++) {
        for (let di = -1; di <= 1; di++) {
          const cu = iu + di + cell(iu + di, iv + dj, seed) - u / size;
          const cv = iv + dj + cell(iv + dj, iu + di, seed + 3) - v / size;
          const d = cu * cu + cv * cv;
          if (d < nearest) {
            second = nearest;
            nearest = d;
            own = cell(iu + di, iv + dj, seed + 6);
          } else if (d < second) second = d;
        }
      }
      share.second = fine * own;
      share.third = fine * (Math.sqrt(second) - Math.sqrt(nearest) < 0.1 ? 1 : 0);
      return;
    }
    case 'text': {
      const line = Math.floor(v / (size * 0.3));
      const isLine = v / (size * 0.3) - line > 0.35;
      share.second = isLine && noise(u / (size * 0.12), line * 3.7, 0, seed) > 0.05 ? fine * 0.9 : 0;
      share.third = cell(Math.floor(u / (size * 3)), Math.floor(v / (size * 2.1)), seed) < 0.3 ? 0.8 : 0;
      return;
    }
  }
}

/**
 * Albedo at a point, written to `out`. x, y, z and the surface's u, v are metres along the thing's own axes; footprint
 * is a pixel's width there.
 */
export function paint(
  material: Material,
  x: number,
  y: number,
  z: number,
  u: number,
  v: number,
  footprint: number,
  out: Float64Array,
): void {
  layOut(material, x, y, z, u, v, footprint);
  const { first, second, third, grain, stains, size, seed } = material;
  let shade = 1;
  if (stains > 0) shade += stains * blotches(x, y, z, size * 4, seed + 31, footprint);
  if (grain > 0) shade += grain * blotches(x, y, z, size * 0.12 + 0.002, seed + 47, footprint);
  if (shade < 0.15) shade = 0.15;
  for (let c = 0; c < 3; c++) {
    const under = first[c]! + (second[c]! - first[c]!) * share.second;
    out[c] = shade * (under + (third[c]! - under) * share.third);
  }
}
