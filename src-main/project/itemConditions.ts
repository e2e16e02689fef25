import type { ItemFilter, ItemState } from '#domain/items/ItemFilter.ts';

/** A WHERE clause on table `items` under the name i, and its parameters. */
export interface ItemConditions {
  readonly where: string;
  readonly values: Readonly<Record<string, string | number | null>>;
}

const failed = `SELECT item_id FROM run_items WHERE run_id = @runId AND state = 'failed'
  UNION SELECT item_id FROM evaluations WHERE run_id = @runId AND error IS NOT NULL`;

const states: Readonly<Record<ItemState, string>> = {
  done: `i.id IN (SELECT item_id FROM run_items WHERE run_id = @runId AND state = 'done'
    EXCEPT SELECT item_id FROM evaluations WHERE run_id = @runId AND error IS NOT NULL)`,
  failed: `i.id IN (${failed})`,
  open: `NOT EXISTS (SELECT 1 FROM run_items o WHERE o.run_id = @runId AND o.item_id = i.id AND o.state <> 'pending')`,
  stale: 'i.id IN (SELECT item_id FROM predictions WHERE stale = 1 AND (@runId IS NULL OR run_id = @runId))',
  missing: 'i.id IN (SELECT item_id FROM assets WHERE missing = 1)',
  doubtful: 'i.id IN (SELECT item_id FROM problems)',
};

/** Every condition is answered from an index of its own; only a part of a name is looked for in all names. */
export function itemConditions(filter: ItemFilter, runId: number | null): ItemConditions {
  const { name, tags, classId, split, state } = filter;
  const values: Record<string, string | number | null> = { runId };
  const conditions: string[] = [];
  if (name !== '') {
    values.name = name;
    conditions.push('instr(lower(i.name), lower(@name)) > 0');
  }
  for (const [index, tag] of tags.entries()) {
    values[`tag${index}`] = tag;
    conditions.push(
      `i.id IN (SELECT it.item_id FROM tags t JOIN item_tags it ON it.tag_id = t.id WHERE t.name = @tag${index})`,
    );
  }
  if (classId !== null) {
    values.classId = classId;
    conditions.push('i.id IN (SELECT item_id FROM annotations WHERE class_id = @classId)');
  }
  if (split !== null) {
    values.split = split;
    conditions.push('i.split = @split');
  }
  if (state !== null) conditions.push(states[state]);
  return { where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`, values };
}
