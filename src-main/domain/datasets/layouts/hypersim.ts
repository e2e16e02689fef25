import { patternLayout } from '../patternLayout.ts';
import { publishedRig } from '../publishedRig.ts';

const shot = '{**place}{volume:ai_\\d{3}_\\d{3}}/images/scene_{camera:cam_\\d\\d}';

/** Hypersim; its depth is the distance along the ray. */
export const hypersim = patternLayout(
  {
    name: 'hypersim',
    label: 'Hypersim',
    recognisedBy: '`ai_VVV_NNN/images/scene_cam_NN_final_preview/frame.NNNN.color.jpg` (or `.tonemap.jpg`)',
    groundTruth:
      '`scene_cam_NN_geometry_hdf5/frame.NNNN.depth_meters.hdf5`: distance along the ray, metres, made planar depth; NaN = unknown',
    calibration: 'published: horizontal field of view 60°, f 886.81 px at 1024×768',
    masks: 'none',
    splits: 'none in the tree (a table of its own, not read)',
    source: 'github.com/apple/ml-hypersim; domain notes §1.3, §6.2',
    unverified: ['some scenes have tilt-shift cameras, which this camera is not'],
  },
  [
    {
      left: `${shot}_final_preview/frame.{frame:\\d{4}}.(color.jpg|tonemap.jpg)`,
      name: '{place}{volume}/{camera}/{frame}',
      groundTruth: [
        {
          role: 'depth',
          path: '{place}{volume}/images/scene_{camera}_geometry_hdf5/frame.{frame}.depth_meters.hdf5',
          encoding: 'hypersim',
        },
      ],
      calibration: [
        { kind: 'published', rig: publishedRig([1024, 768], [512 / Math.tan(Math.PI / 6), 511.5, 383.5]) },
      ],
    },
  ],
  { claims: [/ai_\d{3}_\d{3}\/(images|_detail)\//] },
);
