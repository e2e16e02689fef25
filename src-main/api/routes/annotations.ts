import type { Hono } from 'hono';
import type { AnnotationDiff } from '#domain/annotation/Annotation.ts';
import { StudioError } from '#domain/errors.ts';
import type { ReviewChange } from '#domain/review/ReviewStep.ts';
import type { Project } from '#project/Project.ts';
import type { ApiContext } from '../ApiContext.ts';
import { idInQuery, jsonBody, list } from '../bodyGuards.ts';
import type { AnnotationEditAnswer, AnnotationsAnswer, ClassesAnswer } from '../contract.ts';
import { annotationClassIn, annotationDiffIn } from '../recordGuards.ts';

/** GET /annotations?item=, POST /annotations/diff|undo|redo, PUT /annotations/classes */
export function annotationRoutes(app: Hono, { workspace }: ApiContext): void {
  app
    .get('/annotations', (c) => {
      const { project } = workspace;
      const itemId = idInQuery(c, 'item');
      if (itemId === null) throw new StudioError('BadRequest', 'item is missing', { field: 'item' });
      project.items.get(itemId);
      const answer: AnnotationsAnswer = { annotations: project.annotations.byItem(itemId) };
      return c.json(answer);
    })
    .post('/annotations/diff', async (c) => {
      const body = await jsonBody(c);
      const diff = annotationDiffIn(body.diff, 'diff');
      return c.json(
        editAnswer(workspace.project, {
          diff: workspace.edits.applyAnnotationDiff(diff),
          reviews: [],
        }),
      );
    })
    .post('/annotations/undo', (c) => c.json(editAnswer(workspace.project, workspace.edits.undo())))
    .post('/annotations/redo', (c) => c.json(editAnswer(workspace.project, workspace.edits.redo())))
    .put('/annotations/classes', async (c) => {
      const body = await jsonBody(c);
      const classes = workspace.edits.putClasses(list(body.classes, 'classes', annotationClassIn));
      const answer: ClassesAnswer = { classes };
      return c.json(answer);
    });
}

function editAnswer(
  { annotations }: Project,
  done: { readonly diff: AnnotationDiff; readonly reviews: readonly ReviewChange[] } | null,
): AnnotationEditAnswer {
  return {
    diff: done?.diff ?? null,
    reviews: (done?.reviews ?? []).map(({ regionId, itemId, after }) => ({
      regionId,
      itemId,
      review: after,
    })),
    canUndo: annotations.canUndo,
    canRedo: annotations.canRedo,
  };
}
