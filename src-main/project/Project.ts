import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { containerPath } from '#domain/datasets/containerPath.ts';
import { StudioError } from '#domain/errors.ts';
import type { SubsetSize } from '#domain/items/SubsetSize.ts';
import { AnnotationStore } from './AnnotationStore.ts';
import { CauseNumberStore } from './CauseNumberStore.ts';
import { DecisionStore } from './DecisionStore.ts';
import { EpipolarStore } from './EpipolarStore.ts';
import { DuplicateFinder } from './DuplicateFinder.ts';
import { EvaluationStore } from './EvaluationStore.ts';
import { RegionCounts } from './RegionCounts.ts';
import { RegionStore } from './RegionStore.ts';
import { forgetLostRasters, forgetLostRastersSlowly } from './forgetLostRasters.ts';
import { FilterStore } from './FilterStore.ts';
import { ItemStore } from './ItemStore.ts';
import { JobStore } from './JobStore.ts';
import { LabelStore } from './LabelStore.ts';
import { MetaStore } from './MetaStore.ts';
import { MetricTable } from './MetricTable.ts';
import { migrate } from './migrate.ts';
import { openDatabase, projectErrorFrom, settleInOneFile } from './openDatabase.ts';
import type { Database } from './openDatabase.ts';
import { PredictionStore } from './PredictionStore.ts';
import { ProblemStore } from './ProblemStore.ts';
import { applicationId, checkDatabase, checkHeader } from './projectHeader.ts';
import { ProjectLock } from './ProjectLock.ts';
import { RasterStore } from './RasterStore.ts';
import { RecipeStore } from './RecipeStore.ts';
import { ReviewStore } from './ReviewStore.ts';
import { RootStore } from './RootStore.ts';
import { RunStore } from './RunStore.ts';
import { ThumbnailCache } from './ThumbnailCache.ts';
import { verifyProject } from './verifyProject.ts';
import type { VerifyAnswer, VerifyOptions } from './verifyProject.ts';
import { subsetSize } from './subsetSize.ts';
import { writeSubset } from './writeSubset.ts';
import type { Subset } from './writeSubset.ts';

/** How a project is opened. */
export interface ProjectAccess {
  /** Opens for reading only; default false. */
  readonly readOnly?: boolean;
  /**
   * Called with the absolute path of every source file before its path is given out; throws PathRefused for one that
   * may not be read. A project file may come from anyone, and its paths may lead anywhere. Default: all may.
   */
  readonly fence?: (path: string) => void;
}

/** Facts about the project as a whole. */
export interface ProjectMeta {
  /** Name of the dataset layout that the items were found by. */
  readonly layout: string;
  /** The dataset's first folder, relative to the project file's folder, with forward slashes; all are in `roots`. */
  readonly root: string;
  /** Ground-truth encoding as the user gave it (named or spelled out); null = proposed at import. */
  readonly groundTruthEncoding: string | null;
  /** The program and version that made the file, e.g. `fathom 0.1.0`. */
  readonly createdBy: string;
}

/** One open project: the SQLite file, its stores and its folder of derived rasters. */
export class Project {
  /** Absolute path of the `.fathom` file. */
  readonly path: string;
  /** The file's name without `.fathom`. */
  readonly name: string;
  /** Absolute path of the file's folder; stored paths are relative to it. */
  readonly folder: string;
  readonly roots: RootStore;
  readonly items: ItemStore;
  readonly labels: LabelStore;
  readonly filters: FilterStore;
  readonly problems: ProblemStore;
  readonly decisions: DecisionStore;
  readonly duplicates: DuplicateFinder;
  readonly epipolar: EpipolarStore;
  readonly runs: RunStore;
  readonly predictions: PredictionStore;
  readonly evaluations: EvaluationStore;
  readonly causeNumbers: CauseNumberStore;
  readonly metricTable: MetricTable;
  readonly recipes: RecipeStore;
  readonly annotations: AnnotationStore;
  readonly jobs: JobStore;
  readonly rasters: RasterStore;
  readonly thumbnails: ThumbnailCache;
  readonly #metaStore: MetaStore;
  readonly #database: Database;
  readonly regions: RegionStore;
  readonly reviews: ReviewStore;
  readonly regionCounts: RegionCounts;
  readonly #lock: ProjectLock | null;
  readonly #fence: NonNullable<ProjectAccess['fence']>;

  private constructor(path: string, database: Database, lock: ProjectLock | null, access: ProjectAccess) {
    this.path = path;
    this.name = basename(path, '.fathom');
    this.folder = dirname(path);
    this.#database = database;
    this.#lock = lock;
    this.#fence = access.fence ?? (() => undefined);
    this.#metaStore = new MetaStore(database);
    this.roots = new RootStore(database);
    this.items = new ItemStore(database);
    this.labels = new LabelStore(database);
    this.filters = new FilterStore(database);
    this.problems = new ProblemStore(database);
    this.decisions = new DecisionStore(database);
    this.duplicates = new DuplicateFinder(database);
    this.epipolar = new EpipolarStore(database);
    this.runs = new RunStore(database);
    this.regions = new RegionStore(database);
    this.reviews = new ReviewStore(database);
    this.regionCounts = new RegionCounts(database);
    this.predictions = new PredictionStore(database);
    this.evaluations = new EvaluationStore(database);
    this.causeNumbers = new CauseNumberStore(database);
    this.metricTable = new MetricTable(database);
    this.recipes = new RecipeStore(database);
    this.annotations = new AnnotationStore(database);
    this.jobs = new JobStore(database);
    this.rasters = new RasterStore(database, rastersFolderOf(path));
    this.thumbnails = new ThumbnailCache(rastersFolderOf(path));
  }

  /**
   * Makes a new project file and opens it. The file is made under another name and renamed when it is whole, so that a
   * kill leaves none or a good one.
   *
   * @param facts.root  absolute, or relative to the project file's folder.
   * @throws InvalidOption (the file exists), FileMissing (no such folder), ProjectBusy, CannotWrite
   */
  static create(path: string, facts: ProjectMeta, access: ProjectAccess = {}): Project {
    const absolute = resolve(path);
    const folder = dirname(absolute);
    if (!existsSync(folder)) {
      throw new StudioError('FileMissing', `there is no folder ${folder}`, { file: folder });
    }
    const lock = ProjectLock.acquire(rastersFolderOf(absolute), absolute);
    try {
      if (existsSync(absolute)) {
        throw new StudioError('InvalidOption', `${absolute} exists already`, { file: absolute });
      }
      writeNewFile(absolute, { ...facts, root: storedPath(folder, facts.root) });
    } catch (error) {
      throw projectErrorFrom(error, absolute);
    } finally {
      lock.release();
    }
    return Project.open(absolute, access);
  }

  /**
   * Opens a project, for writing unless told otherwise; older formats are migrated, interrupted jobs queued again.
   *
   * @throws FileMissing, BadProject (no Fathom project, damaged, or of a newer version: left as it is), ProjectBusy
   *   (open for writing elsewhere; never with readOnly), CannotWrite
   */
  static open(path: string, access: ProjectAccess = {}): Project {
    const absolute = resolve(path);
    if (!existsSync(absolute)) {
      throw new StudioError('FileMissing', `there is no project ${absolute}`, { file: absolute });
    }
    return access.readOnly
      ? Project.#openForReading(absolute, access)
      : Project.#openForWriting(absolute, access);
  }

  get readOnly(): boolean {
    return this.#lock === null;
  }

  get meta(): ProjectMeta {
    const stored = this.#metaStore.get('project') as ProjectMeta;
    return { ...stored, root: this.roots.list()[0]?.path ?? stored.root };
  }

  /** Facts of the project; those of its first folder are kept with that, too. */
  setMeta(patch: Partial<ProjectMeta>): void {
    this.#database.transaction(() => {
      this.#metaStore.set('project', { ...this.meta, ...patch });
      const first = this.roots.list()[0];
      const { root: path, layout, groundTruthEncoding } = { ...this.meta, ...patch };
      if (first) this.roots.update(first.id, { path, layout, groundTruthEncoding });
    })();
  }

  /** Absolute path of a stored path. @throws PathRefused outside the fence that the project was opened with */
  resolve(stored: string): string {
    const path = resolve(this.folder, stored);
    this.requireReadable(path);
    return path;
  }

  /** @throws PathRefused where the absolute path lies outside the fence that the project was opened with. */
  requireReadable(path: string): void {
    this.#fence(path);
    // `x.npz:key` names an array in a file.
    const { file } = containerPath(path);
    if (file !== path) this.#fence(file);
  }

  /** Absolute path of a stored path, of which only the name is wanted. */
  absolute(stored: string): string {
    return resolve(this.folder, stored);
  }

  /** Whether there is anything at a stored path. */
  isThere(stored: string): boolean {
    return existsSync(this.absolute(stored));
  }

  /** The form in which a path is stored: relative to the project file's folder, with forward slashes. */
  relative(path: string): string {
    return storedPath(this.folder, path);
  }

  /** Integrity of database and files; `checkSources: false` leaves out reading the source files. */
  verify(options: VerifyOptions = {}): Promise<VerifyAnswer> {
    return verifyProject(this, this.#database, options);
  }

  /**
   * What opening leaves undone where there are many rasters: forgets results whose files are gone, a little at a time.
   * @returns how many.
   */
  async tidy(): Promise<number> {
    if (this.readOnly || !this.rasters.areMany) return 0;
    return await forgetLostRastersSlowly(this.#database, this.rasters, nextTurn);
  }

  /** Writes a project of some of the items, see writeSubset.ts; answers which files belong to it. */
  writeSubset(path: string, itemIds: readonly number[], withResults = true): Subset {
    return writeSubset(this.#database, path, itemIds, withResults);
  }

  /** How much such a project would hold, see subsetSize.ts. */
  subsetSize(itemIds: readonly number[] | null): SubsetSize {
    return subsetSize(this.#database, itemIds);
  }

  close(): void {
    this.thumbnails.close();
    if (!this.readOnly && this.#database.open && this.rasters.haveGrown && this.rasters.areMany) {
      this.rasters.sweep();
    }
    if (!this.readOnly && this.#database.open) settleInOneFile(this.#database);
    this.#database.close();
    this.#lock?.release();
  }

  static #openForReading(path: string, access: ProjectAccess): Project {
    let database: Database | null = null;
    try {
      database = openDatabase(path, { readOnly: true });
      checkDatabase(path, database);
      return new Project(path, database, null, access);
    } catch (error) {
      database?.close();
      throw projectErrorFrom(error, path);
    }
  }

  static #openForWriting(path: string, access: ProjectAccess): Project {
    const rastersFolder = rastersFolderOf(path);
    // Reading the header closes a file, which drops every lock this process has on it: only without a holder here.
    if (!existsSync(rastersFolder)) checkHeader(path);
    const lock = ProjectLock.acquire(rastersFolder, path);
    let database: Database | null = null;
    try {
      checkHeader(path);
      database = openDatabase(path);
      checkDatabase(path, database);
      database.pragma('journal_mode = WAL');
      migrate(database);
      const project = new Project(path, database, lock, access);
      project.jobs.markInterruptedAsQueued();
      project.rasters.removeTemporaryFiles();
      if (!project.rasters.areMany) {
        project.rasters.sweep();
        forgetLostRasters(database, project.rasters);
      }
      return project;
    } catch (error) {
      database?.close();
      lock.release();
      throw projectErrorFrom(error, path);
    }
  }
}

function writeNewFile(path: string, meta: ProjectMeta): void {
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { force: true });
  rmSync(`${unfinished}-journal`, { force: true });
  const database = openDatabase(unfinished);
  try {
    database.pragma(`application_id = ${applicationId}`);
    migrate(database);
    new MetaStore(database).set('project', meta);
    const { root: path, layout, groundTruthEncoding } = meta;
    new RootStore(database).add({ path, prefix: '', layout, groundTruthEncoding, calibration: null });
    new AnnotationStore(database).putDefaultClasses();
  } catch (error) {
    database.close();
    rmSync(unfinished, { force: true });
    throw error;
  }
  database.close();
  renameSync(unfinished, path);
  syncFolder(dirname(path));
}

/** Makes a rename durable. Windows has no such call and refuses to open folders. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function rastersFolderOf(path: string): string {
  return join(dirname(path), `${basename(path, '.fathom')}.fathom-rasters`);
}

function storedPath(folder: string, path: string): string {
  const found = relative(folder, resolve(folder, path));
  return isAbsolute(found) ? found : found.split(sep).join('/') || '.';
}
