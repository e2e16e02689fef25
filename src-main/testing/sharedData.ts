import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** The folder of real samples that developers have beside the project; users do not. */
export const sharedData = resolve(import.meta.dirname, '../../../shared/data');

/** For `describe.skipIf(!hasSharedData)`: tests on real samples are reported as skipped where these are missing. */
export const hasSharedData = existsSync(sharedData);
