import { describe, expect, it } from 'vitest';
import { guard } from './guard.ts';

const token = 'c0ffee00c0ffee00c0ffee00c0ffee00';
const guarded = guard(() => new Response('inside'), token);

async function status(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<number> {
  const response = await guarded(
    new Request(url, {
      method,
      headers: { host: new URL(url).host, authorization: `Bearer ${token}`, ...headers },
    }),
  );
  return response.status;
}

describe('guard', () => {
  it('lets the user in with the bearer token under every loopback name and any port', async () => {
    expect(await status('http://127.0.0.1:4000/api/session')).toBe(200);
    expect(await status('http://localhost:9/api/session')).toBe(200);
    expect(await status('http://[::1]:4000/api/session')).toBe(200);
  });

  it('refuses a name that is not loopback, as DNS rebinding would send it', async () => {
    expect(await status('http://127.0.0.1:4000/', { host: 'evil.example' })).toBe(421);
    expect(await status('http://127.0.0.1:4000/', { host: '127.0.0.1.evil.example:4000' })).toBe(421);
  });

  it('refuses another origin and another site', async () => {
    expect(await status('http://localhost:4000/api/runs', { origin: 'http://localhost:5000' }, 'POST')).toBe(
      403,
    );
    expect(await status('http://localhost:4000/api/runs', { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status('http://localhost:4000/api/runs', { 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await status('http://localhost:4000/api/runs', { origin: 'http://localhost:4000' }, 'POST')).toBe(
      200,
    );
  });

  it('refuses a missing and a wrong token', async () => {
    expect(await status('http://localhost:4000/', { authorization: '' })).toBe(401);
    expect(await status('http://localhost:4000/', { authorization: `Bearer ${token.slice(1)}0` })).toBe(401);
    expect(await status('http://localhost:4000/?token=wrong', { authorization: '' })).toBe(401);
  });

  it('exchanges the token in the address for a strict cookie, which then opens', async () => {
    const entry = await guarded(
      new Request(`http://localhost:4000/?token=${token}`, { headers: { host: 'localhost:4000' } }),
    );
    expect(entry.status).toBe(303);
    expect(entry.headers.get('location')).toBe('/');
    const cookie = entry.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    const second = await guarded(
      new Request('http://localhost:4000/', {
        headers: { host: 'localhost:4000', cookie: cookie.split(';')[0] ?? '' },
      }),
    );
    expect(await second.text()).toBe('inside');
  });
});
