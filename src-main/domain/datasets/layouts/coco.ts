import { pictureExtensions, splitPath } from '../FileIndex.ts';
import type { Layout } from '../Layout.ts';
import { splitOfFolders } from '../splitOfFolders.ts';

const isJson = (path: string): boolean =>
  /(^|\/)(annotations\/[^/]+|annotations|instances\w*|[\w-]*coco[\w-]*|[\w-]*polygons[\w-]*)\.json$/i.test(
    path,
  );
const pictures: readonly string[] = pictureExtensions;

/** Pictures with a COCO file. */
export const coco: Layout = {
  record: {
    name: 'coco',
    label: 'COCO pictures',
    recognisedBy: 'a JSON file of COCO’s form (`images`, `annotations`, `categories`) beside pictures',
    groundTruth: 'none',
    calibration: 'none',
    masks: 'the file’s categories, taken over as annotations at import (files up to 200 MB)',
    splits: 'folders such as `train2017`, `val2017`',
    source: 'cocodataset.org; domain notes §8.3',
    unverified: [],
  },
  wantsHead: isJson,
  find: ({ paths, texts }) => {
    const files = paths.filter((path) => isJson(path) && isCoco(texts?.get(path) ?? ''));
    if (files.length === 0) return { items: [], problems: [], claimed: new Set() };
    const folders = files.map((path) => splitPath(path).folder.replace(/(^|\/)annotations$/, ''));
    const found = paths.filter(
      (path) =>
        pictures.includes(splitPath(path).extension) &&
        folders.some((folder) => folder === '' || path.startsWith(`${folder}/`)),
    );
    return {
      items: found.map((path) => ({
        name: path.replace(/\.\w+$/, ''),
        left: path,
        right: null,
        groundTruth: [],
        masks: [],
        classMasks: [],
        calibration: null,
        split: splitOfFolders(path),
        problems: [],
      })),
      problems: [],
      annotations: files.map((path) => ({ path, format: 'coco' })),
      claimed: new Set([...files, ...found]),
    };
  },
};

/** Only the head of the file is seen. */
function isCoco(head: string): boolean {
  return /^\s*\{/.test(head) && /"(images|annotations|categories|info|licenses)"\s*:/.test(head);
}
