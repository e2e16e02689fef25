/* Run before the tests: names the Chromium that end-to-end tests will use, or says in one line how to get one. */
import { chromium } from '@playwright/test';
import { existsSync } from 'node:fs';
import { findChromium as findSystemChromium } from '#shell/server/findChromium.ts';

/** A system Chromium, else the one that Playwright has downloaded, else null. */
export function findChromium(): string | null {
  const playwrights = chromium.executablePath();
  return findSystemChromium() ?? (existsSync(playwrights) ? playwrights : null);
}

if (import.meta.main) {
  const found = findChromium();
  if (found === null) {
    process.stderr.write(
      'No Chromium for the end-to-end tests: run `apt-get install chromium` (Debian) or `npx playwright install chromium`, or set CHROMIUM_PATH.\n',
    );
    process.exit(3);
  }
  process.stdout.write(`Chromium for the end-to-end tests: ${found}\n`);
}
