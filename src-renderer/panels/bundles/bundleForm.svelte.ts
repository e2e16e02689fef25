import type { JobRecord } from '#domain/records.ts';
import { isNoFilter } from '#domain/items/ItemFilter.ts';
import { getBundles, type Bundles, type BundleScope } from '../../studio/bundles.svelte.ts';
import { getFiles, type Files } from '../../studio/files.svelte.ts';
import { getJobs, type Jobs } from '../../studio/jobs.svelte.ts';
import { getProject, type Project } from '../../studio/project.svelte.ts';

interface Parts {
  readonly bundles: Bundles;
  readonly project: Project;
  readonly files: Files;
  readonly jobs: Jobs;
}

/** What goes into a bundle and where it is written; then, how far it is. */
export class BundleForm {
  scope = $state<BundleScope>('all');
  withFiles = $state(true);
  withResults = $state(true);
  folder = $state<string | null>(null);
  name = $state('');
  isBusy = $state(false);
  error = $state.raw<Error | null>(null);
  /** Of the bundle that is being written or was written last. */
  output = $state<string | null>(null);
  #jobId = $state<number | null>(null);
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  static create(): BundleForm {
    return new BundleForm({
      bundles: getBundles(),
      project: getProject(),
      files: getFiles(),
      jobs: getJobs(),
    });
  }

  /** Begins anew: the listed items where a filter is on, beside the project file. */
  begin(): void {
    const { project } = this.#parts;
    this.scope = isNoFilter(project.items.filter) ? 'all' : 'listed';
    this.folder = null;
    this.name = project.summary?.name ?? 'bundle';
    this.error = null;
    this.output = null;
    this.#jobId = null;
    this.measure();
  }

  choose(scope: BundleScope): void {
    this.scope = scope;
    this.measure();
  }

  measure(): void {
    this.#parts.bundles.measure(this.scope);
  }

  /** Bytes, as far as sizes are known; null while they are being measured. */
  get bytes(): number | null {
    const { size } = this.#parts.bundles;
    if (!size) return null;
    return (this.withFiles ? size.fileBytes : 0) + (this.withResults ? size.mapBytes : 0);
  }

  get size() {
    return this.#parts.bundles.size;
  }

  /** Where the bundle would be written; null while something is missing. */
  get target(): string | null {
    const name = this.name.trim().replace(/\.zip$/i, '');
    if (name === '' || this.folder === null) return null;
    const separator = this.folder.includes('\\') && !this.folder.includes('/') ? '\\' : '/';
    return `${this.folder.replace(/[/\\]$/, '')}${separator}${name}.zip`;
  }

  get job(): JobRecord | null {
    return this.#parts.jobs.list.find(({ id }) => id === this.#jobId) ?? null;
  }

  get isWriting(): boolean {
    return this.isBusy || this.job?.state === 'queued' || this.job?.state === 'running';
  }

  get isWritten(): boolean {
    return this.job?.state === 'done';
  }

  async chooseFolder(): Promise<void> {
    this.folder = (await this.#parts.files.chooseFolder()) ?? this.folder;
  }

  async write(): Promise<void> {
    const { target } = this;
    if (target === null) return;
    this.isBusy = true;
    this.error = null;
    this.output = target;
    try {
      const wish = { output: target, files: this.withFiles, results: this.withResults };
      this.#jobId = await this.#parts.bundles.write(this.scope, wish);
    } catch (error) {
      this.error = error instanceof Error ? error : new Error(String(error));
    } finally {
      this.isBusy = false;
    }
  }

  async cancel(): Promise<void> {
    if (this.#jobId !== null) await this.#parts.jobs.cancel(this.#jobId);
  }
}
