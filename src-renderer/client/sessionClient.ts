import type { SessionAnswer } from '#api/contract.ts';
import { getJson, sendJson } from './request.ts';

export const sessionClient = {
  get: () => getJson<SessionAnswer>('session'),
  /** Goes out even while the page is being closed. */
  saveSettings: (settings: Readonly<Record<string, unknown>>) =>
    sendJson('PUT', 'settings', settings, { keepalive: true }),
};
