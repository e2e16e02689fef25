import { StudioError } from '../errors.ts';
import type { Crop, NamedCrop, Rectangle } from './Recipe.ts';

/** Shares of an image's sides, from (inclusive) and to (exclusive), cut to whole pixels. */
interface Shares {
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
}

/** Garg et al. 2016, arXiv:1603.04992, and Eigen et al. 2014, arXiv:1406.2283, as monodepth2 and BTS write them. */
const shares = {
  garg: { rows: [0.40810811, 0.99189189], columns: [0.03594771, 0.96405229] },
  eigen: { rows: [0.3324324, 0.91351351], columns: [0.0359477, 0.96405229] },
} as const satisfies Partial<Record<NamedCrop, Shares>>;

/** Eigen et al. 2014 on NYU Depth V2, pixels of 640 × 480. */
const nyu: Rectangle = { x: 41, y: 45, width: 560, height: 426 };

/** KITTI's benchmark size, taken from the bottom and the middle. */
const kbSize = { width: 1216, height: 352 };

/**
 * What is left of an image after crops, each taken within the one before.
 * @throws InvalidOption for a crop that does not fit into what is left.
 */
export function cropRectangle(crops: readonly Crop[], width: number, height: number): Rectangle {
  return crops.reduce<Rectangle>(within, { x: 0, y: 0, width, height });
}

function within(outer: Rectangle, crop: Crop): Rectangle {
  const { x, y, width, height } = inside(crop, outer);
  if (width > 0 && height > 0 && x >= 0 && y >= 0 && x + width <= outer.width && y + height <= outer.height) {
    return { x: outer.x + x, y: outer.y + y, width, height };
  }
  throw new StudioError(
    'InvalidOption',
    `crop ${formatCrop(crop)} (columns ${x}–${x + width}, rows ${y}–${y + height}) does not fit into ${outer.width}×${outer.height}`,
    { option: 'crop', expected: `inside ${outer.width}×${outer.height}`, found: [x, y, width, height] },
  );
}

/** Relative to the outer rectangle. */
function inside(crop: Crop, outer: Rectangle): Rectangle {
  switch (crop) {
    case 'garg':
    case 'eigen':
      return cutShares(shares[crop], outer);
    case 'kb':
      return { x: Math.trunc((outer.width - kbSize.width) / 2), y: outer.height - kbSize.height, ...kbSize };
    case 'nyu':
      return nyu;
    default:
      return crop;
  }
}

function cutShares({ rows, columns }: Shares, { width, height }: Rectangle): Rectangle {
  const [x, y] = [Math.trunc(columns[0] * width), Math.trunc(rows[0] * height)];
  return {
    x,
    y,
    width: Math.trunc(columns[1] * width) - x,
    height: Math.trunc(rows[1] * height) - y,
  };
}

/** `garg`, or `x,y,width,height`. */
export function formatCrop(crop: Crop): string {
  return typeof crop === 'string' ? crop : [crop.x, crop.y, crop.width, crop.height].join(',');
}

/**
 * Reads what formatCrop writes; several crops, each within the one before, are joined by `+`; `none` is no crop.
 * @throws InvalidOption naming the legal forms.
 */
export function parseCrops(text: string): readonly Crop[] {
  return text === 'none' ? [] : text.split('+').map(parseCrop);
}

const names: readonly NamedCrop[] = ['garg', 'eigen', 'kb', 'nyu'];

/** True for the name of a crop. */
export function isNamedCrop(value: unknown): value is NamedCrop {
  return names.some((name) => name === value);
}

function parseCrop(text: string): Crop {
  if (isNamedCrop(text)) return text;
  const numbers = text.split(',').map(Number);
  const [x, y, width, height] = numbers;
  const isRectangle = numbers.length === 4 && numbers.every((value) => Number.isInteger(value) && value >= 0);
  if (isRectangle && width! > 0 && height! > 0) return { x: x!, y: y!, width: width!, height: height! };
  const legal = `none, ${names.join(', ')} or x,y,width,height in pixels`;
  throw new StudioError('InvalidOption', `crop must be ${legal}, found ${text}`, {
    option: 'crop',
    expected: legal,
    found: text,
  });
}
