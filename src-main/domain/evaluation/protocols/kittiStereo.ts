import type { MetricName } from '../../metrics/metricInfos.ts';
import { type Protocol, recipeOf } from './Protocol.ts';

/** Holes are filled, pixels of all images are pooled. */
const all = recipeOf('disparity', { holes: 'kitti', average: 'pixels' });
const visible = recipeOf('disparity', {
  holes: 'kitti',
  average: 'pixels',
  mask: { ignoredClasses: ['ignore', 'occluded'] },
});
const d1: readonly MetricName[] = ['d1All', 'epe', 'density'];
const outliers: readonly MetricName[] = ['out3', 'bad2', 'bad4', 'out5', 'epe', 'density'];
const caution =
  'D1-bg and D1-fg are the numbers outside and inside of the class `foreground`, which the object maps (obj_map) become on import; an image without any object counts in neither.';

/** KITTI stereo 2015 (D1) and 2012 (Out-N), with occluded pixels (all) and without (noc). */
export const kittiStereo: readonly Protocol[] = [
  {
    id: 'kitti2015-d1',
    title: 'KITTI 2015, D1 all',
    recipe: all,
    headline: d1,
    source: 'KITTI stereo 2015 development kit, evaluate_scene_flow.cpp, io_disp.h',
    verified: true,
    caution,
  },
  {
    id: 'kitti2015-d1-noc',
    title: 'KITTI 2015, D1 noc',
    recipe: visible,
    headline: d1,
    source: 'KITTI stereo 2015 development kit, evaluate_scene_flow.cpp, io_disp.h',
    verified: true,
    caution,
  },
  {
    id: 'kitti2012-out',
    title: 'KITTI 2012, Out-All',
    recipe: all,
    headline: outliers,
    source: 'KITTI stereo 2012 development kit, evaluate_stereo.cpp',
    verified: true,
    caution: null,
  },
  {
    id: 'kitti2012-out-noc',
    title: 'KITTI 2012, Out-Noc',
    recipe: visible,
    headline: outliers,
    source: 'KITTI stereo 2012 development kit, evaluate_stereo.cpp',
    verified: true,
    caution: null,
  },
];
