import type { ImportPreviewAnswer } from '#api/contract.ts';
import { getFiles, type Files } from '../../studio/files.svelte.ts';
import { getLayout, type Layout } from '../../studio/layout.svelte.ts';
import { Latest } from '../../studio/latest.svelte.ts';
import { getProject, type Project } from '../../studio/project.svelte.ts';

/** What to import and how; every change asks the backend what would be found. */
export class ImportForm {
  root = $state<string | null>(null);
  layoutName = $state('auto');
  /** Empty = as proposed. */
  encoding = $state('');
  output = $state('');
  /** Path of a calibration for every item; empty = what the dataset brings. */
  calibration = $state('');
  isStarting = $state(false);
  startError = $state.raw<Error | null>(null);
  readonly #preview = new Latest<ImportPreviewAnswer>();
  readonly #project: Project;
  readonly #layout: Layout;
  readonly #files: Files;

  constructor(project: Project, layout: Layout, files: Files) {
    this.#project = project;
    this.#layout = layout;
    this.#files = files;
  }

  static create(): ImportForm {
    return new ImportForm(getProject(), getLayout(), getFiles());
  }

  get preview(): ImportPreviewAnswer | null {
    return this.#preview.error ? null : this.#preview.value;
  }

  get isPreviewing(): boolean {
    return this.#preview.isLoading;
  }

  get error(): Error | null {
    return this.startError ?? this.#preview.error;
  }

  get canStart(): boolean {
    return !this.isStarting && !this.isPreviewing && (this.preview?.items ?? 0) > 0 && this.output !== '';
  }

  get hasNativeDialogs(): boolean {
    return this.#files.hasNativeDialogs;
  }

  async chooseNatively(): Promise<void> {
    const path = await this.#files.chooseFolder();
    if (path !== null) await this.look({ root: path });
  }

  /** Changes what to look at and looks again. */
  async look(change: { root?: string; layoutName?: string; encoding?: string }): Promise<void> {
    this.root = change.root ?? this.root;
    this.layoutName = change.layoutName ?? this.layoutName;
    this.encoding = change.encoding ?? this.encoding;
    this.startError = null;
    const { root } = this;
    if (root === null) return;
    const wanted = {
      root,
      layout: this.layoutName,
      groundTruthEncoding: this.encoding === '' ? null : this.encoding,
    };
    await this.#preview.load((signal) => this.#files.previewImport(wanted, signal));
    // What the user typed stays until another folder is chosen.
    if (this.preview && (change.root !== undefined || this.output === '')) {
      this.output = this.preview.suggestedOutput;
    }
  }

  async start(): Promise<void> {
    if (this.root === null) return;
    this.isStarting = true;
    this.startError = null;
    try {
      await this.#project.import({
        root: this.root,
        output: this.output,
        layout: this.layoutName,
        groundTruthEncoding: this.encoding === '' ? null : this.encoding,
        calibration: this.calibration === '' ? null : this.calibration,
      });
      this.#layout.dialog = null;
    } catch (error) {
      this.startError = error instanceof Error ? error : new Error(String(error));
    } finally {
      this.isStarting = false;
    }
  }
}
