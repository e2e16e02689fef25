/**
 * The buffers of all typed arrays inside a value of plain objects and arrays, each once, so that a message moves them
 * instead of copying. Shared memory is left out: it is not moved.
 */
export function transferables(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  collect(value, found);
  return [...found];
}

function collect(value: unknown, found: Set<ArrayBuffer>): void {
  if (typeof value !== 'object' || value === null) return;
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
    return;
  }
  for (const inner of Object.values(value)) collect(inner, found);
}
