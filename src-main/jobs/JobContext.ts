import type { BundleParts } from './bundle/bundleFormat.ts';
import type { ComputePool } from '#compute/pool/ComputePool.ts';
import type { Inference } from '#inference/Inference.ts';
import type { JobRecord } from '#domain/records.ts';
import type { Project } from '#project/Project.ts';
import type { GivenConfidence } from './importPredictionsJob.ts';
import type { JobProgress } from './JobProgress.ts';
import type { Emit } from './WorkspaceEvent.ts';

export type JobKind = JobRecord['kind'];

/** What a job needs to run, also after a restart; stored as JSON. */
interface JobPayloads {
  import: {
    /** Absolute path of the dataset's folder. */
    readonly root: string;
    readonly layout: string;
    readonly groundTruthEncoding: string | null;
    /** Absolute path; null = what the layout says. */
    readonly calibration: string | null;
    /** A method to run when the import is done; null = none. */
    readonly thenRun: string | null;
  };
  run: { readonly runId: number };
  evaluate: Readonly<Record<string, never>>;
  'import-predictions': {
    readonly runId: number;
    /** Absolute path. */
    readonly folder: string;
    readonly encoding: string;
    /** Absent in jobs of earlier versions: none. */
    readonly confidence?: GivenConfidence | null;
  };
  bundle: {
    /** Absolute path of the zip; what is there is replaced when the new one is whole. */
    readonly output: string;
    readonly itemIds: readonly number[];
    /** Absent in jobs of earlier versions: all. */
    readonly parts?: BundleParts;
  };
  check: {
    /** Null = every item, and what files share content. */
    readonly itemIds: readonly number[] | null;
  };
}

/** A job before it is queued. */
export interface JobDraft<Kind extends JobKind = JobKind> {
  readonly kind: Kind;
  readonly title: string;
  readonly payload: JobPayloads[Kind];
  readonly runId?: number | null;
}

/** What a job's recipe works with. */
export interface JobContext<Kind extends JobKind = JobKind> {
  readonly project: Project;
  readonly pool: ComputePool;
  /** Null where the program runs no networks. */
  readonly inference: Inference | null;
  readonly payload: JobPayloads[Kind];
  /** Aborted when the user cancels or the project is closed; a job stops within one item. */
  readonly signal: AbortSignal;
  readonly progress: JobProgress;
  readonly emit: Emit;
  /** Queues a job that follows from this one. */
  readonly add: (draft: JobDraft) => JobRecord;
}

/** One recipe per kind of job. Each may be started any number of times and does only what is still to be done. */
export type JobRecipes = { readonly [Kind in JobKind]: (context: JobContext<Kind>) => Promise<void> };
