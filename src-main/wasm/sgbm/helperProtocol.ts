import type { ThreadPlan } from './KernelSettings.ts';

/** What a helper thread is started with. */
export interface HelperStart {
  readonly module: WebAssembly.Module;
}

/** Crew → helper. `bind` comes before the first plan for a memory; `forget` lets go of it. */
export type HelperOrder =
  | { readonly kind: 'bind'; readonly memory: WebAssembly.Memory }
  | { readonly kind: 'execute'; readonly plan: ThreadPlan; readonly stopFlag: number }
  | { readonly kind: 'forget' };

/** Helper → crew: `ready` once, then an answer to every `execute`. */
export type HelperAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string };
