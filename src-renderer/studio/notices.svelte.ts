import { toast } from 'svelte-sonner';
import { isAbortError } from '#domain/errors.ts';
import { ConnectionLostError } from '../client/request.ts';

/** Says what happened where the place it belongs to is off screen. A lost connection has a banner of its own. */
export class Notices {
  tell(message: string): void {
    toast(message);
  }

  fail(error: unknown): void {
    if (isAbortError(error) || error instanceof ConnectionLostError) return;
    toast.error(error instanceof Error ? error.message : String(error));
  }

  /** Runs an action and tells its failure; undefined when it failed. */
  async guard<T>(action: () => Promise<T>): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }
}
