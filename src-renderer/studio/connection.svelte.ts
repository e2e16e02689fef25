import { createContext } from 'svelte';
import type { StudioEvent } from '#api/contract.ts';
import { subscribeToEvents } from '../client/subscribeToEvents.ts';

type EventOf<Type extends StudioEvent['type']> = Extract<StudioEvent, { type: Type }>;

/** The one event stream of the page, handed on by kind. */
export class Connection {
  /** False from the moment the stream breaks until it stands again. */
  isConnected = $state(true);
  #wasLost = false;
  readonly #listeners = new Map<string, Set<(event: StudioEvent) => void>>();
  readonly #reconnected = new Set<() => void>();

  /** Listens until the surrounding component goes. */
  static create(): Connection {
    const connection = setConnection(new Connection());
    $effect(() =>
      subscribeToEvents({
        onEvent: (event) => connection.#listeners.get(event.type)?.forEach((listener) => listener(event)),
        onConnected: (isConnected) => connection.#change(isConnected),
      }),
    );
    return connection;
  }

  on<Type extends StudioEvent['type']>(type: Type, listener: (event: EventOf<Type>) => void): void {
    const listeners = this.#listeners.get(type) ?? new Set();
    listeners.add(listener as (event: StudioEvent) => void);
    this.#listeners.set(type, listeners);
  }

  /** After a gap, records may have changed unseen. */
  onReconnected(listener: () => void): void {
    this.#reconnected.add(listener);
  }

  #change(isConnected: boolean): void {
    this.isConnected = isConnected;
    if (!isConnected) this.#wasLost = true;
    else if (this.#wasLost) {
      this.#wasLost = false;
      this.#reconnected.forEach((listener) => listener());
    }
  }
}

const [getConnection, setConnection] = createContext<Connection>();

export { getConnection };
