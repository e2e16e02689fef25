import { defineConfig } from '@playwright/test';
import base from '../playwright.config.ts';

/** `npm run screenshots`: takes the pictures of the documentation anew. */
export default defineConfig({ ...base, testDir: '.', testMatch: 'screenshots.ts' });
