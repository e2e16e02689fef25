import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

export type Handler = (request: Request) => Response | Promise<Response>;

/** No inline or evaluated scripts, nothing from elsewhere. Inline styles are how split panes and charts are sized. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** The one handler that both hosts serve: `/api/…` by the backend, everything else from the built window's folder. */
export function studioHandler(api: Handler, rendererFolder: string): Handler {
  return (request) => {
    const { pathname } = new URL(request.url);
    return pathname.startsWith('/api/') ? api(request) : rendererFile(rendererFolder, pathname);
  };
}

async function rendererFile(folder: string, pathname: string): Promise<Response> {
  const relative = pathname === '/' ? 'index.html' : relativePath(pathname);
  const mediaType = mediaTypes[extname(relative ?? '')];
  if (relative === null || mediaType === undefined) return notFound(pathname);
  try {
    const body = await readFile(join(folder, relative));
    return new Response(new Uint8Array(body), {
      headers: {
        'content-type': mediaType,
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        // File names carry a content hash, except the page itself.
        'cache-control': relative === 'index.html' ? 'no-cache' : 'public, max-age=31536000, immutable',
      },
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return notFound(pathname);
    throw error;
  }
}

/** The path below the window's folder; null where the address is malformed or leads out of it. */
function relativePath(pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null; // A stray % is no address of ours.
  }
  const relative = normalize(decoded).replace(/^[/\\]+/, '');
  return relative.startsWith('..') || relative.includes('\0') ? null : relative;
}

function notFound(pathname: string): Response {
  return new Response(`not found: ${pathname}\n`, {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
  });
}
