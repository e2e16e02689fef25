import { patternLayout, type Pattern } from '../patternLayout.ts';
import { publishedRig } from '../publishedRig.ts';

const caveat =
  'Scene Flow gives its baseline as 1 scene unit: depth is in scene units, written as metres, until a baseline is given';

/** One pass of a tree, told by what `frames_…` is called. */
function pass(sequence: string, focalPx: number): Pattern {
  return {
    left: `{**place}frames_{pass:clean|final}pass(_webp|)/${sequence}left/{frame}.(png|webp)`,
    name: '{place}{pass}pass/{sequence}{frame}',
    right: '{place}frames_{pass}pass(_webp|)/{sequence}right/{frame}.(png|webp)',
    isPair: true,
    groundTruth: [
      { role: 'disparity', path: '{place}disparity/{sequence}left/{frame}.pfm', encoding: 'scene-flow' },
    ],
    calibration: [{ kind: 'published', rig: publishedRig([960, 540], [focalPx, 479.5, 269.5], 1), caveat }],
  };
}

/** Scene Flow: FlyingThings3D, Monkaa and Driving, whose short lens has another focal length. */
export const sceneFlow = patternLayout(
  {
    name: 'scene-flow',
    label: 'Scene Flow (FlyingThings3D, Monkaa, Driving)',
    recognisedBy: '`frames_cleanpass` or `frames_finalpass` with `left` and `right`, beside `disparity`',
    groundTruth: '`disparity/…/left/NNNN.pfm`: px, of which the absolute value counts; dense',
    calibration:
      'published: f 1050 px at 960×540, 450 px below `15mm_focallength`; baseline 1 scene unit, so depth is in scene units',
    masks: 'none',
    splits: '`TRAIN`, `TEST`',
    source: 'lmb.informatik.uni-freiburg.de; domain notes §1.2, §6.1',
    unverified: ['the unit of the baseline'],
  },
  [pass('{sequence:15mm_focallength/(?:[^/]+/)*}', 450), pass('{**sequence}', 1050)],
  {
    claims: [
      /(^|\/)(frames_(clean|final)pass\w*|disparity|disparity_change|optical_flow|camera_data|object_index|material_index|motion_boundaries)\//,
    ],
  },
);
