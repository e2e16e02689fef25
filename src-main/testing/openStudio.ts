import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '#api/createApi.ts';
import type { ProjectSummary } from '#api/contract.ts';
import { ComputePool } from '#compute/pool/ComputePool.ts';
import { Inference } from '#inference/Inference.ts';
import type { InferenceProcessOptions } from '#inference/InferenceProcess.ts';
import { createWorkspace, type Workspace } from '#jobs/Workspace.ts';
import type { WorkspaceEvent } from '#jobs/WorkspaceEvent.ts';

/** The whole backend with a folder of its own, as both hosts build it. */
export interface TestStudio {
  /** A root of the studio; its path has no links in it. */
  readonly folder: string;
  readonly workspace: Workspace;
  readonly events: readonly WorkspaceEvent[];
  /** Bugs that jobs or routes reported; a test expects none. */
  readonly bugs: readonly unknown[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The answer's JSON, whatever its status. */
  get<Answer>(path: string): Promise<Answer>;
  send<Answer>(method: 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer>;
  /** Imports a dataset below the folder and waits until the import is done. */
  importDataset(root: string): Promise<ProjectSummary>;
  /** Waits until no job waits or runs. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** @param options.resourcesFolder where a sample dataset lies, in `examples/`. */
export async function openStudio(
  options: {
    readonly resourcesFolder?: string;
    readonly onCrash?: InferenceProcessOptions['onCrash'];
  } = {},
): Promise<TestStudio> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'fathom-'));
  const [events, bugs]: [WorkspaceEvent[], unknown[]] = [[], []];
  const onBug = (bug: unknown): void => void bugs.push(bug);
  const pool = new ComputePool({ size: 2 });
  const models = join(folder, 'models');
  const inference = new Inference(
    { bundled: models, cache: join(folder, 'cache'), added: join(folder, 'added') },
    { threads: 1, ...(options.onCrash ? { onCrash: options.onCrash } : {}) },
  );
  const workspace = createWorkspace({
    pool,
    inference,
    userDataFolder: join(folder, 'user-data'),
    resourcesFolder: options.resourcesFolder ?? join(folder, 'resources'),
    version: 'test',
    onBug,
  });
  workspace.subscribe((event) => events.push(event));
  const settingsFile = join(folder, 'settings.json');
  const api = await createApi({
    workspace,
    host: 'browser',
    version: 'test',
    roots: [folder],
    settingsFile,
    onBug,
  });

  const fetch = (path: string, init?: RequestInit): Promise<Response> =>
    api(new Request(`http://studio.test/api/${path}`, init));
  async function send<Answer>(method: 'POST' | 'PUT', path: string, body: unknown = {}): Promise<Answer> {
    const response = await fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Answer;
  }
  async function idle(): Promise<void> {
    const { project, queue } = workspace;
    const isBusy = ({ state }: { state: string }): boolean => state === 'queued' || state === 'running';
    for (let job = project.jobs.list().find(isBusy); job; job = project.jobs.list().find(isBusy)) {
      await queue.whenEnded(job.id);
    }
  }
  return {
    folder,
    workspace,
    events,
    bugs,
    fetch,
    get: async <Answer>(path: string) => (await (await fetch(path)).json()) as Answer,
    send,
    importDataset: async (root) => {
      const request = { root, output: `${root}.fathom`, layout: 'auto', groundTruthEncoding: null };
      await send('POST', 'project/import', request);
      await idle();
      return await send('POST', 'project/open', { path: `${root}.fathom` });
    },
    idle,
    close: async () => {
      await workspace.closeProject();
      await inference.close();
      await pool.close();
      // Settings are written one after the other; when this one is, none is left that needs the folder.
      await send('PUT', 'settings');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
