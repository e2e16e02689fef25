const textTypes = ['text', 'search', 'number', 'email', 'url', 'password'];

/** Whether the focused element itself makes use of this key, so that it must not mean a command. */
export function isTypingKey(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  const isText =
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && textTypes.includes(target.type));
  if (isText) return !(event.ctrlKey || event.metaKey) || isEditingShortcut(event);
  if (target instanceof HTMLSelectElement) return !(event.ctrlKey || event.metaKey);
  const isArrow = event.key.startsWith('Arrow');
  if (target instanceof HTMLInputElement && target.type === 'range') return isArrow;
  return isArrow && target.closest('[role=tablist], [role=radiogroup], [role=separator]') !== null;
}

/** Undo and redo belong to the text while it is being edited. */
function isEditingShortcut(event: KeyboardEvent): boolean {
  return ['z', 'y', 'a', 'c', 'v', 'x'].includes(event.key.toLowerCase());
}
