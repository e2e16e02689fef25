import { unzipSync } from 'fflate';
import { join } from 'node:path';
import { fixtureBytes, fixtureJson } from './fixture.ts';
import { folderWith } from './folderWith.ts';

/** What fixtures/layouts/generate.py put into a tree. */
interface LayoutTree {
  readonly layout: string;
  /** The folder's name. */
  readonly root: string;
  readonly items: readonly TreeItem[];
  readonly annotations: readonly (readonly [path: string, format: string])[];
}

interface TreeItem {
  readonly name: string;
  readonly left: string;
  readonly right: string | null;
  readonly truths: readonly {
    readonly role: 'disparity' | 'depth';
    readonly encoding: string;
    /** At `comparedPixel`, in the quantity's unit. */
    readonly value: number;
    /** A pixel without a value. */
    readonly hole: readonly [x: number, y: number] | null;
  }[];
  readonly masks: readonly (readonly [role: string, path: string])[];
  readonly classMasks: readonly (readonly [name: string, path: string, values?: readonly number[]])[];
  readonly rig: Readonly<Record<'focalPx' | 'cxPx' | 'cyPx' | 'doffsPx', number>> & {
    readonly baselineM: number | null;
  };
  readonly split: string | null;
}

const read = fixtureJson('layouts/expected.json') as {
  readonly pixel: readonly [x: number, y: number];
  readonly trees: Readonly<Record<string, LayoutTree>>;
};

export const comparedPixel = read.pixel;
export const layoutTrees = read.trees;

/** The tree of that name, unpacked for the running test. @returns its root */
export async function unpackTree(name: string): Promise<string> {
  const { root } = layoutTrees[name]!;
  const files = Object.entries(unzipSync(fixtureBytes(`layouts/${name}.zip`)));
  const folder = await folderWith(
    Object.fromEntries(files.map(([path, content]) => [join(root, path), content])),
  );
  return join(folder, root);
}
