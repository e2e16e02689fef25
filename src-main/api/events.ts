import type { Hono } from 'hono';
import type { WorkspaceEvent } from '#jobs/WorkspaceEvent.ts';
import type { Workspace } from '#jobs/Workspace.ts';
import type { ApiContext } from './ApiContext.ts';
import type { StudioEvent } from './contract.ts';
import { projectSummary } from './projectSummary.ts';

/** A comment this often keeps the connection open through proxies and tells the server that the page is gone. */
const heartbeatMs = 15_000;

/** GET /events: the one stream of events, until the asker goes. */
export function eventRoutes(app: Hono, { workspace }: ApiContext): void {
  app.get('/events', (c) => {
    const stream = eventStream(workspace, c.req.raw);
    return new Response(stream, {
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
    });
  });
}

/** Holds the request as long as the stream lives: once it is collected, its signal no longer hears of an abort. */
function eventStream(workspace: Workspace, request: Request): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end = (): void => undefined;
  return new ReadableStream({
    start(controller) {
      const send = (text: string): void => controller.enqueue(encoder.encode(text));
      const unsubscribe = workspace.subscribe((event) => {
        send(`data: ${JSON.stringify(studioEvent(workspace, event))}\n\n`);
      });
      const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMs);
      end = () => {
        clearInterval(heartbeat);
        unsubscribe();
        request.signal.removeEventListener('abort', close);
      };
      const close = (): void => {
        end();
        controller.close();
      };
      request.signal.addEventListener('abort', close, { once: true });
      send(': open\n\n');
    },
    cancel: () => end(),
  });
}

function studioEvent(workspace: Workspace, event: WorkspaceEvent): StudioEvent {
  if (event.type !== 'project') return event;
  return { type: 'project', project: workspace.isOpen ? projectSummary(workspace) : null };
}
