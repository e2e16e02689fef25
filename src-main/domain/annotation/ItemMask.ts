import type { Mask } from '../rasters/Raster.ts';

/** The pixels of one class on one item: 1 = annotated. As a file: an 8-bit PNG of 0 and 255. */
export interface ItemMask {
  readonly className: string;
  readonly itemName: string;
  readonly mask: Mask;
}

/** Where the mask stands in an exported folder: `masks/CLASS/ITEM.png`; an item's name may have folders in it. */
export function maskPath({ className, itemName }: Omit<ItemMask, 'mask'>): string {
  return `masks/${withinFolder(className)}/${withinFolder(itemName)}.png`;
}

/** Names come from a project file, which may come from anyone: none leads out of the exported folder. */
function withinFolder(name: string): string {
  return name
    .split('/')
    .map((part) => (/^\.*$/.test(part) ? '_' : part))
    .join('/');
}

/** The class and item of a mask's path, with or without folders before `masks/`; null where it is none. */
export function partsOfMaskPath(path: string): Omit<ItemMask, 'mask'> | null {
  const match = /^(?:.*?\/)?masks\/([^/]+)\/(.+)\.png$/i.exec(
    path.replaceAll('\\', '/').replace(/^\.?\//, ''),
  );
  return match ? { className: match[1]!, itemName: match[2]! } : null;
}
