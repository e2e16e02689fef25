import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { colmapText } from '#formats/colmapText.ts';
import { isOpenCvStorage } from '#formats/openCvStorage.ts';
import type { CalibrationFile } from '#formats/calibrationText.ts';
import { readBytes } from './readBytes.ts';

/** Words of file names that come in twos, first the one that is read first. */
const partners = [
  ['intrinsics', 'extrinsics'],
  ['intrinsic', 'extrinsic'],
  ['left', 'right'],
  ['cameras', 'images'],
] as const;

/**
 * The texts of calibration files. OpenCV, ROS and COLMAP often need two; where one is named, the other is looked for in its
 * folder by name, and the two come in the order that they are read in.
 * @throws FileMissing
 */
export async function calibrationFiles(paths: readonly string[]): Promise<readonly CalibrationFile[]> {
  const files = await Promise.all(paths.map(readText));
  const [only] = files;
  const isColmap = isColmapFile(only!);
  if (files.length !== 1 || !(isColmap || isOpenCvStorage(only!.text))) return files;
  for (const [first, second] of partners) {
    for (const [has, wants] of [
      [first, second],
      [second, first],
    ] as const) {
      // prettier-ignore
      const name = basename(only!.file).replace(has, wants);
      const path = join(dirname(only!.file), name);
      if (name === basename(only!.file) || !(await exists(path))) continue;
      const other = await readText(path);
      if (isColmap ? isColmapFile(other) : isOpenCvStorage(other.text))
        return has === first ? [only!, other] : [other, only!];
    }
  }
  return files;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** COLMAP prescribes its files' names. */
function isColmapFile({ file }: CalibrationFile): boolean {
  return /(^|[/\\])(cameras|images)\.(txt|bin)$/.test(file);
}

async function readText(file: string): Promise<CalibrationFile> {
  const bytes = await readBytes(file);
  return { file, text: file.endsWith('.bin') ? colmapText(bytes, file) : new TextDecoder().decode(bytes) };
}
