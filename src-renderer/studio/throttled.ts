/** Runs the action at most once per interval, always once more after the last call. */
export function throttled(action: () => void, intervalMs: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWanted = false;

  function tick(): void {
    timer = undefined;
    if (!isWanted) return;
    isWanted = false;
    timer = setTimeout(tick, intervalMs);
    action();
  }

  return () => {
    isWanted = true;
    timer ??= setTimeout(tick, 0);
  };
}
