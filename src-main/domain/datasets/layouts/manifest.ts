import { StudioError } from '../../errors.ts';
import { fileIndexOf, joinPath, splitPath } from '../FileIndex.ts';
import type { CalibrationSource, GroundTruthFile, Layout, LayoutItem, LayoutProblem } from '../Layout.ts';
import { partnerMissing } from '../Layout.ts';
import { parseCsv } from '../parseCsv.ts';
import { parseEncoding } from '../parseEncoding.ts';
import { publishedRig } from '../publishedRig.ts';

const isManifest = (path: string): boolean =>
  /(^|\/)([\w-]+[.-])?manifest\.(csv|tsv|json|jsonl)$/i.test(path);
/** The columns, and other names under which they come. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  left: ['left', 'image', 'rgb', 'color', 'picture'],
  right: ['right'],
  disparity: ['disparity', 'disp'],
  depth: ['depth'],
  name: ['name', 'id'],
  split: ['split'],
  encoding: ['encoding'],
  occlusion: ['occlusion', 'occlusion_mask'],
  calibration: ['calibration', 'calib'],
  focal: ['focal', 'focal_px', 'fx'],
  cx: ['cx'],
  cy: ['cy'],
  baseline: ['baseline', 'baseline_m'],
  width: ['width'],
  height: ['height'],
};

/** A list of the user's own that says which files belong together and what they mean. */
export const manifest: Layout = {
  record: {
    name: 'manifest',
    label: 'Manifest (CSV or JSON)',
    recognisedBy: '`manifest.csv`, `.tsv`, `.json` (a list of objects) or `.jsonl`, also `NAME.manifest.csv`',
    groundTruth: 'columns `disparity`, `depth`; `encoding` by name or spelled out, else proposed from values',
    calibration:
      'column `calibration` (a file), or `focal`, `cx`, `cy`, `baseline` (m) with `width`, `height`',
    masks: 'column `occlusion`; columns `mask:CLASS`',
    splits: 'column `split`',
    source: 'docs/layouts.md',
    unverified: [],
  },
  wantsText: isManifest,
  find: (listing) => {
    const items: LayoutItem[] = [];
    const problems: LayoutProblem[] = [];
    const claimed = new Set<string>();
    for (const path of listing.paths.filter(isManifest)) {
      const text = listing.texts?.get(path);
      if (text === undefined) continue;
      claimed.add(path);
      for (const [number, row] of rowsOf(path, text).entries()) {
        const found = itemOf(row, path, number + 1, fileIndexOf(listing.paths).paths);
        if ('severity' in found) problems.push(found);
        else items.push(found);
      }
    }
    for (const item of items) {
      const { left, right, groundTruth, masks, classMasks } = item;
      for (const path of [left, right, ...[...groundTruth, ...masks, ...classMasks].map((file) => file.path)])
        if (path !== null) claimed.add(path);
    }
    return { items, problems, claimed };
  },
};

type Row = ReadonlyMap<string, string>;

function rowsOf(path: string, text: string): readonly Row[] {
  const { extension } = splitPath(path);
  if (extension === 'csv' || extension === 'tsv') return parseCsv(text, extension === 'tsv' ? '\t' : ',');
  try {
    const lines = extension === 'jsonl' ? text.split('\n').filter((line) => line.trim() !== '') : null;
    const parsed: unknown = lines ? lines.map((line) => JSON.parse(line) as unknown) : JSON.parse(text);
    const list: unknown =
      Array.isArray(parsed) || parsed === null ? parsed : (parsed as { readonly items?: unknown }).items;
    if (!Array.isArray(list)) throw new Error('no list of objects');
    return list.map((row: unknown) => {
      if (typeof row !== 'object' || row === null) throw new Error(`${JSON.stringify(row)} is no object`);
      return new Map(Object.entries(row).map(([key, value]) => [key, value === null ? '' : String(value)]));
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const message = `${path}: the manifest cannot be read: ${detail}`;
    throw new StudioError(
      'BadFile',
      message,
      { file: path, expected: 'a list of objects', found: detail },
      error,
    );
  }
}

function itemOf(
  row: Row,
  file: string,
  line: number,
  known: ReadonlySet<string>,
): LayoutItem | LayoutProblem {
  const { folder } = splitPath(file);
  const cell = (column: string): string | null => {
    const keys = aliases[column] ?? [column];
    for (const [key, value] of row) if (keys.includes(key.trim().toLowerCase()) && value !== '') return value;
    return null;
  };
  const filed = (column: string): string | null => {
    const value = cell(column);
    return value === null ? null : joinPath(folder, value.replace(/^\.\//, '').replaceAll('\\', '/'));
  };
  const left = filed('left');
  if (left === null) return missing(file, line, 'no `left`');
  const paths = [left, ...['right', 'disparity', 'depth', 'occlusion', 'calibration'].map(filed)];
  const gone = paths.find((path) => path !== null && !known.has(path));
  if (gone !== undefined && gone !== null) {
    return partnerMissing('rejected', `${file}, line ${line}`, gone, 'the item is left out');
  }
  const written = cell('encoding');
  const rule: GroundTruthFile['rule'] =
    written === null ? { kind: 'by-values' } : { kind: 'spelled', text: written, reason: `as ${file} says` };
  if (written !== null) parseEncoding(written);
  const occlusion = filed('occlusion');
  return {
    name: cell('name') ?? left.replace(/\.\w+$/, ''),
    left,
    right: filed('right'),
    groundTruth: (['disparity', 'depth'] as const).flatMap((role) => {
      const path = filed(role);
      return path === null ? [] : [{ role, path, rule }];
    }),
    masks: occlusion === null ? [] : [{ role: 'occlusion-mask', path: occlusion }],
    classMasks: [...row].flatMap(([key, value]) =>
      key.startsWith('mask:') && value !== ''
        ? [{ className: key.slice('mask:'.length), path: joinPath(folder, value) }]
        : [],
    ),
    calibration: calibrationOf(cell, filed('calibration')),
    split: cell('split'),
    problems: [],
  };
}

function calibrationOf(
  cell: (column: string) => string | null,
  path: string | null,
): CalibrationSource | null {
  if (path !== null) return { kind: 'file', path, pair: 'colour' };
  const number = (column: string): number => Number(cell(column) ?? NaN);
  const [focal, width, height] = [number('focal'), number('width'), number('height')];
  if (!(focal > 0 && width > 0 && height > 0)) return null;
  const centre = [number('cx'), number('cy')];
  const baseline = number('baseline');
  const rig = publishedRig(
    [width, height],
    [focal, centre[0]! >= 0 ? centre[0]! : (width - 1) / 2, centre[1]! >= 0 ? centre[1]! : (height - 1) / 2],
    baseline > 0 ? baseline : null,
  );
  return { kind: 'published', rig, caveat: null };
}

function missing(file: string, line: number, what: string): LayoutProblem {
  const message = `${file}, line ${line}: ${what}; the item is left out`;
  return {
    file,
    severity: 'rejected',
    tag: 'FileMissing',
    message,
    fields: { file, expected: 'left', found: null },
  };
}
