import type { SampleStatistics } from './sampleStatistics.ts';

/** A name or folder that tells a known source of maps. */
export interface EncodingHint {
  /** Against the path in lower case, with a slash in front. */
  readonly pattern: RegExp;
  readonly types: readonly SampleStatistics['type'][];
  readonly encoding: string;
  readonly reason: string;
}

/** The first that fits counts. Source: domain.md §6.1, §6.2. */
export const encodingHints: readonly EncodingHint[] = [
  {
    pattern: /\/disparities\/|sintel.*disp/,
    types: ['rgb'],
    encoding: 'sintel-disparity',
    reason: 'an RGB picture of disparity in Sintel’s folder',
  },
  {
    pattern: /carla.*depth/,
    types: ['rgb'],
    encoding: 'carla-depth',
    reason: 'the path says CARLA, which keeps depth in the colours',
  },
  {
    pattern: /foundation[-_]?stereo.*disp/,
    types: ['rgb'],
    encoding: 'foundation-stereo',
    reason: 'the path says FoundationStereo, which keeps disparity in the colours',
  },
  {
    pattern: /[/_-]sun[_-]?(rgbd|3d)?[/_-].*depth/,
    types: ['16-bit'],
    encoding: 'sun-rgbd',
    reason: 'the path says SUN RGB-D, whose 16 bits are rotated by 3',
  },
  {
    pattern: /[/_-]nyu\w*[/_-].*depth[^/]*\.pgm$/,
    types: ['16-bit'],
    encoding: 'nyu-raw-kinect',
    reason: 'the PGMs of NYU’s raw recordings hold the Kinect’s disparity with swapped bytes',
  },
  {
    pattern: /[/_-]redwood[/_-]/,
    types: ['16-bit'],
    encoding: 'millimetres',
    reason: 'the path says Redwood, which keeps millimetres',
  },
  {
    pattern: /[/_-](7|seven)[-_]?scenes[/_-]|\/frame-\d{6}\.depth\.png$/,
    types: ['16-bit'],
    encoding: 'seven-scenes',
    reason: 'the path says 7-Scenes, which keeps millimetres and marks unknown with 65535',
  },
  {
    pattern: /in-?stereo2k/,
    types: ['16-bit'],
    encoding: 'instereo2k',
    reason: 'the path says InStereo2K, which keeps pixels · 100',
  },
  {
    pattern: /crestereo|_left\.disp\.png$/,
    types: ['16-bit'],
    encoding: 'crestereo',
    reason: 'CREStereo names its disparity so and keeps pixels · 32',
  },
  {
    pattern: /[/_-]replica[/_-]/,
    types: ['16-bit'],
    encoding: 'replica',
    reason: 'the path says Replica, whose renderings keep metres · 6553.5',
  },
  {
    pattern: /\.dsp5$/,
    types: ['float'],
    encoding: 'spring',
    reason: 'Spring’s .dsp5 holds disparity at twice the pictures’ size',
  },
  {
    pattern: /tartan-?air/,
    types: ['float'],
    encoding: 'tartanair',
    reason: 'the path says TartanAir, whose sky lies at 10 000 m',
  },
  {
    pattern: /\/disp_(occ|noc)(_\d)?\//,
    types: ['16-bit'],
    encoding: 'kitti-disparity',
    reason: 'KITTI keeps disparity in folders of this name',
  },
  {
    pattern: /\/(proj_depth|data_depth_annotated|depth_selection)\/|[/_-]kitti[/_-].*depth/,
    types: ['16-bit'],
    encoding: 'kitti-depth',
    reason: 'the path says depth of KITTI, which is metres · 256',
  },
  {
    pattern: /\/[a-z-]+_\d{6}_\d{6}_disparity\.png$/,
    types: ['16-bit'],
    encoding: 'cityscapes-disparity',
    reason: 'Cityscapes names its disparity so',
  },
  {
    pattern: /\/sync_depth_\d+\.png$|[/_-](nyu|scannet)\w*[/_-]/,
    types: ['16-bit'],
    encoding: 'nyu',
    reason: 'the path says NYU or ScanNet, which keep millimetres',
  },
  {
    pattern: /[/_-](tum|bonn|rgbd_dataset_freiburg\d?)[/_-]/,
    types: ['16-bit'],
    encoding: 'tum',
    reason: 'the path says TUM RGB-D, which keeps metres · 5000',
  },
  {
    pattern: /[/_-]vkitti\w*[/_-].*depth/,
    types: ['16-bit'],
    encoding: 'vkitti2',
    reason: 'the path says Virtual KITTI, which keeps centimetres',
  },
  {
    pattern: /[/_-]hypersim[/_-]|depth_meters/,
    types: ['float'],
    encoding: 'hypersim',
    reason: 'the path says Hypersim, which keeps distance along the ray',
  },
  {
    pattern: /(relative|inverse|inv)[-_]?depth|midas|depth[-_]?anything/,
    types: ['float'],
    encoding: 'relative-inverse-depth',
    reason: 'the path names relative inverse depth or a network that gives it',
  },
];
