import { patternLayout } from '../patternLayout.ts';
import type { Listing } from '../Layout.ts';
import type { Captures } from '../pathTemplate.ts';

const drive = '{date:\\d{4}_\\d\\d_\\d\\d}_drive_{drive:\\d{4}}_sync';
const sameDrive = '{date}_drive_{drive}_sync';

/** KITTI raw recordings, with the improved depth maps wherever their tree lies; Eigen's split lists are read. */
export const kittiRaw = patternLayout(
  {
    name: 'kitti-raw',
    label: 'KITTI raw, Eigen split',
    recognisedBy: '`DATE_drive_NNNN_sync/image_02/data/NNNNNNNNNN.png`',
    groundTruth:
      '`…_sync/proj_depth/groundtruth/image_02` in this tree or another: 16-bit PNG, depth m = v/256, 0 = unknown',
    calibration: '`DATE/calib_cam_to_cam.txt`: P_rect_02, P_rect_03, metres',
    masks: 'none',
    splits:
      '`train` and `val` of the depth maps’ tree; a list whose name has `eigen` or ends in `_files.txt` says which frames are of its split',
    source: 'KITTI raw and depth development kits; domain notes §2.4, §6.1',
    unverified: [],
  },
  [
    {
      left: `{**place}${drive}/image_02/data/{frame:\\d{10}}.(png|jpg)`,
      name: `{place}${sameDrive}/{frame}`,
      right: `{place}${sameDrive}/image_03/data/{frame}.(png|jpg)`,
      groundTruth: [
        {
          role: 'depth',
          path: [
            `{place}${sameDrive}/proj_depth/groundtruth/image_02/{frame}.png`,
            `{**tree}${drive}/proj_depth/groundtruth/image_02/{frame:\\d{10}}.png`,
          ],
          encoding: 'kitti-depth',
        },
      ],
      calibration: [
        { kind: 'file', path: ['{place}calib_cam_to_cam.txt', '{place}{date}/calib_cam_to_cam.txt'] },
      ],
      split: splitOfLists,
    },
  ],
  {
    wantsText: (path) => isSplitList(path),
    claims: [/_sync\/(image_0\d|velodyne_points|oxts|proj_depth)\//],
  },
);

function isSplitList(path: string): boolean {
  return /(eigen\w*|_files\w*)\.txt$/i.test(path);
}

function splitOfLists({ date, drive: number, frame }: Captures, { texts }: Listing): string | null {
  return texts ? (splitsIn(texts).get(`${date!}_drive_${number!}_sync ${Number(frame)}`) ?? null) : null;
}

const read = new WeakMap<ReadonlyMap<string, string>, ReadonlyMap<string, string>>();

/** Lines begin `2011_09_26/2011_09_26_drive_0002_sync/image_02/data/0000000069.png` or `…_sync 0000000069 l`. */
function splitsIn(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const known = read.get(texts);
  if (known) return known;
  const line = /(\d{4}_\d\d_\d\d_drive_\d{4}_sync)(?:\/image_02\/data\/(\d+)\.(?:png|jpg)|\s+(\d+)\s+l)/g;
  const found = new Map<string, string>();
  for (const [path, text] of texts) {
    if (!isSplitList(path)) continue;
    const split = /test/i.test(path) ? 'test' : /val/i.test(path) ? 'validation' : 'training';
    for (const [, drive, inPath, inColumn] of text.matchAll(line))
      found.set(`${drive!} ${Number(inPath ?? inColumn)}`, split);
  }
  read.set(texts, found);
  return found;
}
