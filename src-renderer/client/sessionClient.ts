import type { SessionAnswer } from '#api/contract.ts';
import { getJson, sendJson } from './request.ts';

export const sessionClient = {
  get: () => getJson<SessionAnswer>('session'),
  saveSettings: (settings: Readonly<Record<string, unknown>>) => sendJson('PUT', 'settings', settings),
};
