import { ComputePool } from '#compute/pool/ComputePool.ts';
import type { JobRecord } from '#domain/records.ts';
import { abortError, errorTags, StudioError, type ErrorTag } from '#domain/errors.ts';
import { Inference } from '#inference/Inference.ts';
import { createWorkspace, type Workspace } from '#jobs/Workspace.ts';
import { projectErrorFrom } from '#project/openDatabase.ts';
import type { VerbContext } from './Verb.ts';

/** Runs with a workspace whose jobs show their progress, and closes it whatever happens. */
export async function withWorkspace<Result>(
  { folders, terminal, threads }: VerbContext,
  work: (workspace: Workspace) => Promise<Result>,
): Promise<Result> {
  const pool = new ComputePool(threads === null ? {} : { size: threads });
  const inference = new Inference(folders.models, threads === null ? {} : { threads });
  const workspace = createWorkspace({
    pool,
    inference,
    userDataFolder: folders.userData,
    resourcesFolder: folders.resources,
    version: folders.version,
  });
  workspace.subscribe((event) => {
    if (event.type !== 'job') return;
    const { job, itemsPerSecond, secondsLeft } = event;
    terminal.progress({ ...job, itemsPerSecond, secondsLeft });
  });
  try {
    return await work(workspace);
  } catch (error) {
    throw workspace.isOpen ? projectErrorFrom(error, workspace.project.path) : error;
  } finally {
    await workspace.closeProject();
    await inference.close();
    await pool.close();
  }
}

/**
 * Waits for a job. After Ctrl-C the job stops within one item and waits in the project for the same command.
 * @throws AbortError after Ctrl-C; StudioError when the job as a whole failed
 */
export async function finished(
  workspace: Workspace,
  job: JobRecord,
  signal: AbortSignal,
): Promise<JobRecord> {
  const interrupted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(abortError()), { once: true });
  });
  const ended = await Promise.race([workspace.queue.whenEnded(job.id), interrupted]);
  if (ended.error === null) return ended;
  const { tag, message, fields } = ended.error;
  throw isErrorTag(tag) ? new StudioError(tag, message, fields) : new Error(`${tag}: ${message}`);
}

function isErrorTag(tag: string): tag is ErrorTag {
  return (errorTags as readonly string[]).includes(tag);
}
