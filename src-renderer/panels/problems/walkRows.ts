/**
 * Keys in a list of problems: up and down go from row to row, 1 to 9 press the row's remedies. A row is told by the
 * focus; its first button takes it.
 */
export function walkRows(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element)) return;
  const row = event.target.closest('li');
  if (!row) return;
  const next =
    event.key === 'ArrowDown'
      ? row.nextElementSibling
      : event.key === 'ArrowUp'
        ? row.previousElementSibling
        : null;
  const remedy = /^[1-9]$/.test(event.key)
    ? row.querySelector<HTMLButtonElement>(`[data-remedy="${event.key}"]`)
    : null;
  if (next === null && remedy === null) return;
  event.preventDefault();
  event.stopPropagation();
  next?.querySelector('button')?.focus();
  remedy?.click();
}
