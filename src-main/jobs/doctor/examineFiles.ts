import { examineItem } from '#domain/doctor/examineItem.ts';
import type { ViewedPicture, ViewedTruth } from '#domain/doctor/ItemView.ts';
import { isStudioError, type StudioError } from '#domain/errors.ts';
import { applyEncoding } from '#domain/rasters/applyEncoding.ts';
import { applyValidMasks } from '#frames/applyValidMasks.ts';
import { loadPicture, loadRawMap, requireSameSize } from '#frames/loadFrame.ts';
import { readOrientation } from '#frames/readOrientation.ts';
import type { FoundProblem } from '#frames/scanDataset.ts';
import type { FileToExamine, ItemToExamine } from './doctorProtocol.ts';

/**
 * Reads an item's files whole and says what is doubtful about them. A file that cannot be read is a problem itself, and
 * the others are examined without it.
 * @throws FileMissing where one has gone since: that is told elsewhere, and the item is examined when it is back.
 */
export async function examineFiles({
  files,
  rig,
  isRectified,
}: ItemToExamine): Promise<readonly FoundProblem[]> {
  const problems: FoundProblem[] = [];
  const attempt = async <Read>(
    file: FileToExamine | undefined,
    read: (file: FileToExamine) => Promise<Read>,
  ) => {
    if (file === undefined) return null;
    try {
      return await read(file);
    } catch (error) {
      if (!isStudioError(error) || error.tag === 'FileMissing') throw error;
      problems.push(unreadable(error, file));
      return null;
    }
  };
  const withRole = (role: FileToExamine['role']) => files.find((file) => file.role === role);
  const left = await attempt(withRole('left'), viewPicture);
  const right = await attempt(withRole('right'), async (file) => {
    const picture = await viewPicture(file);
    if (left) requireSameSize('the right picture', file.path, picture.picture, left.picture);
    return picture;
  });
  const truths: ViewedTruth[] = [];
  for (const role of ['disparity', 'depth'] as const) {
    const truth = await attempt(withRole(role), async (file) => {
      const viewed = await viewTruth(file, role);
      if (left && isRectified) requireSameSize('the ground truth', file.path, viewed.raster, left.picture);
      return viewed;
    });
    if (truth) truths.push(truth);
  }
  if (left === null) return problems;
  return [...problems, ...examineItem({ left, right: isRectified ? right : null, rig, truths })];
}

async function viewPicture({ path, file }: FileToExamine): Promise<ViewedPicture> {
  return { file, picture: await loadPicture(path), orientation: await readOrientation(path) };
}

async function viewTruth(
  { path, file, encoding }: FileToExamine,
  role: ViewedTruth['role'],
): Promise<ViewedTruth> {
  const raw = await loadRawMap(path);
  const raster = await applyValidMasks(applyEncoding(raw, encoding!, { file: path }), path, encoding!);
  const isEightBit = raw.values instanceof Uint8Array || raw.values instanceof Int8Array;
  return { file, role, encoding: encoding!, isEightBit, raster };
}

function unreadable(
  { tag, message, fields }: StudioError,
  { path, file, role }: FileToExamine,
): FoundProblem {
  const told = message.replaceAll(path, file);
  return {
    file,
    severity: 'doubtful',
    tag,
    message: told.startsWith(file) ? told : `${file}: ${told}`,
    fields: { ...fields, file, role },
  };
}
