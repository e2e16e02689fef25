import type { ComputePool } from '#compute/pool/ComputePool.ts';
import type { Inference } from '#inference/Inference.ts';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import type { Project } from '#project/Project.ts';
import { checkDraft } from './doctor/checkJob.ts';
import { jobRecipes } from './jobRecipes.ts';
import { ProjectEdits } from './ProjectEdits.ts';
import { Queue } from './Queue.ts';
import { SourceWatch } from './SourceWatch.ts';
import { recipeRecord } from './recipeRecord.ts';
import type { Emit } from './WorkspaceEvent.ts';

export interface OpenProjectOptions {
  readonly pool: ComputePool;
  readonly inference: Inference | null;
  /** Items are examined after each import. */
  readonly checksImports: boolean;
  readonly emit: Emit;
  readonly onBug: (error: unknown) => void;
}

/** A project with its jobs and its edits, as long as it is open. */
export class OpenProject {
  readonly project: Project;
  readonly queue: Queue;
  readonly edits: ProjectEdits;
  #sources: SourceWatch;
  readonly #emit: Emit;
  readonly #onBug: (error: unknown) => void;

  constructor(project: Project, { pool, inference, checksImports, emit, onBug }: OpenProjectOptions) {
    this.project = project;
    this.#emit = emit;
    this.#onBug = onBug;
    // Not when it is made: a kill between the two would leave a project without one.
    if (project.recipes.inForce() === null) {
      project.recipes.setInForce(recipeRecord(defaultRecipe('disparity')));
    }
    const tell: Emit = (event) => {
      emit(event);
      // New files are watched, too.
      if (event.type !== 'job' || event.job.kind !== 'import' || event.job.state !== 'done') return;
      this.lookAtSources();
      if (checksImports) this.queue.add(checkDraft(null));
    };
    this.queue = new Queue({ project, pool, inference, recipes: jobRecipes, emit: tell, onBug });
    this.edits = new ProjectEdits({ project, pool, queue: this.queue, emit, onBug });
    this.#sources = new SourceWatch({ project, emit, onBug });
  }

  /** Jobs that were interrupted go on, and comparisons that are outdated are done again. */
  start(): void {
    this.edits.evaluateNow();
    this.queue.start();
    this.#sources.start();
    this.#tidy().catch(this.#onBug);
  }

  /** Looks at all files again, and watches where they are now. */
  lookAtSources(): void {
    const earlier = this.#sources;
    this.#sources = new SourceWatch({ project: this.project, emit: this.#emit, onBug: this.#onBug });
    earlier.close().then(() => this.#sources.start(), this.#onBug);
  }

  async #tidy(): Promise<void> {
    if ((await this.project.tidy()) === 0) return;
    this.#emit({ type: 'items', ids: null });
    this.#emit({ type: 'project' });
  }

  /** Jobs stop within one item and wait for the next time. */
  async close(): Promise<void> {
    this.edits.close();
    await this.#sources.close();
    await this.queue.close();
    this.project.close();
  }
}
