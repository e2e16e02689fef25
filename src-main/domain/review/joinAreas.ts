import { fillBand } from '../annotation/fillBand.ts';
import type { Point } from '../annotation/Annotation.ts';
import type { Area, AreaBody } from '../regions/findAreas.ts';
import { labelComponents } from '../regions/labelComponents.ts';

/** Where areas do not touch, their outlines are joined by a bridge this wide; it surrounds no pixel of theirs. */
const bridgePx = 2;

/** One area of the pixels of all, whose body is one piece. @param areas  at least one. */
export function joinAreas(areas: readonly Area[]): Area {
  const pixels = Int32Array.from(new Set(areas.flatMap((area) => [...area.pixels]))).sort();
  const boxes = areas.map(({ bbox: [x, y, width, height] }) => [x, y, x + width, y + height] as const);
  const edge = (side: 0 | 1 | 2 | 3) => boxes.map((box) => box[side]);
  const [x, y] = [Math.min(...edge(0)), Math.min(...edge(1))];
  return {
    pixels,
    bbox: [x, y, Math.max(...edge(2)) - x, Math.max(...edge(3)) - y],
    body: joinBodies(areas.map(({ body }) => body)),
  };
}

function joinBodies(bodies: readonly AreaBody[]): AreaBody {
  const left = Math.min(...bodies.map((body) => body.left));
  const top = Math.min(...bodies.map((body) => body.top));
  const width = Math.max(...bodies.map((body) => body.left + body.width)) - left;
  const height = Math.max(...bodies.map((body) => body.top + body.height)) - top;
  const mask = new Uint8Array(width * height);
  for (const body of bodies) {
    for (let j = 0; j < body.mask.length; j += 1) {
      if (body.mask[j] === 0) continue;
      const x = body.left + (j % body.width) - left;
      const y = body.top + Math.floor(j / body.width) - top;
      mask[y * width + x] = 1;
    }
  }
  const joined = { left, top, width, height, mask };
  bridge(joined);
  return joined;
}

/** Draws lines between pieces, each to the nearest one that is joined already, until there is one. */
function bridge({ width, height, mask }: AreaBody): void {
  const { labels, count } = labelComponents(mask, width, height);
  const pieces = Array.from({ length: count }, (): number[] => []);
  for (let j = 0; j < labels.length; j += 1) if (labels[j] !== 0) pieces[labels[j]! - 1]!.push(j);
  const rims = pieces.map((piece) => piece.filter((j) => isRim(j, width, height, mask)));
  const joined = [...(rims[0] ?? [])];
  let waiting = rims.slice(1);
  while (waiting.length > 0) {
    let best = { rim: waiting[0]!, from: joined[0]!, to: waiting[0]![0]!, distance: Infinity };
    for (const rim of waiting) {
      for (const to of rim) {
        for (const from of joined) {
          const dx = (to % width) - (from % width);
          const dy = Math.floor(to / width) - Math.floor(from / width);
          const distance = dx * dx + dy * dy;
          if (distance < best.distance) best = { rim, from, to, distance };
        }
      }
    }
    const centre = (j: number): Point => [(j % width) + 0.5, Math.floor(j / width) + 0.5];
    fillBand({ width, height, data: mask }, [centre(best.from), centre(best.to)], bridgePx, 1);
    joined.push(...best.rim);
    waiting = waiting.filter((rim) => rim !== best.rim);
  }
}

function isRim(j: number, width: number, height: number, mask: Uint8Array): boolean {
  const x = j % width;
  const y = (j - x) / width;
  if (x === 0 || y === 0 || x === width - 1 || y === height - 1) return true;
  return mask[j - 1] === 0 || mask[j + 1] === 0 || mask[j - width] === 0 || mask[j + width] === 0;
}
