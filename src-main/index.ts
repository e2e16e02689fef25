/* Electron's entry: builds everything, wires it, nothing else. */
import { join } from 'node:path';
import { appFolders } from './shell/appFolders.ts';
import { createBackend } from './shell/createBackend.ts';
import { startElectronHost } from './shell/electron/startElectronHost.ts';
import { readyLine } from './shell/starter/launchElectron.ts';

// The first word is the application's folder, the second the project; switches are Electron's own.
const [, project] = process.argv.slice(1).filter((word) => !word.startsWith('-'));
const folders = appFolders(process.env.FATHOM_CONFIG);
const backend = await createBackend({
  folders,
  host: 'electron',
  roots: null,
  project: project ?? null,
});
await startElectronHost({
  handler: backend.handler,
  preload: join(folders.root, 'out/preload/index.cjs'),
  onReady: () => process.stdout.write(`${readyLine}\n`),
  close: () => backend.close(),
});
