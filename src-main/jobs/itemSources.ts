import type { AssetRecord, AssetRole, Encoding, ItemRecord } from '#domain/records.ts';
import { StudioError } from '#domain/errors.ts';
import type { Project } from '#project/Project.ts';
import type { StereoSource } from './cacheKey.ts';

export type GroundTruthAsset = AssetRecord & { readonly encoding: Encoding };

/** The file that predictions of this item are compared with: its disparity, else its depth; null without one. */
export function groundTruthOf(project: Project, itemId: number): GroundTruthAsset | null {
  const assets = project.items.assets(itemId);
  const asset = withRole(assets, 'disparity') ?? withRole(assets, 'depth');
  return asset?.encoding ? { ...asset, encoding: asset.encoding } : null;
}

/**
 * Both pictures of a stereo pair, and what rectifies them.
 *
 * @throws FileMissing where the item has no left or no right picture.
 */
export function stereoPairOf(project: Project, item: ItemRecord): StereoSource {
  const assets = project.items.assets(item.id);
  const [left, right] = [withRole(assets, 'left'), withRole(assets, 'right')];
  if (left && right) return { left, right, cameras: item.cameras };
  const missing = left ? 'right' : 'left';
  throw new StudioError('FileMissing', `${item.name} has no ${missing} picture; matching needs both`, {
    item: item.name,
    expected: missing,
    found: null,
  });
}

/** @throws FileMissing where the item has no left picture. */
export function leftPictureOf(project: Project, item: ItemRecord): AssetRecord {
  const left = withRole(project.items.assets(item.id), 'left');
  if (left) return left;
  throw new StudioError('FileMissing', `${item.name} has no picture`, {
    item: item.name,
    expected: 'left',
    found: null,
  });
}

function withRole(assets: readonly AssetRecord[], role: AssetRole): AssetRecord | undefined {
  return assets.find((asset) => asset.role === role);
}
