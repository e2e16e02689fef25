import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListedProblem } from '#domain/doctor/ListedProblem.ts';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { plantFaults } from '#testing/plantedFaults.ts';
import type {
  ErrorAnswer,
  ImportCheckAnswer,
  ItemAnswer,
  ProblemListAnswer,
  ProblemsAnswer,
  RemedyAnswer,
} from './contract.ts';

let studio: TestStudio;

beforeAll(async () => {
  studio = await openStudio();
  await plantFaults(join(studio.folder, 'faults'));
  await studio.importDataset(join(studio.folder, 'faults'));
  await check();
}, 120_000);
afterAll(() => studio.close());

async function check(): Promise<void> {
  await studio.send('POST', 'problems/check');
  await studio.idle();
}

async function problems(kind: string, state = 'open'): Promise<readonly ListedProblem[]> {
  return (await studio.get<ProblemListAnswer>(`problems/list?kind=${kind}&state=${state}&offset=0&limit=50`))
    .rows;
}

async function counts(): Promise<Record<string, [open: number, settled: number]>> {
  const { kinds } = await studio.get<ProblemsAnswer>('problems');
  return Object.fromEntries(
    kinds
      .filter(({ kind }) => kind !== 'calibration-missing')
      .map(({ kind, rejected, doubtful, settled }) => [kind, [rejected + doubtful, settled]]),
  );
}

async function remedy(kind: string, key: string, alike = false): Promise<RemedyAnswer> {
  const [problem] = await problems(kind);
  const answer = await studio.send<RemedyAnswer>('POST', `problems/${problem!.id}/remedy`, { key, alike });
  await studio.idle();
  return answer;
}

async function item(name: string): Promise<ItemAnswer> {
  return await studio.get<ItemAnswer>(`items/${studio.workspace.project.items.byName(name)!.id}`);
}

async function undo(): Promise<void> {
  await studio.send('POST', 'annotations/undo');
  await studio.idle();
}

const rolesOf = ({ assets }: ItemAnswer): string[] =>
  assets.map(({ role, path }) => `${role} ${path.replace('faults/', '')}`).sort();

const planted = {
  truncated: [1, 0],
  'wrong-size': [1, 0],
  turned: [1, 0],
  exchanged: [1, 0],
  constant: [1, 0],
  unit: [1, 0],
  'eight-bit': [1, 0],
  'duplicate-picture': [1, 0],
  'duplicate-truth': [1, 0],
};

describe('the import doctor', () => {
  it('finds each planted fault once, where it is, and nothing in the good items', async () => {
    expect(await counts()).toEqual(planted);
    const files = await Promise.all(
      Object.keys(planted).map(async (kind) => (await problems(kind))[0]!.file),
    );
    expect(files).toEqual(
      [
        'disparity/truncated',
        'disparity/wrongsize',
        'disparity/transposed',
        'left/exchanged',
        'disparity/constant',
        'disparity/unit',
        'disparity/eightbit',
        'left/twice',
        'disparity/misplaced',
      ].map((name) => `${name}.png`),
    );
    expect(studio.bugs).toEqual([]);
  });

  it('says of headers alone what they can show, before an import', async () => {
    const request = { root: join(studio.folder, 'faults'), layout: 'auto', groundTruthEncoding: null };
    const { lookedAt, items, kinds } = await studio.send<ImportCheckAnswer>('POST', 'import/check', request);
    expect([lookedAt, items]).toEqual([11, 11]);
    expect(kinds.map(({ kind, rejected }) => [kind, rejected])).toEqual([
      ['wrong-size', 1],
      ['turned', 1],
      ['calibration-missing', 0],
    ]);
  });

  it('swaps left and right; undo brings the doubt back, redo takes it away', async () => {
    await remedy('exchanged', 'swap-sides');
    expect(rolesOf(await item('exchanged'))).toEqual([
      'disparity disparity/exchanged.png',
      'left right/exchanged.png',
      'right left/exchanged.png',
    ]);
    expect((await counts()).exchanged).toEqual([0, 1]);
    await undo();
    expect(rolesOf(await item('exchanged'))[1]).toBe('left left/exchanged.png');
    expect((await counts()).exchanged).toEqual([1, 0]);
    await studio.send('POST', 'annotations/redo');
    await studio.idle();
    expect((await counts()).exchanged).toEqual([0, 1]);
  });

  it('reads a map in another encoding, and one that was rejected turned', async () => {
    const [unit] = await problems('unit');
    expect(unit!.fields.encodings).toBe('quantity=disparity,scale=1/512,invalid=0');
    await remedy('unit', `encode disparity ${String(unit!.fields.encodings)}`);
    const asset = (await item('unit')).assets.find(({ role }) => role === 'disparity');
    expect(asset!.encoding).toMatchObject({ scale: 1 / 512, invalid: [0] });

    expect((await item('transposed')).assets.map(({ role }) => role)).toEqual(['left', 'right']);
    const [turned] = await problems('turned');
    const transposed = String(turned!.fields.encodings).split('; ').at(-1)!;
    expect(transposed).toContain('turn=transposed');
    await remedy('turned', `encode disparity ${transposed}`);
    const added = (await item('transposed')).assets.find(({ role }) => role === 'disparity');
    expect(added).toMatchObject({
      path: 'faults/disparity/transposed.png',
      encoding: { turn: 'transposed' },
    });
    const raster = await studio.fetch(`assets/${added!.id}/raster`);
    expect(raster.headers.get('x-raster-width')).toBe('192');
    expect(new Float32Array(await raster.arrayBuffer())[95 * 192]).toBeCloseTo(12, 1);
    expect(await counts()).toMatchObject({ unit: [0, 1], turned: [0, 1] });
  });

  it('leaves a file and an item out, and keeps what it is told to keep', async () => {
    await remedy('constant', 'leave-out disparity');
    expect((await item('constant')).assets.map(({ role }) => role)).toEqual(['left', 'right']);
    await remedy('duplicate-picture', 'leave-item-out');
    const { items } = studio.workspace.project;
    expect(items.idsInUse()).toHaveLength(items.count() - 1);
    await remedy('eight-bit', 'keep');
    expect(await counts()).toMatchObject({
      constant: [0, 1],
      'duplicate-picture': [0, 1],
      'eight-bit': [0, 1],
    });
  });

  it('remembers all that over another check and another import', async () => {
    const before = await counts();
    await check();
    expect(await counts()).toEqual(before);
    const root = join(studio.folder, 'faults');
    const request = { root, output: `${root}.fathom`, layout: 'auto', groundTruthEncoding: null };
    await studio.send('POST', 'project/import', request);
    await studio.idle();
    await check();
    expect(await counts()).toEqual(before);
    expect(rolesOf(await item('exchanged'))[1]).toBe('left right/exchanged.png');
    expect(studio.workspace.project.roots.list()[0]).toMatchObject({ path: 'faults' });
    expect(studio.bugs).toEqual([]);
  });

  it('settles all that are alike in one step', async () => {
    const [first] = await problems('calibration-missing');
    const answer = await studio.send<RemedyAnswer>('POST', `problems/${first!.id}/remedy`, {
      key: 'keep',
      alike: true,
    });
    expect(answer).toMatchObject({ settled: 11, refused: [], left: 0 });
    expect(await problems('calibration-missing')).toEqual([]);
    await undo();
    expect(await problems('calibration-missing')).toHaveLength(11);
  });

  it('refuses a remedy that is not offered', async () => {
    const [problem] = await problems('wrong-size');
    const path = `problems/${problem!.id}/remedy`;
    const answer = await studio.send<ErrorAnswer>('POST', path, { key: 'swap-sides' });
    expect(answer.error).toMatchObject({
      tag: 'BadRequest',
      message: 'disparity/wrongsize.png: swap-sides is no remedy; there are keep',
    });
    expect(
      (await studio.fetch('problems/99999/remedy', { method: 'POST', body: '{"key":"keep"}' })).status,
    ).toBe(404);
  });

  it('passes over what is as it was, and examines a file anew that changed', async () => {
    const { project } = studio.workspace;
    const id = project.items.byName('good-1')!.id;
    const key = project.problems.checkedAs(id);
    await check();
    expect(project.problems.checkedAs(id)).toBe(key);
    const place = (name: string): string => join(studio.folder, 'faults/right', name);
    await rename(place('good-1.png'), place('kept.bin'));
    await rename(place('good-2.png'), place('good-1.png'));
    await check();
    expect(project.problems.checkedAs(id)).not.toBe(key);
    // The pictures of the pair do not match each other any more, which says nothing of their order.
    expect((await counts()).exchanged).toEqual([0, 1]);
  });
});
