import type { Layout } from '../Layout.ts';
import { findMiddleburyScenes } from './middlebury.ts';

/** Middlebury 2021: scenes taken with a mobile device, told by their ambient pictures or their numbered names. */
export const middlebury2021: Layout = {
  record: {
    name: 'middlebury-2021',
    label: 'Middlebury 2021',
    recognisedBy:
      '`data/SCENE/im0.png`, `im1.png`, `disp0.pfm`, `calib.txt`, with `ambient` in the scene or a scene called like `artroom1`',
    groundTruth: '`disp0.pfm`: disparity px, +Inf = unknown',
    calibration: '`calib.txt`: cam0, cam1, doffs px, baseline mm',
    masks: 'none',
    splits: 'none',
    source: 'vision.middlebury.edu/stereo/data/scenes2021; domain notes §6.1; public loaders',
    unverified: ['the folder of the ambient pictures'],
  },
  find: (listing) => {
    const withAmbient = new Set(
      listing.paths.flatMap((path) => {
        const match = /^(.*?)\/?ambient\//.exec(path);
        return match ? [match[1]!] : [];
      }),
    );
    const isScene = (folder: string): boolean =>
      withAmbient.has(folder) ||
      /(^|\/)(artroom|bandsaw|chess|curule|ladder|octogons|pendulum|podium|skates|skiboots|traproom)\d$/.test(
        folder === '' ? listing.rootName : folder,
      );
    const found = findMiddleburyScenes(listing, isScene);
    const isAmbient = (path: string): boolean =>
      [...withAmbient].some((folder) => path.startsWith(folder === '' ? 'ambient/' : `${folder}/ambient/`));
    return found.items.length === 0
      ? found
      : { ...found, claimed: new Set([...found.claimed, ...listing.paths.filter(isAmbient)]) };
  },
};
