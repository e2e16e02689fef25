import { createAdaptorServer } from '@hono/node-server';
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { StudioError } from '#domain/errors.ts';
import type { Handler } from '../studioHandler.ts';
import { guard } from './guard.ts';

export interface StudioServer {
  /** With the token: whoever has it is let in. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves the handler on the loopback interface only, behind the guard.
 * @param port 0 = any free one.
 * @throws CannotStart when the port is taken.
 */
export async function startServer(handler: Handler, port: number): Promise<StudioServer> {
  const token = randomBytes(16).toString('hex');
  const server = createAdaptorServer({ fetch: guard(handler, token) });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new StudioError('CannotStart', `port ${port} cannot be served: ${error.message}`, { port }, error),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${actual}/?token=${token}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Event streams stay open by nature; end them.
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
