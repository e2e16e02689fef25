import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { ComputePool } from '#compute/pool/ComputePool.ts';
import type { Inference } from '#inference/Inference.ts';
import { StudioError } from '#domain/errors.ts';
import type { JobRecord } from '#domain/records.ts';
import { Project, type ProjectAccess } from '#project/Project.ts';
import { copySample } from './copySample.ts';
import type { JobDraft } from './JobContext.ts';
import { OpenProject } from './OpenProject.ts';
import type { ProjectEdits } from './ProjectEdits.ts';
import type { Queue } from './Queue.ts';
import type { Emit, WorkspaceEvent } from './WorkspaceEvent.ts';

export interface WorkspaceOptions {
  /** Stays the caller's: the workspace does not close it. */
  readonly pool: ComputePool;
  /** The caller's, too. Default: no networks are run. */
  readonly inference?: Inference;
  /** Where the sample project is kept. */
  readonly userDataFolder: string;
  /** The program's own `resources`. */
  readonly resourcesFolder: string;
  /** Items are examined in the background after each import. Default false: only when asked. */
  readonly checksImports?: boolean;
  /** Of the program; written into the projects it makes. */
  readonly version?: string;
  /** Told of every error in a job that is not an expected failure. Default: the stack goes to stderr. */
  readonly onBug?: (error: unknown) => void;
}

interface ImportDataset {
  /** Absolute path of the dataset's folder. */
  readonly root: string;
  /** Absolute path of the project file. One that exists already must belong to the same dataset and is updated. */
  readonly output: string;
  /** `auto` or a layout's name. */
  readonly layout: string;
  readonly groundTruthEncoding: string | null;
  /** Absolute path of a calibration file that holds for every item; default: what the layout says. */
  readonly calibration?: string | null;
  /** A method to run when the import is done; default none. */
  readonly thenRun?: string | null;
}

/**
 * The one project that may be open, its jobs and those who watch them. The window's backend holds one, and so does a
 * verb of the command line.
 */
export interface Workspace {
  readonly pool: ComputePool;
  /** Null where the program runs no networks. */
  readonly inference: Inference | null;
  readonly isOpen: boolean;
  /** @throws NotFound while no project is open (these three). */
  readonly project: Project;
  readonly queue: Queue;
  readonly edits: ProjectEdits;
  /** Looks at all files of the open project again, in the background. */
  lookAtSources(): void;
  /** Closes the project that was open; when the new one cannot be opened, the old one stays. Interrupted jobs go on. */
  openProject(path: string): Promise<void>;
  /** Makes the project, or opens it again, and queues its import. */
  importDataset(request: ImportDataset): Promise<JobRecord>;
  /** Opens the sample project; the first time it is copied, imported, matched and compared by ordinary jobs. */
  openSample(): Promise<void>;
  closeProject(): Promise<void>;
  /** From now on projects are opened behind this fence: what they name outside it is not read. */
  fenceIn(fence: NonNullable<ProjectAccess['fence']>): void;
  readonly emit: Emit;
  /** Answers a function that ends the subscription. */
  subscribe(listener: Emit): () => void;
}

/** The sample's disparities stay below 63 px; 64 of them cost the fewest columns at the left. */
const sampleMethod = 'sgbm:numDisparities=64';

export function createWorkspace(options: WorkspaceOptions): Workspace {
  const onBug = options.onBug ?? reportBug;
  const inference = options.inference ?? null;
  const listeners = new Set<Emit>();
  let open: OpenProject | null = null;
  let access: ProjectAccess = {};
  let lastChange: Promise<unknown> = Promise.resolve();

  function emit(event: WorkspaceEvent): void {
    for (const listener of listeners) listener(event);
  }
  /** Opening and closing take turns. */
  function inTurn<Result>(change: () => Promise<Result>): Promise<Result> {
    const result = lastChange.then(change, change);
    lastChange = result;
    return result;
  }
  function required(): OpenProject {
    if (open) return open;
    throw new StudioError('NotFound', 'no project is open', {});
  }
  async function swap(next: OpenProject | null): Promise<void> {
    await open?.close();
    open = next;
    emit({ type: 'project' });
  }
  /**
   * Goes to the project already open under that path, else opens it with `make`. `begin` comes before interrupted jobs
   * go on, so that work it queues is found to be one of them.
   */
  async function enter<Result>(
    path: string,
    make: () => Project,
    begin: (entered: OpenProject) => Result,
  ): Promise<Result> {
    if (open?.project.path === path) return begin(open);
    const { pool, checksImports = false } = options;
    const next = new OpenProject(make(), { pool, inference, checksImports, emit, onBug });
    await swap(next);
    try {
      return begin(next);
    } finally {
      next.start();
    }
  }
  function make({ root, output, layout, groundTruthEncoding }: ImportDataset): Project {
    const createdBy = `fathom ${options.version ?? ''}`.trim();
    return Project.create(output, { layout, root, groundTruthEncoding, createdBy }, access);
  }
  async function importDataset(request: ImportDataset): Promise<JobRecord> {
    const { output, root } = request;
    // Before a project is made for nothing.
    if (!existsSync(root) || !statSync(root).isDirectory()) {
      throw new StudioError('FileMissing', `${root} is not a folder that can be read`, {
        file: root,
        expected: 'the folder of a dataset',
        found: existsSync(root) ? 'a file' : 'nothing',
      });
    }
    const isNew = !existsSync(output);
    const makeOrOpen = (): Project => (isNew ? make(request) : Project.open(output, access));
    return await enter(output, makeOrOpen, ({ project, queue }) => {
      if (!isNew) continueWith(project, request);
      return queue.add(importDraft(request));
    });
  }

  return {
    pool: options.pool,
    inference,
    emit,
    get isOpen() {
      return open !== null;
    },
    get project() {
      return required().project;
    },
    get queue() {
      return required().queue;
    },
    get edits() {
      return required().edits;
    },
    lookAtSources: () => open?.lookAtSources(),
    openProject: (path) => inTurn(() => enter(path, () => Project.open(path, access), importWhereNoneWas)),
    importDataset: (request) => inTurn(() => importDataset(request)),
    openSample: () =>
      inTurn(async () => {
        const { root, output } = await copySample(options.resourcesFolder, options.userDataFolder);
        if (existsSync(output)) {
          const isMade = await enter(
            output,
            () => Project.open(output, access),
            ({ project }) => project.runs.list().length > 0 || project.jobs.queued().length > 0,
          );
          if (isMade) return;
        }
        await importDataset({
          root,
          output,
          layout: 'auto',
          groundTruthEncoding: null,
          thenRun: sampleMethod,
        });
      }),
    closeProject: () => inTurn(() => swap(null)),
    fenceIn(fence) {
      access = { fence };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function importDraft(request: ImportDataset): JobDraft<'import'> {
  const { root, layout, groundTruthEncoding, calibration = null, thenRun = null } = request;
  const payload = { root, layout, groundTruthEncoding, calibration, thenRun };
  return { kind: 'import', title: `Import ${basename(root)}`, payload };
}

/** A project whose maker was killed before its import was queued gets it. */
function importWhereNoneWas({ project, queue }: OpenProject): void {
  if (project.items.count() > 0 || project.jobs.list().length > 0) return;
  const { layout, groundTruthEncoding, root } = project.meta;
  const dataset = { root: project.resolve(root), output: project.path, layout, groundTruthEncoding };
  queue.add(importDraft(dataset));
}

/** An import into a project that exists updates it; another dataset in it would be a mistake. */
function continueWith(project: Project, { root, groundTruthEncoding }: ImportDataset): void {
  const known = project.resolve(project.meta.root);
  if (known !== root && project.items.count() === 0) project.setMeta({ root: project.relative(root) });
  else if (known !== root) {
    throw new StudioError('InvalidOption', `${project.path} belongs to the dataset ${known}, not ${root}`, {
      file: project.path,
      expected: known,
      found: root,
    });
  }
  project.setMeta({ groundTruthEncoding });
}

function reportBug(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
