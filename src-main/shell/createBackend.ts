import { dirname, resolve } from 'node:path';
import { createApi } from '#api/createApi.ts';
import { ComputePool } from '#compute/pool/ComputePool.ts';
import { Inference } from '#inference/Inference.ts';
import { createWorkspace } from '#jobs/Workspace.ts';
import type { AppFolders } from './appFolders.ts';
import { studioHandler, type Handler } from './studioHandler.ts';

export interface Backend {
  /** Answers everything the window asks. */
  readonly handler: Handler;
  /** Stops running jobs within one item and closes the project. */
  close(): Promise<void>;
}

/**
 * Builds the backend that both hosts serve.
 * @param options.roots   folders that the studio may look into; null where native dialogs choose (Electron).
 * @param options.project a project file, `sample`, or null for none.
 */
export async function createBackend(options: {
  readonly folders: AppFolders;
  readonly host: 'electron' | 'browser';
  readonly roots: readonly string[] | null;
  readonly project: string | null;
  readonly threads?: number | null;
}): Promise<Backend> {
  const { folders, project } = options;
  const pool = new ComputePool(options.threads ? { size: options.threads } : {});
  const inference = new Inference(folders.models, options.threads ? { threads: options.threads } : {});
  const workspace = createWorkspace({
    pool,
    inference,
    checksImports: true,
    userDataFolder: folders.userData,
    resourcesFolder: folders.resources,
    version: folders.version,
  });
  const api = await createApi({
    workspace,
    host: options.host,
    version: folders.version,
    roots: options.roots && placesOf([...options.roots, ...ownRoots(folders, project)]),
    settingsFile: folders.settingsFile,
  });
  try {
    if (project === 'sample') await workspace.openSample();
    else if (project !== null) await workspace.openProject(resolve(project));
  } catch (error) {
    await inference.close();
    await pool.close();
    throw error;
  }
  return {
    handler: studioHandler(api, folders.renderer),
    close: async () => {
      await workspace.closeProject();
      await inference.close();
      await pool.close();
    },
  };
}

/** The sample lies in the user's folder, wherever the roots are; a project named on the command line may be read. */
function ownRoots({ userData }: AppFolders, project: string | null): string[] {
  return project === null || project === 'sample' ? [userData] : [userData, dirname(project)];
}

function placesOf(roots: readonly string[]): string[] {
  return [...new Set(roots.map((root) => resolve(root)))];
}
