import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { scaleRig } from '#domain/camera/scaleRig.ts';
import { parseEncoding } from '#domain/datasets/parseEncoding.ts';
import type { ListedProblem } from '#domain/doctor/ListedProblem.ts';
import { remediesFor } from '#domain/doctor/remediesFor.ts';
import { remedyKey, type Correction, type Decision, type Remedy } from '#domain/doctor/Remedy.ts';
import { isStudioError, StudioError } from '#domain/errors.ts';
import { splitMapPath } from '#formats/mapFormats.ts';
import { loadCalibration } from '#frames/loadCalibration.ts';
import { loadGroundTruth, requireSameSize } from '#frames/loadFrame.ts';
import type { Project } from '#project/Project.ts';

/** What applying a remedy did. */
export interface AppliedRemedy {
  /** Problems that are settled by it. */
  readonly settled: number;
  /** Items that are different now. */
  readonly itemIds: readonly number[];
  /** Of those that are alike, why some could not be mended. */
  readonly refused: readonly { readonly file: string; readonly message: string }[];
  /** So many of the kind were not looked at: one step takes no more. */
  readonly left: number;
}

/** One undoable step is hardly larger. */
const mostAtOnce = 10_000;
const pageSize = 500;

/**
 * Does what a remedy says, for one problem or for all open ones that are alike and offer the same: one undoable step.
 * What is read from files (a calibration, a map that was rejected) is read and checked before anything is changed.
 *
 * @param key  of the remedy, see remedyKey.
 * @throws NotFound (problem), BadRequest (no such remedy), and for one problem alone why it cannot be mended.
 */
export async function applyRemedy(
  project: Project,
  request: { readonly problemId: number; readonly key: string; readonly alike: boolean },
  signal?: AbortSignal,
): Promise<AppliedRemedy> {
  const { key, alike } = request;
  const problem = project.problems.get(request.problemId);
  requireOffered(problem, key);
  const { taken, left } = alike ? openAndAlike(project, problem, key) : { taken: [problem], left: 0 };
  const added: Decision[] = [];
  const refused: { file: string; message: string }[] = [];
  for (const each of taken) {
    signal?.throwIfAborted();
    try {
      const correction = await correctionOf(project, each, offered(each, key)!);
      const content = correction.kind === 'keep' ? project.problems.contentOf(each.id) : null;
      added.push({ itemId: each.itemId, file: each.file, problem: each.kind, correction, content });
    } catch (error) {
      if (!isStudioError(error) || !alike) throw error;
      refused.push({ file: each.file, message: error.message });
    }
  }
  const distinct = [...new Map(added.map((each) => [`${each.itemId} ${each.file}`, each])).values()];
  const removed = distinct.flatMap((decision) => project.decisions.about(decision) ?? []);
  if (distinct.length > 0) project.annotations.applyDecisions({ added: distinct, removed });
  return { settled: added.length, itemIds: correctedItems(distinct), refused, left };
}

function offered(problem: ListedProblem, key: string): Remedy | undefined {
  return remediesFor(problem).find((remedy) => remedyKey(remedy) === key);
}

function requireOffered(problem: ListedProblem, key: string): void {
  if (offered(problem, key)) return;
  const expected = remediesFor(problem).map(remedyKey).join(', ');
  throw new StudioError('BadRequest', `${problem.file}: ${key} is no remedy; there are ${expected}`, {
    file: problem.file,
    expected,
    found: key,
  });
}

function openAndAlike(project: Project, { kind }: ListedProblem, key: string) {
  const taken: ListedProblem[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const query = { kind, state: 'open', text: '', offset, limit: pageSize } as const;
    const { rows, total } = project.problems.page(query);
    taken.push(...rows.filter((problem) => offered(problem, key) !== undefined));
    if (taken.length >= mostAtOnce) return { taken, left: Math.max(0, total - offset - rows.length) };
    if (rows.length < pageSize) return { taken, left: 0 };
  }
}

async function correctionOf(project: Project, problem: ListedProblem, remedy: Remedy): Promise<Correction> {
  if (remedy.kind === 'scale-calibration') return scaledRig(project, problem);
  if (remedy.kind !== 'encode' || problem.severity !== 'rejected') return remedy;
  return { ...remedy, adds: await rejectedTruth(project, problem, remedy.encoding) };
}

/** A ground truth that import rejected is read under the new encoding before it is taken. */
async function rejectedTruth(project: Project, { itemId, file }: ListedProblem, text: string) {
  const item = project.items.get(itemId!);
  const path = placeOf(project, itemId!, file);
  const raster = await loadGroundTruth(path, parseEncoding(text));
  requireSameSize('the ground truth', file, raster, item);
  return { path: file, sizeBytes: (await stat(splitMapPath(path).path)).size };
}

async function scaledRig(project: Project, { itemId, file, fields }: ListedProblem): Promise<Correction> {
  const item = project.items.get(itemId!);
  const [width = 0, height = 0] = String(fields.expected).split('×').map(Number);
  const path = placeOf(project, itemId!, file);
  const { rig, cameras } = await loadCalibration([path], { width, height });
  if (cameras !== null) {
    throw new StudioError('Unsupported', `${file}: cameras that rectify a pair are not scaled`, {
      file,
      expected: 'the calibration of a rectified pair',
      found: 'two cameras with distortion or rotation',
    });
  }
  return { kind: 'rig', rig: scaleRig(rig, item.width, item.height) };
}

/** Absolute path of a file that import named by its path below the item's folder of the project. */
function placeOf(project: Project, itemId: number, file: string): string {
  const rootId = project.items.rootIdOf(itemId);
  const root = rootId === null ? '.' : project.roots.get(rootId).path;
  const path = resolve(project.folder, root, file);
  project.requireReadable(path);
  return path;
}

/** The items that these decisions correct, each once. */
export function correctedItems(decisions: readonly Decision[]): readonly number[] {
  const changed = decisions.filter(({ correction }) => correction.kind !== 'keep');
  return [...new Set(changed.flatMap(({ itemId }) => itemId ?? []))];
}
