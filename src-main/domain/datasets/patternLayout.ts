import type { StereoRig } from '../camera/StereoRig.ts';
import type { AssetRole } from '../records.ts';
import { fileIndexOf, splitPath, type FileIndex } from './FileIndex.ts';
import { partnerMissing } from './Layout.ts';
import type {
  CalibrationSource,
  CameraSyntax,
  GroundTruthFile,
  Layout,
  LayoutItem,
  LayoutProblem,
  LayoutRecord,
  Listing,
} from './Layout.ts';
import { PartnerPaths } from './PartnerPaths.ts';
import { pathTemplate, type Captures, type PathTemplate } from './pathTemplate.ts';
import { splitOfFolders } from './splitOfFolders.ts';

/** Templates in order of preference; see pathTemplate.ts. The first that names a file of the listing counts. */
type Paths = string | readonly string[];

/** A dataset's folder form, as templates. Tokens of `left` are known in all others; new ones may stand for anything. */
export interface Pattern {
  readonly left: string;
  /** Only pictures with such a file are of this form. */
  readonly beside?: Paths;
  /** The item's name. */
  readonly name: string;
  readonly right?: Paths;
  /** Whether a picture without its right one is left out, or used alone. */
  readonly isPair?: boolean;
  readonly groundTruth?: readonly {
    readonly role: GroundTruthFile['role'];
    readonly path: Paths;
    /** Its encoding by name; absent = proposed by values. */
    readonly encoding?: string;
  }[];
  readonly masks?: readonly { readonly role: AssetRole; readonly path: Paths }[];
  readonly classMasks?: readonly {
    readonly className: string;
    readonly path: Paths;
    readonly values?: readonly number[];
  }[];
  readonly calibration?: readonly PatternCalibration[];
  /** Of these, what one item at least must have for the folder to be of this form. */
  readonly requires?: readonly ('right' | 'groundTruth')[];
  /** Else told by a folder called `train`, `val`, `test` or the like. */
  readonly split?: (captures: Captures, listing: Listing) => string | null;
}

type PatternCalibration =
  | { readonly kind: 'file'; readonly path: Paths; readonly pair?: 'grey' | 'colour' }
  | { readonly kind: 'published'; readonly rig: StereoRig; readonly caveat?: string }
  | {
      readonly kind: 'camera';
      readonly path: Paths;
      readonly syntax: CameraSyntax;
      /** The token that numbers the frame. */
      readonly frame?: string;
      /** Number of the dataset's first frame; default 0. */
      readonly firstFrame?: number;
      readonly camera?: number;
      readonly baselineM?: number;
    };

interface PatternLayoutOptions {
  /** Other files below `{**place}` that belong to the dataset and are no items of it: what a whole path must match. */
  readonly claims?: readonly RegExp[];
  readonly wantsText?: Layout['wantsText'];
}

/**
 * A layout that templates describe: each file that matches a `left` template is an item, and its partners are the files
 * that the other templates name. Of several pictures that would be items of one name, the first pattern's is taken.
 */
export function patternLayout(
  record: LayoutRecord,
  patterns: readonly Pattern[],
  { claims = [], wantsText }: PatternLayoutOptions = {},
): Layout {
  const compiled = patterns.map((pattern) => ({ pattern, left: pathTemplate(pattern.left) }));
  return {
    record,
    ...(wantsText && { wantsText }),
    find: (listing) => {
      const items: LayoutItem[] = [];
      const problems: LayoutProblem[] = [];
      const claimed = new Set<string>();
      const places = new Set<string>();
      for (const { pattern, left } of compiled) {
        const matching = listing.paths.flatMap((path) => {
          const captures = claimed.has(path) ? null : left.match(path);
          return captures ? [{ path, captures }] : [];
        });
        if (matching.length === 0) continue;
        const reader = new PatternReader(record.label, pattern, listing);
        const found = matching.filter(({ captures }) => reader.isOfThisForm(captures));
        const read = found.map(({ path, captures }) => reader.item(path, captures));
        if (!read.some((item) => (pattern.requires ?? []).every((what) => has(item, what)))) continue;
        for (const { captures } of found) places.add(captures.place ?? '');
        const earlier = new Set(items.map(({ name }) => name));
        const isNew = (item: LayoutItem | LayoutProblem) => 'severity' in item || !earlier.has(item.name);
        for (const item of read.filter(isNew)) collect(item, items, problems, claimed);
      }
      for (const path of claims.length === 0 ? [] : listing.paths) {
        const isHere = places.has('') || [...places].some((place) => path.startsWith(place));
        if (isHere && claims.some((form) => form.test(path))) claimed.add(path);
      }
      return { items, problems, claimed };
    },
  };
}

function has(item: LayoutItem | LayoutProblem, what: 'right' | 'groundTruth'): boolean {
  if ('severity' in item) return false;
  return what === 'right' ? item.right !== null : item.groundTruth.length > 0;
}

function collect(
  item: LayoutItem | LayoutProblem,
  items: LayoutItem[],
  problems: LayoutProblem[],
  claimed: Set<string>,
): void {
  if ('severity' in item) {
    problems.push(item);
    claimed.add(item.file);
    return;
  }
  items.push(item);
  const { left, right, groundTruth, masks, classMasks } = item;
  for (const path of [left, right, ...[...groundTruth, ...masks, ...classMasks].map((file) => file.path)]) {
    if (path !== null) claimed.add(path);
  }
}

/** Finds the partners of the pictures of one pattern. */
class PatternReader {
  readonly #label: string;
  readonly #pattern: Pattern;
  readonly #name: PathTemplate;
  readonly #listing: Listing;
  readonly #index: FileIndex;
  readonly #partners: PartnerPaths;

  constructor(label: string, pattern: Pattern, listing: Listing) {
    this.#label = label;
    this.#pattern = pattern;
    this.#name = pathTemplate(pattern.name);
    this.#listing = listing;
    this.#index = fileIndexOf(listing.paths);
    this.#partners = new PartnerPaths(listing.paths, pathTemplate(pattern.left).tokens);
  }

  isOfThisForm(captures: Captures): boolean {
    const { beside } = this.#pattern;
    return beside === undefined || this.#find(beside, captures) !== null;
  }

  item(left: string, captures: Captures): LayoutItem | LayoutProblem {
    const { isPair = false, masks = [], classMasks = [] } = this.#pattern;
    const right = this.#pattern.right === undefined ? null : this.#find(this.#pattern.right, captures);
    if (right === null && isPair) {
      const expected = this.#partners.expected(this.#pattern.right!, captures);
      return partnerMissing('rejected', left, expected, 'the pair is left out');
    }
    const groundTruth = this.#groundTruth(captures);
    const truthPaths = new Set(groundTruth.map(({ path }) => path));
    const found = <T extends { readonly path: Paths }>(each: T): (Omit<T, 'path'> & { path: string })[] => {
      const path = this.#find(each.path, captures);
      return path === null || truthPaths.has(path) ? [] : [{ ...each, path }];
    };
    return {
      name: this.#name.fill(captures)[0]!.replace(/\/$/, '') || this.#listing.rootName,
      left,
      right,
      groundTruth,
      masks: masks.flatMap(found),
      classMasks: classMasks.flatMap(found),
      calibration: this.#calibration(captures),
      split:
        this.#pattern.split?.(captures, this.#listing) ??
        splitOfFolders(left) ??
        splitOfFolders(groundTruth[0]?.path ?? ''),
      problems: this.#missingTruth(left, groundTruth, captures),
    };
  }

  #groundTruth(captures: Captures): GroundTruthFile[] {
    return (this.#pattern.groundTruth ?? []).flatMap(({ role, path: wanted, encoding }) => {
      const path = this.#find(wanted, captures);
      if (path === null) return [];
      const reason = `${this.#label} keeps its ${role} so`;
      return [
        { role, path, rule: encoding ? { kind: 'named', name: encoding, reason } : { kind: 'by-values' } },
      ];
    });
  }

  /** Told where the folder that would hold it is there: the test pictures of a dataset have none. */
  #missingTruth(
    left: string,
    found: readonly GroundTruthFile[],
    captures: Captures,
  ): readonly LayoutProblem[] {
    if (found.length > 0) return [];
    const expected = (this.#pattern.groundTruth ?? []).map(({ path }) =>
      this.#partners.expected(path, captures),
    );
    const missing = expected.find(
      (path) =>
        this.#index.folders.has(splitPath(path).folder) && splitPath(path).folder !== splitPath(left).folder,
    );
    return missing === undefined
      ? []
      : [partnerMissing('doubtful', left, missing, 'the item has no ground truth')];
  }

  #calibration(captures: Captures): CalibrationSource | null {
    for (const source of this.#pattern.calibration ?? []) {
      if (source.kind === 'published') return { ...source, caveat: source.caveat ?? null };
      const path = this.#find(source.path, captures);
      if (path === null) continue;
      if (source.kind === 'file') return { kind: 'file', path, pair: source.pair ?? 'colour' };
      const { syntax, frame, firstFrame = 0, camera, baselineM = null } = source;
      return {
        kind: 'camera',
        path,
        syntax,
        baselineM,
        ...(frame !== undefined && { frame: Number(captures[frame]) - firstFrame }),
        ...(camera !== undefined && { camera }),
      };
    }
    return null;
  }

  #find(wanted: Paths, captures: Captures): string | null {
    return this.#partners.find(wanted, captures, this.#index);
  }
}
