/** Names of calibrations that hold for a whole folder; of those in two files, the one that is read first. */
export const calibrationNames: readonly string[] = [
  'calib.txt',
  'calib_cam_to_cam.txt',
  ...['intrinsics', 'calib', 'calibration', 'stereo'].flatMap((name) =>
    ['yml', 'yaml', 'xml'].map((extension) => `${name}.${extension}`),
  ),
  'left.yaml',
  'left.yml',
];
