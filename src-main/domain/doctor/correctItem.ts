import type { StereoRig } from '../camera/StereoRig.ts';
import { parseEncoding } from '../datasets/parseEncoding.ts';
import type { AssetRole, Encoding } from '../records.ts';
import type { Correction } from './Remedy.ts';

/** A file of an item, as far as corrections touch it. */
export interface CorrectableAsset {
  readonly role: AssetRole;
  /** Folder of the project that it lies in; null = none of them. */
  readonly rootId: number | null;
  /** Below that folder, else relative to the project file's. */
  readonly path: string;
  readonly encoding: Encoding | null;
  readonly sha256: string | null;
  readonly sizeBytes: number;
  readonly mtimeMs: number | null;
}

/** An item as an import found it, as far as corrections touch it. */
export interface CorrectableItem {
  readonly rootId: number | null;
  readonly assets: readonly CorrectableAsset[];
  readonly rig: StereoRig | null;
  readonly rigSource: string | null;
}

export interface CorrectedItem extends CorrectableItem {
  /** It is no part of runs over all items. */
  readonly isLeftOut: boolean;
}

/**
 * The item after the corrections, in their order. What was found stays what it was: taking a correction back means
 * correcting anew without it.
 * @throws InvalidOption for an encoding that cannot be read.
 */
export function correctItem(found: CorrectableItem, corrections: readonly Correction[]): CorrectedItem {
  let item: CorrectedItem = { ...found, isLeftOut: false };
  for (const correction of corrections) item = corrected(item, correction);
  return item;
}

function corrected(item: CorrectedItem, correction: Correction): CorrectedItem {
  switch (correction.kind) {
    case 'keep':
      return item;
    case 'swap-sides':
      return { ...item, assets: item.assets.map((asset) => ({ ...asset, role: otherSide(asset.role) })) };
    case 'encode':
      return { ...item, assets: reencoded(item, correction) };
    case 'leave-out':
      return { ...item, assets: item.assets.filter(({ role }) => role !== correction.role) };
    case 'leave-item-out':
      return { ...item, isLeftOut: true };
    case 'rig':
      return { ...item, rig: correction.rig, rigSource: 'given' };
  }
}

function otherSide(role: AssetRole): AssetRole {
  if (role === 'left') return 'right';
  return role === 'right' ? 'left' : role;
}

/** A ground truth has the role of its quantity; one that had this role gives way. */
function reencoded(
  { assets, rootId }: CorrectableItem,
  { role, encoding: text, adds }: Extract<Correction, { kind: 'encode' }>,
): readonly CorrectableAsset[] {
  const encoding = parseEncoding(text);
  const before = adds
    ? { rootId, path: adds.path, sizeBytes: adds.sizeBytes, sha256: null, mtimeMs: null }
    : assets.find((asset) => asset.role === role);
  if (before === undefined) return assets;
  const next = encoding.quantity === 'disparity:px' ? 'disparity' : 'depth';
  const others = assets.filter((asset) => asset !== before && asset.role !== next);
  return [...others, { ...before, role: next, encoding }];
}
