import type { Cause } from './Cause.ts';
import { above } from './evidence.ts';
import { gradedAbove } from './graded.ts';
import type { FrameScene } from './FrameScene.ts';
import type { RegionView } from './RegionView.ts';

export const imageBorder = {
  name: 'image-border',
  label: 'Image border',
  help: 'Along a side of the picture there is less to go by: no partner at the left for a matcher, no surroundings for a network.',
  classes: [],
  limits: {
    zoneShare: {
      value: 0.6,
      unit: '',
      min: 0.05,
      max: 1,
      help: 'share of failing pixels in the outermost tenth along one side',
    },
    contactShare: {
      value: 0.3,
      unit: '',
      min: 0.01,
      max: 1,
      help: 'share of that side that the region touches',
    },
  },
  measure(region, scene, limit) {
    const sides = sidesOf(region, scene);
    const best = sides.reduce((most, side) =>
      side.zone * side.contact > most.zone * most.contact ? side : most,
    );
    const score =
      Math.min(
        gradedAbove(best.zone, limit('zoneShare'), 0.95),
        gradedAbove(best.contact, limit('contactShare'), 0.6),
      ) * (best.zone > 0 ? 1 : 0);
    if (score === 0) return null;
    return {
      score: score * 0.95,
      evidence: [
        above(`share in the outermost tenth at the ${best.name}`, best.zone, '', limit('zoneShare')),
        above('share of that side touched', best.contact, '', limit('contactShare')),
      ],
    };
  },
} as const satisfies Cause;

function sidesOf(region: RegionView, { width, height }: FrameScene) {
  const [x, y, w, h] = region.bbox;
  const zoneX = Math.max(6, 0.1 * width);
  const zoneY = Math.max(6, 0.1 * height);
  const share = (takes: (px: number, py: number) => boolean) =>
    region.share((i) => takes(i % width, Math.floor(i / width)));
  return [
    { name: 'left', zone: x <= 1 ? share((px) => px < zoneX) : 0, contact: h / height },
    { name: 'right', zone: x + w >= width - 1 ? share((px) => px >= width - zoneX) : 0, contact: h / height },
    { name: 'top', zone: y <= 1 ? share((_, py) => py < zoneY) : 0, contact: w / width },
    {
      name: 'bottom',
      zone: y + h >= height - 1 ? share((_, py) => py >= height - zoneY) : 0,
      contact: w / width,
    },
  ];
}
