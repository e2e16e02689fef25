import { StudioError } from '../errors.ts';
import { mapExtensions, pictureExtensions, splitPath } from './FileIndex.ts';
import { fallbackLayout, knownLayouts, layoutNames } from './knownLayouts.ts';
import type {
  AnnotationSource,
  Layout,
  LayoutFinding,
  LayoutItem,
  LayoutProblem,
  Listing,
} from './Layout.ts';

/** An item, and which layout found it. */
export type RecognisedItem = LayoutItem & { readonly layout: string };

export interface RecognisedLayout {
  /** A layout's name, or `mixed` where the folder holds items of several. */
  readonly layout: string;
  /** For people: what was found. */
  readonly reason: string;
  /** By name. */
  readonly items: readonly RecognisedItem[];
  /** Incomplete items, and folders whose pictures and maps no layout accounts for. */
  readonly problems: readonly LayoutProblem[];
  /** Annotation files that belong to the dataset. */
  readonly annotations: readonly AnnotationSource[];
}

/**
 * Recognises what dataset a folder holds, by its file names and by the small texts that layouts ask for.
 * @param wanted  `auto`, or the name of the only layout to look for.
 * @throws InvalidOption for an unknown name; LayoutUnknown where no item is found; BadFile for a damaged manifest.
 */
export function recogniseLayout(listing: Listing, wanted: string): RecognisedLayout {
  requireLayoutName(wanted);
  let left = listing.paths;
  const findings: NamedFinding[] = [];
  const look = ({ record, find }: Layout): void => {
    if (wanted !== 'auto' && wanted !== record.name) return;
    const finding = find({ ...listing, paths: left });
    if (finding.items.length + finding.problems.length === 0) return;
    findings.push({ ...finding, layout: record.name });
    left = left.filter((path) => !finding.claimed.has(path));
  };
  knownLayouts.forEach(look);
  if (!findings.some(({ items, problems }) => items.length + problems.length > 0)) look(fallbackLayout);
  const items = withUniqueNames(
    findings.flatMap(({ layout, items }) => items.map((item) => ({ ...item, layout }))),
  );
  if (items.length === 0) throw nothingFound(listing, wanted, findings);
  const found = findings.filter((finding) => finding.items.length > 0);
  return {
    layout: found.length === 1 ? found[0]!.layout : 'mixed',
    reason: found.map(({ layout, items }) => `${items.length} of ${layout}`).join(', '),
    items,
    problems: [...findings.flatMap((finding) => finding.problems), ...unclaimedFolders(left)],
    annotations: findings.flatMap((finding) => finding.annotations ?? []),
  };
}

type NamedFinding = LayoutFinding & { readonly layout: string };

function requireLayoutName(wanted: string): void {
  if (wanted === 'auto' || layoutNames.includes(wanted)) return;
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

function withUniqueNames(items: readonly RecognisedItem[]): readonly RecognisedItem[] {
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
