import { joinPath, splitPath } from '../FileIndex.ts';
import type { Layout } from '../Layout.ts';

/** iBims-1's core files: a MATLAB file per scene. */
export const ibimsMat: Layout = {
  record: {
    name: 'ibims-mat',
    label: 'iBims-1, .mat',
    recognisedBy: '`ibims1_core_mat/NAME.mat`',
    groundTruth:
      '`data.depth`: metres; 0 = unknown, and where `data.mask_invalid` or `data.mask_transp` is 0',
    calibration: '`data.calib`: K, transposed (cx is its third row’s first number)',
    masks:
      '`data.mask_transp` = 0: class transparent; `data.mask_wall`, `mask_table`, `mask_floor` ≠ 0: classes wall, table, floor',
    splits: 'none',
    source: 'iBims evaluation script; domain notes §6.2',
    unverified: [],
  },
  find: ({ paths, rootName }) => {
    const found = paths.filter((path) => /(^|\/)ibims[\w-]*\/[^/]+\.mat$/.test(`${rootName}/${path}`));
    return {
      items: found.map((path) => {
        const { folder, stem } = splitPath(path);
        return {
          name: joinPath(folder, stem),
          left: `${path}:data.rgb`,
          right: null,
          groundTruth: [
            {
              role: 'depth',
              path: `${path}:data.depth`,
              rule: {
                kind: 'named',
                name: 'ibims-mat',
                reason: 'iBims-1 keeps metres and masks in one file',
              },
            },
          ],
          masks: [],
          classMasks: [
            { className: 'transparent', path: `${path}:data.mask_transp`, values: [0] },
            ...['wall', 'table', 'floor'].map((className) => ({
              className,
              path: `${path}:data.mask_${className}`,
            })),
          ],
          calibration: { kind: 'camera', syntax: 'ibims', path: `${path}:data.calib`, baselineM: null },
          problems: [],
        };
      }),
      problems: [],
      claimed: new Set(found),
    };
  },
};
