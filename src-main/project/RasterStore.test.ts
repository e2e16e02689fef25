import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Raster } from '#domain/rasters/Raster.ts';
import { decodeNpy } from '#formats/npy.ts';
import { flatRaster, makeProject, makeRun, saveEvaluated } from '#testing/makeProject.ts';
import { openDatabase } from './openDatabase.ts';
import { Project } from './Project.ts';

const odd: Raster<'error:1/m'> = {
  quantity: 'error:1/m',
  width: 3,
  height: 2,
  values: Float32Array.from([1.5, NaN, -0, 3.4028234663852886e38, 1e-45, -7]),
};

describe('rasters', () => {
  it('come back with every bit they were put with', async () => {
    const project = await makeProject();
    const id = await project.rasters.put('key', odd);
    const read = await project.rasters.get(id);
    expect(read).toEqual(odd);
    expect(Object.is(read.values[2], -0)).toBe(true);
    expect(project.rasters.facts(id)).toMatchObject({
      quantity: 'error:1/m',
      width: 3,
      height: 2,
      sizeBytes: 152,
    });
    expect(project.rasters.idOf('key')).toBe(id);
    expect(project.rasters.has('another key')).toBe(false);
  });

  it('are files named for the SHA-256 of their bytes and their quantity, with nothing half-written left', async () => {
    const project = await makeProject();
    const id = await project.rasters.put('key', odd);
    const path = project.rasters.path(id);
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    expect(path).toBe(
      join(project.folder, 'test.fathom-rasters', sha256.slice(0, 2), `${sha256}-error-1-m.npy`),
    );
    expect(basename(path)).toBe(`${id}.npy`);
    expect(readdirSync(join(project.rasters.folder, 'unfinished'))).toEqual([]);
  });

  it('are kept once when equal, and apart when equal numbers mean different things', async () => {
    const project = await makeProject();
    const [a, b, c] = await Promise.all([
      project.rasters.put('one', flatRaster('ssim', 1)),
      project.rasters.put('two', flatRaster('ssim', 1)),
      project.rasters.put('three', flatRaster('coverage', 1)),
    ]);
    expect(a).toBe(b);
    expect(c).not.toBe(a);
    expect((await project.rasters.get(c)).quantity).toBe('coverage');
    expect(project.rasters.list()).toHaveLength(2);
  });

  it('are computed again when their file is gone', async () => {
    const project = await makeProject();
    const id = await project.rasters.put('key', odd);
    rmSync(project.rasters.path(id));
    expect(project.rasters.idOf('key')).toBeNull();
    await expect(project.rasters.get(id)).rejects.toMatchObject({ tag: 'FileMissing' });
    expect(await project.rasters.put('key', odd)).toBe(id);
    expect(await project.rasters.get(id)).toEqual(odd);
  });

  it('refuse a file of another length and an unknown id', async () => {
    const project = await makeProject();
    const id = await project.rasters.put('key', odd);
    const path = project.rasters.path(id);
    writeFileSync(path, readFileSync(path).subarray(0, 151));
    await expect(project.rasters.get(id)).rejects.toMatchObject({
      tag: 'BadFile',
      message: `${path} is not the 3×2 raster it should be: expected 152 bytes, found 151`,
    });
    expect(() => project.rasters.path('../../etc/passwd')).toThrow(
      expect.objectContaining({ tag: 'NotFound' }),
    );
  });

  it('go at the next opening when nothing uses them any more', async () => {
    const project = await makeProject({ items: 1 });
    const [itemId] = project.items.ids() as [number];
    await saveEvaluated(project, { runId: makeRun(project).id, itemId }, { epe: 1 });
    const unused = await project.rasters.put('key', odd);
    const path = project.rasters.path(unused);
    project.close();
    const again = Project.open(project.path);
    onTestFinished(() => again.close());
    expect(existsSync(path)).toBe(false);
    expect(again.rasters.has('key')).toBe(false);
    expect(again.rasters.list()).toHaveLength(4);
    expect(again.rasters.sweep()).toBe(0);
    expect(await again.verify()).toEqual({ ok: true, problems: [] });
  });

  it('are NPY files as NumPy writes them', async () => {
    const project = await makeProject();
    const path = project.rasters.path(await project.rasters.put('key', odd));
    const { dtype, shape, values } = decodeNpy(readFileSync(path), path);
    expect({ dtype, shape, values }).toEqual({ dtype: '<f4', shape: [2, 3], values: odd.values });
  });

  it('of a name that no Fathom gives are refused before any file is touched', async () => {
    const project = await makeProject();
    const { path, folder } = project;
    const notes = join(folder, 'notes.npy');
    writeFileSync(notes, 'mine');
    project.close();
    const database = openDatabase(path);
    database.exec(
      `INSERT INTO rasters (id, sha256, quantity, width, height, size_bytes)
       VALUES ('../../notes', 'x', 'ssim', 1, 1, 4)`,
    );
    database.close();
    expect(() => Project.open(path)).toThrow(
      expect.objectContaining({
        tag: 'BadProject',
        message: 'the project names a raster ../../notes, which no Fathom made',
      }),
    );
    expect(readFileSync(notes, 'utf8')).toBe('mine');
  });

  it('leave alone what a link in the place of the unfinished ones leads to', async () => {
    const project = await makeProject();
    const { path, folder } = project;
    project.close();
    mkdirSync(join(folder, 'thesis'));
    writeFileSync(join(folder, 'thesis/1-1'), 'mine');
    symlinkSync(join(folder, 'thesis'), join(folder, 'test.fathom-rasters/unfinished'));
    Project.open(path).close();
    expect(readFileSync(join(folder, 'thesis/1-1'), 'utf8')).toBe('mine');
  });
});
