import type { StereoRig } from '../../camera/StereoRig.ts';
import { FileIndex } from '../FileIndex.ts';
import { partnerMissing } from '../Layout.ts';
import type { LayoutFinding, LayoutItem, LayoutProblem, Listing } from '../Layout.ts';

/** place/frames_cleanpass/sequence/left/NNNN.png */
const leftFrame = /^(.*\/)?frames_(clean|final)pass\/(.*\/)?left\/([^/]+)\.png$/;
const knownFolder =
  /^(.*\/)?(frames_(clean|final)pass|disparity|disparity_change|optical_flow|camera_data|object_index|material_index|motion_boundaries)\//;
const caveat =
  'Scene Flow gives its baseline as 1 scene unit: depth is in scene units, written as metres, until a baseline is given';

/**
 * Scene Flow's FlyingThings3D, Monkaa and Driving: `frames_cleanpass` or `frames_finalpass` beside `disparity`, anywhere
 * below the root. The left view is the reference. Where both passes are there, each is an item of its own.
 * Source: lmb.informatik.uni-freiburg.de/resources/datasets/SceneFlowDatasets; domain.md §1.2, §6.1.
 */
export function findSceneFlow({ paths }: Listing): LayoutFinding {
  const index = new FileIndex(paths);
  const frames = paths.flatMap((path) => {
    const match = leftFrame.exec(path);
    if (!match) return [];
    const [, place = '', pass = '', sequence = '', frame = ''] = match;
    return [{ path, place, pass, sequence, frame }];
  });
  const hasBothPasses = new Set(frames.map(({ pass }) => pass)).size > 1;
  const items: LayoutItem[] = [];
  const problems: LayoutProblem[] = [];
  for (const { path, place, pass, sequence, frame } of frames) {
    const right = `${place}frames_${pass}pass/${sequence}right/${frame}.png`;
    if (!index.paths.has(right)) {
      problems.push(partnerMissing('rejected', path, right, 'the pair is left out'));
      continue;
    }
    const disparity = `${place}disparity/${sequence}left/${frame}.pfm`;
    const hasTruth = index.paths.has(disparity);
    items.push({
      name: `${place}${hasBothPasses ? `${pass}pass/` : ''}${sequence}${frame}`,
      left: path,
      right,
      groundTruth: hasTruth
        ? [{ role: 'disparity', path: disparity, rule: { kind: 'scene-flow-sign' } }]
        : [],
      masks: [],
      classMasks: [],
      calibration: { kind: 'published', rig: publishedRig(path), caveat },
      problems: hasTruth ? [] : [partnerMissing('doubtful', path, disparity, 'the item has no ground truth')],
    });
  }
  const claimed = items.length === 0 ? [] : paths.filter((path) => knownFolder.test(path));
  return { layout: 'scene-flow', items, problems, claimed: new Set(claimed) };
}

/** 960×540, a 35 mm lens with 1050 px of focal length; part of Driving has 15 mm and 450 px. */
function publishedRig(path: string): StereoRig {
  return {
    focalPx: path.includes('15mm_focallength') ? 450 : 1050,
    cxPx: 479.5,
    cyPx: 269.5,
    baselineM: 1,
    doffsPx: 0,
    width: 960,
    height: 540,
  };
}
