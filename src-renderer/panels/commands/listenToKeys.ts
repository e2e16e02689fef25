import { tinykeys } from 'tinykeys';
import type { Commands } from '../../studio/commands.svelte.ts';
import { isTypingKey } from './isTypingKey.ts';

/** Turns keys into commands until the answered function is called. Keys that a field needs stay with the field. */
export function listenToKeys(commands: Commands, isBlocked: () => boolean): () => void {
  const keys = new Set(commands.all.flatMap((command) => command.keys ?? []));
  const bindings = [...keys].map((key) => [
    key,
    (event: KeyboardEvent) => {
      if (event.defaultPrevented || isBlocked() || isTypingKey(event)) return;
      const command = commands.forKey(key);
      if (!command) return;
      event.preventDefault();
      command.run();
    },
  ]);
  return tinykeys(window, Object.fromEntries(bindings) as Record<string, (event: KeyboardEvent) => void>);
}
