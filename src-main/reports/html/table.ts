import { escapeHtml } from './escapeHtml.ts';

export interface Column {
  readonly title: string;
  /** Shown under the title in smaller type: unit, direction. */
  readonly sub?: string;
  /** What the column means, as a tooltip. */
  readonly hint?: string;
  /** Numbers stand at the right; default: text. */
  readonly kind?: 'number' | 'text';
}

/** A cell's text is escaped; `html` is taken as it is. */
export type Cell = string | { readonly html: string };

/** A table that scrolls sideways by itself where it is too wide. */
export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  const head = columns.map(headCell).join('');
  const body = rows
    .map((cells) => `<tr>${cells.map((cell, i) => bodyCell(cell, columns[i]!, i)).join('')}</tr>`)
    .join('\n');
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

function headCell({ title, sub, hint, kind }: Column): string {
  const below = sub === undefined || sub === '' ? '' : `<small>${escapeHtml(sub)}</small>`;
  const tooltip = hint === undefined ? '' : ` title="${escapeHtml(hint)}"`;
  return `<th scope="col"${classOf(kind)}${tooltip}>${escapeHtml(title)}${below}</th>`;
}

function bodyCell(cell: Cell, { kind }: Column, index: number): string {
  const content = typeof cell === 'string' ? escapeHtml(cell) : cell.html;
  return index === 0
    ? `<th scope="row"${classOf(kind)}>${content}</th>`
    : `<td${classOf(kind)}>${content}</td>`;
}

function classOf(kind: Column['kind']): string {
  return kind === 'number' ? ' class="n"' : '';
}

/** Names and their values, one pair a line. */
export function facts(pairs: readonly (readonly [string, Cell])[]): string {
  const lines = pairs.map(([name, value]) => {
    const content = typeof value === 'string' ? escapeHtml(value) : value.html;
    return `<dt>${escapeHtml(name)}</dt><dd>${content}</dd>`;
  });
  return `<dl>${lines.join('\n')}</dl>`;
}
