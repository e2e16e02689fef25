import type { Hono } from 'hono';
import { parseItemFilter } from '#domain/items/ItemFilter.ts';
import type { LabelEdit } from '#domain/items/ItemLabels.ts';
import type { ApiContext } from '../ApiContext.ts';
import { idInPath, integer, jsonBody, list, object, refused, text } from '../bodyGuards.ts';
import type { LabelsAnswer } from '../contract.ts';
import { projectSummary } from '../projectSummary.ts';

/** GET /items/:id/labels, PUT /labels, PUT /filters, POST /filters/:id/remove: what users say of items and keep of lists. */
export function labelRoutes(app: Hono, { workspace }: ApiContext): void {
  app
    .get('/items/:id/labels', (c) => {
      const answer: LabelsAnswer = workspace.project.labels.of(idInPath(c));
      return c.json(answer);
    })
    .put('/labels', async (c) => {
      const body = await jsonBody(c);
      const { project, edits } = workspace;
      const itemIds = Array.isArray(body.itemIds)
        ? list(body.itemIds, 'itemIds', (id, field) => integer(id, field, 1))
        : project.items.idsOf(
            parseItemFilter(body.filter),
            body.run == null ? null : integer(body.run, 'run', 1),
          );
      edits.editLabels(itemIds, labelEditIn(object(body.edit, 'edit')));
      return c.json(projectSummary(workspace));
    })
    .put('/filters', async (c) => {
      const body = await jsonBody(c);
      workspace.project.filters.save(
        text(body.name, 'name').trim().slice(0, 60),
        parseItemFilter(body.filter),
      );
      workspace.emit({ type: 'project' });
      return c.json(projectSummary(workspace));
    })
    .post('/filters/:id/remove', (c) => {
      workspace.project.filters.remove(idInPath(c));
      workspace.emit({ type: 'project' });
      return c.json(projectSummary(workspace));
    });
}

function labelEditIn({ addTags, removeTags, split, note }: Record<string, unknown>): LabelEdit {
  return {
    ...(addTags === undefined ? {} : { addTags: list(addTags, 'edit.addTags', text) }),
    ...(removeTags === undefined ? {} : { removeTags: list(removeTags, 'edit.removeTags', text) }),
    ...(split === undefined ? {} : { split: anyText(split, 'edit.split') }),
    ...(note === undefined ? {} : { note: anyText(note, 'edit.note') }),
  };
}

function anyText(value: unknown, field: string): string {
  if (typeof value === 'string') return value;
  throw refused(field, 'a text', value);
}
