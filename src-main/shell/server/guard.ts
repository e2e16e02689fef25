import { timingSafeEqual } from 'node:crypto';
import type { Handler } from '../studioHandler.ts';

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Lets only the user's own page reach the handler on a loopback port.
 *
 * - Host must be a loopback name, with any port (so that `ssh -L` works), else 421: stops DNS rebinding.
 * - Origin, when sent, must equal the host, and Sec-Fetch-Site must be same-origin or a typed address, else 403.
 * - The token comes once in the URL and is exchanged for an HttpOnly SameSite=Strict cookie, or as `Bearer`; else 401.
 */
export function guard(handler: Handler, token: string): Handler {
  const cookieName = `fathom-${token.slice(0, 8)}`;
  return (request) => {
    const url = new URL(request.url);
    const host = request.headers.get('host') ?? url.host;
    if (!loopbackNames.includes(hostName(host))) return refuse(421, 'this address is not served here');
    const origin = request.headers.get('origin');
    if (origin !== null && origin !== `http://${host}`)
      return refuse(403, 'another site may not call the studio');
    const site = request.headers.get('sec-fetch-site');
    const offered = url.searchParams.get('token');
    const isEntry = request.method === 'GET' && url.pathname === '/' && offered !== null;
    if ((site === 'cross-site' || site === 'same-site') && !isEntry) {
      return refuse(403, 'another site may not call the studio');
    }
    if (isEntry && isToken(offered, token)) {
      return new Response(null, {
        status: 303,
        headers: {
          location: '/',
          'set-cookie': `${cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`,
          'cache-control': 'no-store',
        },
      });
    }
    const given = bearer(request) ?? cookie(request, cookieName);
    if (given === null || !isToken(given, token)) {
      return refuse(401, 'open the studio with the whole address that fathom printed');
    }
    return handler(request);
  };
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

function isToken(given: string, token: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(token);
  return a.length === b.length && timingSafeEqual(a, b);
}

function bearer(request: Request): string | null {
  const match = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '');
  return match?.[1] ?? null;
}

function cookie(request: Request, name: string): string | null {
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name && value !== undefined) return value;
  }
  return null;
}

function refuse(status: number, why: string): Response {
  return new Response(`Fathom: ${why}.\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}
