import type { Command } from 'commander';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { howToUse } from '#inference/howToUse.ts';
import { InferenceProcess } from '#inference/InferenceProcess.ts';
import { ModelStore } from '#inference/ModelStore.ts';
import type { AppFolders } from '../../shell/appFolders.ts';
import { findChromium } from '../../shell/server/findChromium.ts';
import { hasDisplay } from '../../shell/server/openBrowser.ts';
import { findElectron } from '../../shell/starter/electronBinary.ts';
import { textTable } from '../Terminal.ts';
import type { AddVerb } from '../Verb.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** `fathom doctor`: what this machine has, and what to do about what it lacks. */
export const addDoctor: AddVerb = (program, run) => {
  program
    .command('doctor')
    .description('shows versions, folders, Electron and browser, and what to do about what is missing')
    .addHelpText('after', '\nExample:\n  fathom doctor --json')
    .action((_flags: object, self: Command) =>
      run(self, async ({ terminal, folders }) => {
        const checks = [
          ...runtime(folders),
          await database(),
          await pictures(),
          ...(await providers()),
          networks(folders),
          ...windows(folders),
          ...places(folders),
        ];
        const rows = checks.map((c) => [c.ok ? 'ok' : 'missing', c.name, c.detail]);
        terminal.answer({ checks }, textTable(['', 'check', 'detail'], rows));
        return checks.every((c) => c.ok || isOptional(c)) ? 0 : 3;
      }),
    );
};

/** What the studio can do without. */
const optional = ['electron', 'chromium', 'display', 'window files'];
const isOptional = ({ name }: Check): boolean =>
  optional.includes(name) || (name.startsWith('provider ') && name !== 'provider cpu');

function runtime({ version }: AppFolders): Check[] {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isNew = major > 22 || (major === 22 && minor >= 18);
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB memory`;
  return [
    { name: 'fathom', ok: true, detail: version },
    {
      name: 'node',
      ok: isNew,
      detail: `${process.versions.node} at ${process.execPath}${isNew ? '' : '; 22.18 or newer is needed'}`,
    },
    {
      name: 'machine',
      ok: true,
      detail: `${process.platform}-${process.arch}, ${availableParallelism()} cores, ${memory}`,
    },
  ];
}

async function database(): Promise<Check> {
  return importCheck('better-sqlite3', () => import('#project/Project.ts'), 'the project database opens');
}

async function pictures(): Promise<Check> {
  return importCheck('sharp', () => import('#formats/sharpImage.ts'), 'pictures can be read');
}

/** Where networks can run: each provider is tried in a process of its own, as a driver may bring it down. */
async function providers(): Promise<Check[]> {
  const inference = new InferenceProcess();
  try {
    const reports = await inference.providers();
    return reports.map((report) => ({
      name: `provider ${report.provider}`,
      ok: report.works,
      detail: report.works ? 'networks run on it' : howToUse(report, process.platform),
    }));
  } catch (error) {
    return [
      { name: 'provider cpu', ok: false, detail: `${String(error)}; run npm ci again on this machine` },
    ];
  } finally {
    await inference.close();
  }
}

function networks({ models }: AppFolders): Check {
  const { models: known, broken } = new ModelStore(models).list();
  const ready = known.filter(({ state }) => state === 'ready').map(({ manifest }) => manifest.id);
  const bad = broken.map(({ error }) => `; ${error.message}`).join('');
  const detail = `${ready.length} of ${known.length} ready (${ready.join(', ') || 'none'}); downloads go to ${models.cache}${bad}`;
  return { name: 'networks', ok: broken.length === 0, detail };
}

/** Native modules fail when they are loaded, so loading them is the check. */
async function importCheck(name: string, load: () => Promise<unknown>, detail: string): Promise<Check> {
  try {
    await load();
    return { name, ok: true, detail };
  } catch (error) {
    return { name, ok: false, detail: `${String(error)}; run npm ci again on this machine` };
  }
}

function windows(folders: AppFolders): Check[] {
  const electron = findElectron(folders.root);
  const chromium = findChromium();
  const isBuilt = existsSync(join(folders.renderer, 'index.html'));
  return [
    {
      name: 'electron',
      ok: electron !== null,
      detail: electron ?? 'not fetched: npm run fetch:electron; until then the studio opens in the browser',
    },
    {
      name: 'chromium',
      ok: chromium !== null,
      detail:
        chromium ?? 'none found; any current browser shows the studio, the end-to-end tests need Chromium',
    },
    {
      name: 'display',
      ok: hasDisplay(),
      detail: hasDisplay()
        ? 'windows can be opened'
        : 'none (DISPLAY is not set): the address is printed instead',
    },
    {
      name: 'window files',
      ok: isBuilt,
      detail: isBuilt ? folders.renderer : 'not built yet; open and serve build them',
    },
  ];
}

function places(folders: AppFolders): Check[] {
  return [
    { name: 'settings file', ok: true, detail: folders.settingsFile },
    { name: 'user folder', ...writable(folders.userData) },
  ];
}

function writable(folder: string): { ok: boolean; detail: string } {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return { ok: true, detail: folder };
  } catch (error) {
    return { ok: false, detail: `${folder} cannot be written: ${String(error)}` };
  }
}
