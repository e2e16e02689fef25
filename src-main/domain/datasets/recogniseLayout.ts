import { StudioError } from '../errors.ts';
import { mapExtensions, pictureExtensions, splitPath } from './FileIndex.ts';
import { layoutNames } from './Layout.ts';
import type { LayoutFinding, LayoutItem, LayoutName, LayoutProblem, Listing } from './Layout.ts';
import { findKitti } from './layouts/kitti.ts';
import { findMiddlebury } from './layouts/middlebury.ts';
import { findNamedPairs } from './layouts/namedPairs.ts';
import { findParallelFolders } from './layouts/parallelFolders.ts';
import { findSceneFlow } from './layouts/sceneFlow.ts';

export interface RecognisedLayout {
  /** A layout's name, or `mixed` where the folder holds items of several. */
  readonly layout: string;
  /** For people: what was found. */
  readonly reason: string;
  /** By name. */
  readonly items: readonly LayoutItem[];
  /** Incomplete items, and folders whose pictures and maps no layout accounts for. */
  readonly problems: readonly LayoutProblem[];
}

/** From the most particular to the most general; each sees only the files that those before it left. */
const finders: readonly ((listing: Listing) => readonly LayoutFinding[])[] = [
  findKitti,
  (listing) => [findSceneFlow(listing)],
  (listing) => [findMiddlebury(listing)],
  (listing) => [findParallelFolders(listing)],
  (listing) => [findNamedPairs(listing)],
];

/**
 * Recognises what dataset a folder holds, by its file names alone.
 * @param wanted  `auto`, or the name of the only layout to look for.
 * @throws InvalidOption for an unknown name; LayoutUnknown where no item is found.
 */
export function recogniseLayout(listing: Listing, wanted: string): RecognisedLayout {
  requireLayoutName(wanted);
  let left = listing.paths;
  const findings: LayoutFinding[] = [];
  for (const find of finders) {
    for (const finding of find({ ...listing, paths: left })) {
      if (wanted !== 'auto' && wanted !== finding.layout) continue;
      if (finding.items.length + finding.problems.length === 0) continue;
      findings.push(finding);
      left = left.filter((path) => !finding.claimed.has(path));
    }
  }
  const items = withUniqueNames(findings.flatMap((finding) => finding.items));
  if (items.length === 0) throw nothingFound(listing, wanted, findings);
  const found = findings.filter((finding) => finding.items.length > 0);
  return {
    layout: found.length === 1 ? found[0]!.layout : 'mixed',
    reason: found.map(({ layout, items }) => `${items.length} of ${layout}`).join(', '),
    items,
    problems: [...findings.flatMap((finding) => finding.problems), ...unclaimedFolders(left)],
  };
}

function requireLayoutName(wanted: string): asserts wanted is LayoutName | 'auto' {
  if (wanted === 'auto' || (layoutNames as readonly string[]).includes(wanted)) return;
  throw new StudioError(
    'InvalidOption',
    `no layout is named ${wanted}; there are auto, ${layoutNames.join(', ')}`,
    {
      option: 'layout',
      expected: ['auto', ...layoutNames].join(', '),
      found: wanted,
    },
  );
}

function nothingFound(
  { rootName, paths }: Listing,
  wanted: string,
  findings: readonly LayoutFinding[],
): StudioError {
  const [problem] = findings.flatMap((finding) => finding.problems);
  const looked = wanted === 'auto' ? layoutNames.join(', ') : wanted;
  const detail = problem ? `: ${problem.message}` : '';
  return new StudioError(
    'LayoutUnknown',
    `${rootName}: no item found in ${paths.length} files (${looked})${detail}`,
    {
      file: rootName,
      expected: looked,
      found: `${paths.length} files`,
    },
  );
}

function withUniqueNames(items: readonly LayoutItem[]): readonly LayoutItem[] {
  const counts = new Map<string, number>();
  for (const { name } of items) counts.set(name, (counts.get(name) ?? 0) + 1);
  return items
    .map((item) => (counts.get(item.name) === 1 ? item : { ...item, name: item.left }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Pictures and maps that belong to no item, told once per folder. */
function unclaimedFolders(paths: readonly string[]): readonly LayoutProblem[] {
  const readable: readonly string[] = [...pictureExtensions, ...mapExtensions];
  const counts = new Map<string, number>();
  for (const path of paths) {
    const { folder, extension } = splitPath(path);
    if (readable.includes(extension)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].map(([folder, count]) => {
    const file = folder === '' ? '.' : folder;
    const what = count === 1 ? '1 picture or map belongs' : `${count} pictures and maps belong`;
    return {
      file,
      severity: 'rejected',
      tag: 'LayoutUnknown',
      message: `${file}: ${what} to no item and were left out`,
      fields: { file, found: count },
    };
  });
}
