/* `npm run dev`: one loopback server, the backend under /api and the window from Vite with hot reload. */
import { getRequestListener } from '@hono/node-server';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { createServer as createVite } from 'vite';
import { appFolders } from '../appFolders.ts';
import { createBackend } from '../createBackend.ts';

const folders = appFolders();
const backend = await createBackend({
  folders,
  host: 'browser',
  roots: [homedir(), process.cwd()],
  project: process.argv[2] ?? 'sample',
});
const api = getRequestListener(backend.handler);
const http = createHttpServer();
const vite = await createVite({
  configFile: false,
  root: resolve(folders.root, 'src-renderer'),
  plugins: [
    (await import('@sveltejs/vite-plugin-svelte')).svelte({
      configFile: resolve(folders.root, 'svelte.config.js'),
    }),
  ],
  appType: 'spa',
  server: { middlewareMode: { server: http }, host: '127.0.0.1' },
});
http.on('request', (request, response) => {
  if (request.url?.startsWith('/api/')) void api(request, response);
  else vite.middlewares(request, response);
});
http.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  const { port } = http.address() as AddressInfo;
  process.stdout.write(`Fathom (development, no token) is at http://127.0.0.1:${port}/\n`);
});
