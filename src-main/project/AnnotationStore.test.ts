import { describe, expect, it, onTestFinished } from 'vitest';
import type { Annotation } from '#domain/annotation/Annotation.ts';
import { emptyDiff } from '#domain/annotation/annotationDiff.ts';
import { makeProject, makeRun, saveEvaluated } from '#testing/makeProject.ts';
import { Project } from './Project.ts';

const brush: Annotation = {
  id: 'brush',
  itemId: 1,
  classId: 1,
  shape: { kind: 'brush', counts: '`1' },
  note: 'all of it',
};
const line: Annotation = {
  id: 'line',
  itemId: 2,
  classId: 4,
  shape: {
    kind: 'polyline',
    points: [
      [0.1, 0.2],
      [3.3, 4.4],
    ],
    widthPx: 1.5,
  },
  note: '',
};

describe('annotation edits', () => {
  it('are kept to the last digit', async () => {
    const project = await makeProject();
    const diff = { ...emptyDiff, added: [brush, line] };
    expect(project.annotations.applyDiff(diff)).toEqual(diff);
    expect(project.annotations.all()).toEqual([brush, line]);
    expect(project.annotations.byItem(2)).toEqual([line]);
    expect(project.annotations.get('line')).toEqual(line);
    expect(project.annotations.counts()).toEqual({ items: 2, annotations: 2 });
    expect(() => project.annotations.get('none')).toThrow(expect.objectContaining({ tag: 'NotFound' }));
  });

  it('are undone and redone without end, also after the project was closed', async () => {
    const project = await makeProject();
    const moved = { ...line, shape: { ...line.shape, widthPx: 3 } } as Annotation;
    project.annotations.applyDiff({ ...emptyDiff, added: [brush, line] });
    project.annotations.applyDiff({ ...emptyDiff, updated: [[line, moved]] });
    project.annotations.applyDiff({ ...emptyDiff, removed: [brush] });
    project.close();
    const { annotations, close } = reopen(project);
    expect([annotations.canUndo, annotations.canRedo]).toEqual([true, false]);
    expect(annotations.undo()).toEqual({ ...emptyDiff, added: [brush] });
    expect(annotations.undo()).toEqual({ ...emptyDiff, updated: [[moved, line]] });
    expect(annotations.all()).toEqual([brush, line]);
    close();
    const again = reopen(project).annotations;
    expect(again.undo()).toEqual({ ...emptyDiff, removed: [brush, line] });
    expect(again.undo()).toBeNull();
    expect([again.canUndo, again.canRedo]).toEqual([false, true]);
    again.redo();
    again.redo();
    expect(again.redo()).toEqual({ ...emptyDiff, removed: [brush] });
    expect(again.redo()).toBeNull();
    expect(again.all()).toEqual([moved]);
  });

  it('forget what was undone when something new is done', async () => {
    const { annotations } = await makeProject();
    annotations.applyDiff({ ...emptyDiff, added: [brush] });
    annotations.undo();
    annotations.applyDiff({ ...emptyDiff, added: [line] });
    expect(annotations.canRedo).toBe(false);
    expect(annotations.redo()).toBeNull();
    annotations.undo();
    expect(annotations.all()).toEqual([]);
  });

  it('that are not the user’s own are kept without a step to undo', async () => {
    const { annotations } = await makeProject();
    annotations.applyDiff({ ...emptyDiff, added: [brush] }, { undoable: false });
    expect(annotations.all()).toEqual([brush]);
    expect(annotations.canUndo).toBe(false);
  });

  it.each([
    [
      'a known id',
      { ...emptyDiff, added: [line, brush] },
      'annotation brush exists already; load the item again',
    ],
    [
      'a missing one',
      { ...emptyDiff, added: [line], removed: [{ ...line, id: 'x' }] },
      'annotation x does not exist any more; load the item again',
    ],
    [
      'a changed one',
      { ...emptyDiff, added: [line], removed: [{ ...brush, note: '' }] },
      'annotation brush was changed since; load the item again',
    ],
    [
      'an unknown item',
      { ...emptyDiff, added: [{ ...line, itemId: 9 }] },
      'annotation line is of item 9, which does not exist',
    ],
    [
      'an unknown class',
      { ...emptyDiff, added: [{ ...line, classId: 9 }] },
      'annotation line is of class 9, which does not exist',
    ],
    [
      'a brush of another size',
      { ...emptyDiff, added: [{ ...brush, id: 'b', shape: { kind: 'brush', counts: '3' } }] },
      'run lengths cover 3 pixels, the picture has 48',
    ],
    [
      'an illegal shape',
      { ...emptyDiff, added: [{ ...line, shape: { kind: 'polygon', parts: [] } }] },
      'shape of annotation line: expected at least one part, found []',
    ],
  ] as const)('with %s are refused and change nothing', async (_, diff, message) => {
    const { annotations } = await makeProject();
    annotations.applyDiff({ ...emptyDiff, added: [brush] });
    expect(() => annotations.applyDiff(diff)).toThrow(
      expect.objectContaining({ tag: 'BadRequest', message }),
    );
    expect(annotations.all()).toEqual([brush]);
    annotations.undo();
    expect(annotations.canUndo).toBe(false);
  });

  it('make the evaluations of their items stale, when done, undone and redone', async () => {
    const project = await makeProject();
    const { id: runId } = makeRun(project);
    const stale = () => [1, 2].map((itemId) => project.evaluations.of(runId, itemId).stale);
    const evaluate = async () => {
      for (const itemId of [1, 2]) await saveEvaluated(project, { runId, itemId }, { epe: 1 });
    };
    await evaluate();
    project.annotations.applyDiff({ ...emptyDiff, added: [brush] });
    expect(stale()).toEqual([true, false]);
    await evaluate();
    project.annotations.undo();
    expect(stale()).toEqual([true, false]);
    await evaluate();
    project.annotations.redo();
    expect(stale()).toEqual([true, false]);
  });
});

describe('annotation classes', () => {
  it('are eight at first, with colours and number keys', async () => {
    const { annotations } = await makeProject();
    expect(annotations.classes().map(({ id, name, key }) => [id, name, key])).toEqual([
      [1, 'translucent', 1],
      [2, 'transparent', 2],
      [3, 'mirror-like', 3],
      [4, 'thin', 4],
      [5, 'texture-free', 5],
      [6, 'repetitive', 6],
      [7, 'background', 7],
      [8, 'ignore', 8],
    ]);
  });

  it('change places, names and keys at once, and take new ones', async () => {
    const { annotations } = await makeProject();
    const [a, b, ...rest] = annotations.classes();
    const next = [{ ...b!, name: a!.name, key: a!.key }, { ...a!, name: b!.name, key: b!.key }, ...rest];
    const put = annotations.putClasses([...next, { id: 0, name: 'foliage', color: '#123456', key: 9 }]);
    expect(put).toEqual([...next, { id: 9, name: 'foliage', color: '#123456', key: 9 }]);
  });

  it('cannot be removed while they have annotations', async () => {
    const { annotations } = await makeProject();
    annotations.applyDiff({ ...emptyDiff, added: [brush] });
    const classes = annotations.classes();
    expect(() => annotations.putClasses(classes.slice(1))).toThrow(
      expect.objectContaining({
        tag: 'BadRequest',
        message: 'class translucent cannot be removed: it has 1 annotation',
      }),
    );
    expect(annotations.classes()).toEqual(classes);
    expect(() => annotations.putClasses([{ ...classes[0]!, id: 77 }])).toThrow(
      expect.objectContaining({ tag: 'BadRequest', message: 'there is no annotation class 77' }),
    );
  });

  it('come back with the annotations that undo brings back', async () => {
    const { annotations } = await makeProject();
    annotations.applyDiff({ ...emptyDiff, added: [brush] });
    annotations.applyDiff({ ...emptyDiff, removed: [brush] });
    const [translucent, ...rest] = annotations.classes();
    annotations.putClasses(rest);
    expect(annotations.classes()).toEqual(rest);
    annotations.undo();
    expect(annotations.all()).toEqual([brush]);
    expect(annotations.classes()).toEqual([{ ...translucent, key: null }, ...rest]);
  });

  it('are taken up again under their old id when made anew, and free their name for another', async () => {
    const { annotations } = await makeProject();
    const [a, b, ...rest] = annotations.classes();
    annotations.putClasses([b!, ...rest]);
    expect(annotations.ensureClasses([{ name: 'translucent', color: '#000000' }, b!]).at(-1)).toEqual({
      id: a!.id,
      name: 'translucent',
      color: '#000000',
      key: null,
    });
    annotations.putClasses([b!, ...rest]);
    expect(annotations.putClasses([{ ...b!, name: 'translucent' }, ...rest])[0]).toMatchObject({
      id: b!.id,
      name: 'translucent',
    });
  });

  it('make evaluations stale when an annotated one is renamed', async () => {
    const project = await makeProject();
    project.annotations.applyDiff({ ...emptyDiff, added: [brush] });
    const { id: runId } = makeRun(project);
    await saveEvaluated(project, { runId, itemId: 1 }, { epe: 1 });
    const [first, ...rest] = project.annotations.classes();
    project.annotations.putClasses([{ ...first!, color: '#010203' }, ...rest]);
    expect(project.evaluations.of(runId, 1).stale).toBe(false);
    project.annotations.putClasses([{ ...first!, name: 'glass' }, ...rest]);
    expect(project.evaluations.of(runId, 1).stale).toBe(true);
  });
});

function reopen(project: Project) {
  const again = Project.open(project.path);
  const close = () => again.close();
  onTestFinished(close);
  return { annotations: again.annotations, close };
}
