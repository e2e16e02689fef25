import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { PathGuard } from './PathGuard.ts';

/** `root` with a folder, two files, a hidden file and links; `outside` beside it. */
async function makePlace() {
  const base = await temporaryFolder();
  const [root, outside] = [join(base, 'root'), join(base, 'outside')];
  await mkdir(join(root, 'folder'), { recursive: true });
  await mkdir(outside);
  await writeFile(join(root, 'b10.txt'), 'ten');
  await writeFile(join(root, 'b2.txt'), 'two!');
  await writeFile(join(root, '.hidden'), '');
  await writeFile(join(outside, 'secret.txt'), 'secret');
  await symlink(join(outside, 'secret.txt'), join(root, 'way-out'));
  await symlink(outside, join(root, 'folder-out'));
  await symlink(join(root, 'folder'), join(root, 'inner-link'));
  await symlink(join(root, 'nowhere'), join(root, 'broken'));
  return { base, root, outside, guard: await PathGuard.create([root]) };
}

describe('PathGuard', () => {
  it('lists folders first and files in natural order, without hidden, broken and outward entries', async () => {
    const { root, guard } = await makePlace();
    expect(await guard.list(null)).toEqual({
      path: root,
      parent: null,
      roots: [root],
      entries: [
        { name: 'folder', path: join(root, 'folder'), kind: 'folder', sizeBytes: 0 },
        { name: 'inner-link', path: join(root, 'inner-link'), kind: 'folder', sizeBytes: 0 },
        { name: 'b2.txt', path: join(root, 'b2.txt'), kind: 'file', sizeBytes: 4 },
        { name: 'b10.txt', path: join(root, 'b10.txt'), kind: 'file', sizeBytes: 3 },
      ],
    });
  });

  it('answers the folder above, except at a root', async () => {
    const { root, guard } = await makePlace();
    expect((await guard.list(join(root, 'folder'))).parent).toBe(root);
  });

  it('allows a file that does not exist yet, with links on the way resolved', async () => {
    const { root, guard } = await makePlace();
    expect(await guard.allowed(join(root, 'inner-link/new/p.fathom'), 'output')).toBe(
      join(root, 'folder/new/p.fathom'),
    );
  });

  it.each([
    ['a path beside the root', '../outside/secret.txt'],
    ['a link to a file outside', 'way-out'],
    ['a new file behind a link to a folder outside', 'folder-out/new.fathom'],
    ['a climb through a folder', 'folder/../../outside'],
  ])('refuses %s', async (_title, path) => {
    const { root, guard } = await makePlace();
    await expect(guard.allowed(`${root}/${path}`, 'path')).rejects.toMatchObject({
      tag: 'PathRefused',
      fields: { roots: root },
    });
  });

  it('does not take a folder for a root because its name begins like one', async () => {
    const { base, guard } = await makePlace();
    await mkdir(join(base, 'root-too'));
    await expect(guard.list(join(base, 'root-too'))).rejects.toMatchObject({ tag: 'PathRefused' });
  });

  it('refuses a relative path, naming the field', async () => {
    const { guard } = await makePlace();
    await expect(guard.allowed('folder', 'output')).rejects.toMatchObject({
      tag: 'BadRequest',
      message: 'output must be an absolute path, found folder',
    });
  });

  it('says that a folder is missing, also where a file stands in its place', async () => {
    const { root, guard } = await makePlace();
    for (const path of [join(root, 'nothing'), join(root, 'b2.txt'), join(root, 'b2.txt/deeper')]) {
      await expect(guard.list(path)).rejects.toMatchObject({ tag: 'FileMissing' });
    }
  });

  it('takes a root that is made later', async () => {
    const later = join(await temporaryFolder(), 'later');
    const guard = await PathGuard.create([later]);
    await expect(guard.list(null)).rejects.toMatchObject({ tag: 'FileMissing' });
    await mkdir(later);
    expect(await guard.list(null)).toEqual({ path: later, parent: null, roots: [later], entries: [] });
  });

  it('fences nothing in where there are no roots', async () => {
    const { outside } = await makePlace();
    const guard = await PathGuard.create(null);
    expect(await guard.allowed(join(outside, 'secret.txt'), 'path')).toBe(join(outside, 'secret.txt'));
  });
});
