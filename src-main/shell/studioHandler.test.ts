import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '#testing/folderWith.ts';
import { studioHandler } from './studioHandler.ts';

async function openHandler() {
  const folder = await folderWith({
    'renderer/index.html': '<!doctype html>',
    'renderer/assets/app.js': 'export {};',
    'secret.json': '{}',
  });
  const handler = studioHandler(() => new Response('the backend'), join(folder, 'renderer'));
  return (path: string) => handler(new Request(`http://127.0.0.1:4000${path}`));
}

describe('the handler of both hosts', () => {
  it('gives requests below /api/ to the backend and everything else the built window', async () => {
    const get = await openHandler();
    expect(await (await get('/api/session')).text()).toBe('the backend');
    expect(await (await get('/assets/app.js')).text()).toBe('export {};');
  });

  it('sends the page with a policy that allows nothing inline, evaluated or from elsewhere', async () => {
    const { headers } = await (await openHandler())('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe-eval');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets/..%2f..%2fsecret.json',
    '/..%5csecret.json',
    '/%2fetc%2fpasswd',
    '/%',
    '/assets/%ff.js',
    '/%00.js',
    '/index.html/app.js',
    '/assets',
    '/nothing.js',
  ])('does not find %s', async (path) => {
    expect((await (await openHandler())(path)).status).toBe(404);
  });
});
