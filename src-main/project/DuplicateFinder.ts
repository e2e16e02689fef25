import { containerPath } from '#domain/datasets/containerPath.ts';
import { prepareOnce } from './openDatabase.ts';
import type { Database } from './openDatabase.ts';
import type { CheckedProblem } from './ProblemStore.ts';

type FoundDuplicate = CheckedProblem & { readonly itemId: number };

interface Copy {
  readonly itemId: number;
  readonly itemName: string;
  readonly path: string;
  readonly role: string;
  readonly leftPath: string;
  readonly leftSha256: string | null;
}

/** So many contents are looked at in one query. */
const pageSize = 200;

/**
 * Files of the same content that should not be: one picture in two items, both pictures of a pair, or one ground truth for
 * different pictures. Only files whose content is known take part. A file that several items refer to is shared by
 * design, and so are copies of one frame's ground truth in the folders of its variants (weather, light): same file
 * name, other folder.
 */
export class DuplicateFinder {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** One after the other, so that nothing grows with the project. */
  *find(): Generator<FoundDuplicate> {
    yield* this.#samePairs();
    for (const copies of this.#copiesOf(['left'])) yield* samePictures(copies);
    for (const copies of this.#copiesOf(['disparity', 'depth'])) yield* sameTruths(copies);
  }

  *#samePairs(): Generator<FoundDuplicate> {
    const select = prepareOnce<
      [number, number],
      { itemId: number; left: string; right: string; sha256: string }
    >(
      this.#database,
      `SELECT l.item_id AS itemId, l.path AS left, r.path AS right, l.sha256
       FROM assets l JOIN assets r ON r.item_id = l.item_id AND r.role = 'right' AND r.sha256 = l.sha256
       WHERE l.role = 'left' AND l.item_id > ? ORDER BY l.item_id LIMIT ?`,
    );
    let page = select.all(0, pageSize);
    while (page.length > 0) {
      for (const { itemId, left, right, sha256 } of page) {
        if (isInContainer(left)) continue;
        const message = `${right}: the right picture has the same content as the left one, ${left}`;
        const fields = {
          file: right,
          kind: 'duplicate-picture',
          role: 'right',
          expected: 'another picture',
          found: left,
        };
        yield { itemId, file: right, severity: 'doubtful', tag: 'BadFile', message, fields, content: sha256 };
      }
      page = select.all(page.at(-1)!.itemId, pageSize);
    }
  }

  /** The files that share a content, content by content. */
  *#copiesOf(roles: readonly string[]): Generator<readonly Copy[]> {
    const list = roles.map((role) => `'${role}'`).join(', ');
    const contents = prepareOnce<[string, number], { sha256: string }>(
      this.#database,
      `SELECT sha256 FROM assets WHERE role IN (${list}) AND sha256 > ? GROUP BY sha256
       HAVING min(path || coalesce(root_id, 0)) <> max(path || coalesce(root_id, 0)) ORDER BY sha256 LIMIT ?`,
    );
    const files = prepareOnce<[string], Copy>(
      this.#database,
      `SELECT a.item_id AS itemId, i.name AS itemName, a.path, a.role, l.path AS leftPath, l.sha256 AS leftSha256
       FROM assets a JOIN items i ON i.id = a.item_id JOIN assets l ON l.item_id = a.item_id AND l.role = 'left'
       WHERE a.role IN (${list}) AND a.sha256 = ? ORDER BY i.sort_key, i.id`,
    );
    let page = contents.all('', pageSize);
    while (page.length > 0) {
      for (const { sha256 } of page) {
        // What lies in a container is named by the container's content.
        yield files.all(sha256).filter(({ path }) => !isInContainer(path));
      }
      page = contents.all(page.at(-1)!.sha256, pageSize);
    }
  }
}

function* samePictures(copies: readonly Copy[]): Generator<FoundDuplicate> {
  const [first, ...others] = copies;
  for (const { itemId, path, leftSha256 } of others) {
    if (path === first!.path) continue;
    const message = `${path}: has the same content as ${first!.path} (item ${first!.itemName})`;
    const fields = {
      file: path,
      kind: 'duplicate-picture',
      role: 'left',
      expected: 'another picture',
      found: first!.path,
    };
    yield { itemId, file: path, severity: 'doubtful', tag: 'BadFile', message, fields, content: leftSha256 };
  }
}

function* sameTruths(copies: readonly Copy[]): Generator<FoundDuplicate> {
  const [first, ...others] = copies;
  for (const { itemId, path, role, leftPath, leftSha256 } of others) {
    const isSameFrame = path === first!.path || nameOf(path) === nameOf(first!.path);
    if (isSameFrame || leftSha256 === first!.leftSha256) continue;
    const message = `${path}: the ground truth of ${leftPath} has the same content as ${first!.path}, that of ${first!.leftPath}`;
    const fields = {
      file: path,
      kind: 'duplicate-truth',
      role,
      expected: 'another ground truth',
      found: first!.path,
    };
    yield { itemId, file: path, severity: 'doubtful', tag: 'BadFile', message, fields, content: null };
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function isInContainer(path: string): boolean {
  return containerPath(path).key !== null;
}
