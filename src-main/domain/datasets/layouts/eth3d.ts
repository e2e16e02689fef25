import type { Layout } from '../Layout.ts';
import { findMiddleburyScenes } from './middlebury.ts';

/** ETH3D's two-view set, whose ground truth may lie in a tree beside. */
export const eth3d: Layout = {
  record: {
    name: 'eth3d',
    label: 'ETH3D two-view',
    recognisedBy:
      '`two_view_training/SCENE/im0.png`, `im1.png` (also `two_view_testing`), or a folder with `eth3d` in its name',
    groundTruth:
      '`disp0GT.pfm` beside or in `two_view_training_gt`: disparity px, +Inf = unknown; grey pictures',
    calibration: '`calib.txt`: cam0, cam1, doffs 0, baseline read as mm',
    masks: '`mask0nocc.png` = 255: non-occluded pixels',
    splits: '`two_view_training`, `two_view_testing` (no ground truth)',
    source: 'eth3d.net; domain notes §4.5, §6.1; a sample pair checked',
    unverified: ['the unit of the baseline'],
  },
  find: (listing) => {
    const isEth3d = /eth3d/i.test(listing.rootName);
    const found = findMiddleburyScenes(
      listing,
      (folder) => isEth3d || /(^|\/)two_view_(training|testing)(\/|$)|eth3d/i.test(folder),
    );
    const split = (left: string): string | null =>
      left.includes('two_view_training') ? 'training' : left.includes('two_view_testing') ? 'test' : null;
    return { ...found, items: found.items.map((item) => ({ ...item, split: split(item.left) })) };
  },
};
