import { protocol } from 'electron';
import type { Handler } from '../studioHandler.ts';

/** The page's address. A standard scheme of its own, so that the window has an origin and may fetch from it. */
export const studioOrigin = 'app://studio';

/** Must run before Electron is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** Answers `app://studio/…` with the handler; any other host of the scheme is refused. */
export function serveAppScheme(handler: Handler): void {
  protocol.handle('app', (request) =>
    new URL(request.url).host === new URL(studioOrigin).host
      ? handler(request)
      : new Response(null, { status: 421 }),
  );
}
