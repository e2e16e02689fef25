import type { AnnotationStore } from './AnnotationStore.ts';
import type { EvaluationStore } from './EvaluationStore.ts';
import type { ItemStore } from './ItemStore.ts';
import type { JobStore } from './JobStore.ts';
import type { PredictionStore } from './PredictionStore.ts';
import type { ProblemStore } from './ProblemStore.ts';
import type { RasterStore } from './RasterStore.ts';
import type { RecipeStore } from './RecipeStore.ts';
import type { RunStore } from './RunStore.ts';
import type { VerifyAnswer } from './verifyProject.ts';

/** Facts about the project as a whole. */
export interface ProjectMeta {
  /** Name of the dataset layout the items were found by. */
  readonly layout: string;
  /** The dataset's folder, relative to the project file's folder, with forward slashes. */
  readonly root: string;
  /** Ground-truth encoding as the user gave it (named or spelled out); null = proposed at import. */
  readonly groundTruthEncoding: string | null;
  /** The program and version that made the file, e.g. `fathom 0.1.0`. */
  readonly createdBy: string;
}

/** One open project: the SQLite file, its stores and its folder of derived rasters. */
export class Project {
  /** Absolute path of the `.fathom` file. */
  declare readonly path: string;
  /** The file's name without `.fathom`. */
  declare readonly name: string;
  /** Absolute path of the file's folder; stored paths are relative to it. */
  declare readonly folder: string;
  declare readonly items: ItemStore;
  declare readonly problems: ProblemStore;
  declare readonly runs: RunStore;
  declare readonly predictions: PredictionStore;
  declare readonly evaluations: EvaluationStore;
  declare readonly recipes: RecipeStore;
  declare readonly annotations: AnnotationStore;
  declare readonly jobs: JobStore;
  declare readonly rasters: RasterStore;

  /** Makes a new project file and opens it. `root` may be absolute; it is stored relative. @throws InvalidOption (file exists), FileMissing (folder), ProjectBusy */
  static create(path: string, facts: ProjectMeta): Project {
    throw new Error(`being written ${path} ${facts.layout}`);
  }

  /** @throws FileMissing, BadProject (no Fathom project, or newer), ProjectBusy (open for writing elsewhere; never with readOnly) */
  static open(path: string, options: { readonly readOnly?: boolean } = {}): Project {
    throw new Error(`being written ${path} ${options.readOnly}`);
  }

  get meta(): ProjectMeta {
    throw new Error('being written');
  }
  setMeta(patch: Partial<ProjectMeta>): void {
    throw new Error(`being written ${patch.root}`);
  }
  /** Absolute path of a stored path. */
  resolve(relativePath: string): string {
    throw new Error(`being written ${relativePath}`);
  }
  /** The form in which a path is stored: relative to the project file's folder, forward slashes. */
  relative(absolutePath: string): string {
    throw new Error(`being written ${absolutePath}`);
  }
  /** `checkSources: false` leaves out hashing the source files. */
  verify(options: { readonly checkSources?: boolean } = {}): Promise<VerifyAnswer> {
    throw new Error(`being written ${options.checkSources}`);
  }
  close(): void {
    throw new Error('being written');
  }
}
