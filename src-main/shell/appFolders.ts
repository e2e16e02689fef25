import envPaths from 'env-paths';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where Fathom's own files are, and where it keeps what belongs to the user. */
export interface AppFolders {
  /** The folder of package.json. */
  readonly root: string;
  readonly version: string;
  readonly resources: string;
  /** The built window. */
  readonly renderer: string;
  /** Sample project, logs. */
  readonly userData: string;
  readonly settingsFile: string;
  /** Where networks are looked for, downloaded to and added. */
  readonly models: { readonly bundled: string; readonly cache: string; readonly added: string };
}

/**
 * @param settingsFile overrides the platform's usual place (`--config`).
 * The environment variable FATHOM_HOME moves the user's folder as a whole (tests, portable installations).
 */
export function appFolders(settingsFile?: string): AppFolders {
  const root = packageRoot(import.meta.dirname);
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const home = process.env.FATHOM_HOME;
  const usual = envPaths('fathom', { suffix: '' });
  return {
    root,
    version: manifest.version,
    resources: join(root, 'resources'),
    renderer: join(root, 'out/renderer'),
    userData: home ?? usual.data,
    settingsFile: settingsFile ?? join(home ?? usual.config, 'settings.json'),
    models: {
      bundled: join(root, 'resources/models'),
      cache: join(home === undefined ? usual.cache : join(home, 'cache'), 'models'),
      added: join(home ?? usual.data, 'models'),
    },
  };
}

/** The nearest folder upwards with a package.json; the sources and the built files lie at different depths. */
function packageRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error(`no package.json above ${import.meta.dirname}`);
  return packageRoot(parent);
}
