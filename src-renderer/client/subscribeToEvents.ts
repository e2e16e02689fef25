import type { StudioEvent } from '#api/contract.ts';
import { reconnectDelayMs } from './reconnectDelayMs.ts';

export interface EventSubscriber {
  readonly onEvent: (event: StudioEvent) => void;
  /** Called on every change, and with `true` also after each reconnection: records may have changed meanwhile. */
  readonly onConnected: (isConnected: boolean) => void;
}

/**
 * Listens to the one event stream until the answered function is called. The browser reconnects a broken stream by
 * itself, but closes it for good on an answer other than 200: then a new one is made, later and later.
 */
export function subscribeToEvents({ onEvent, onConnected }: EventSubscriber): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  function connect(): void {
    source = new EventSource('/api/events');
    source.onopen = () => {
      failures = 0;
      onConnected(true);
    };
    source.onmessage = (message: MessageEvent<string>) => onEvent(JSON.parse(message.data) as StudioEvent);
    source.onerror = () => {
      onConnected(false);
      if (source.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(connect, reconnectDelayMs(failures));
      failures += 1;
    };
  }

  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
