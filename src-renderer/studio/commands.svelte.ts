import { createContext, untrack } from 'svelte';
import type { Review } from './review.svelte.ts';
import type { Selection } from './selection.svelte.ts';

/** Where a key means something. A key may mean different things in different scopes, never two in one. */
export type CommandScope = 'global' | 'view' | 'annotate' | '3d' | 'list' | 'review';

export interface Command {
  /** `view.fit`; also the id of the native menu's entry. */
  readonly id: string;
  readonly title: string;
  /** Heading in the palette and the key overview. */
  readonly group: string;
  readonly scope: CommandScope;
  /** In tinykeys' notation: `f`, `Shift+B`, `$mod+Shift+p`. */
  readonly keys?: readonly string[];
  /** Always, when absent. */
  readonly isEnabled?: () => boolean;
  readonly run: () => void;
}

/** Everything the user can do by key, palette or menu. */
export class Commands {
  #all = $state.raw<readonly Command[]>([]);
  /** What the pointer or the focus is in, set by that place; null = nowhere special. */
  place = $state<'3d' | 'list' | null>(null);
  readonly #selection: Pick<Selection, 'tool'>;
  readonly #review: Pick<Review, 'isOn'>;

  constructor(selection: Pick<Selection, 'tool'>, review: Pick<Review, 'isOn'>) {
    this.#selection = selection;
    this.#review = review;
  }

  static create(selection: Selection, review: Review): Commands {
    return setCommands(new Commands(selection, review));
  }

  get all(): readonly Command[] {
    return this.#all;
  }

  /** Adds commands; the answered function takes them away again. A key that is taken in its scope is refused. */
  register(commands: readonly Command[]): () => void {
    const present = untrack(() => this.#all);
    for (const command of commands) {
      for (const key of command.keys ?? []) {
        const holder = present.find((one) => one.scope === command.scope && one.keys?.includes(key));
        if (holder) {
          throw new Error(`${key} in ${command.scope} is taken by ${holder.id}, wanted by ${command.id}`);
        }
      }
    }
    this.#all = [...present, ...commands];
    return () => (this.#all = this.#all.filter((one) => !commands.includes(one)));
  }

  /** Scopes in force, the most particular first. */
  get scopes(): readonly CommandScope[] {
    const working: CommandScope = this.#selection.tool === 'view' ? 'view' : 'annotate';
    return [
      ...(this.#review.isOn && working === 'view' ? ['review' as const] : []),
      ...(this.place ? [this.place] : []),
      working,
      ...(working === 'annotate' ? ['view' as const] : []),
      'global',
    ];
  }

  /** The command a key means now. */
  forKey(key: string): Command | undefined {
    for (const scope of this.scopes) {
      const found = this.#all.find((one) => one.scope === scope && one.keys?.includes(key));
      if (found && (found.isEnabled?.() ?? true)) return found;
    }
    return undefined;
  }

  run(id: string): void {
    const command = this.#all.find((one) => one.id === id);
    if (command && (command.isEnabled?.() ?? true)) command.run();
  }
}

const [getCommands, setCommands] = createContext<Commands>();

export { getCommands };
