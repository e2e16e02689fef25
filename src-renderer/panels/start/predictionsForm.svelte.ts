import type { ImportPredictionsAnswer } from '#api/contract.ts';
import { getFiles, type Files } from '../../studio/files.svelte.ts';
import { getLayout, type Layout } from '../../studio/layout.svelte.ts';
import { getProject, type Project } from '../../studio/project.svelte.ts';

/** A folder of maps made elsewhere, what its method is called, and what the numbers mean. */
export class PredictionsForm {
  folder = $state<string | null>(null);
  method = $state('');
  encoding = $state('');
  isStarting = $state(false);
  error = $state.raw<Error | null>(null);
  /** What was matched, kept on screen where something was left over. */
  answer = $state.raw<ImportPredictionsAnswer | null>(null);
  readonly #project: Project;
  readonly #layout: Layout;
  readonly #files: Files;

  constructor(project: Project, layout: Layout, files: Files) {
    this.#project = project;
    this.#layout = layout;
    this.#files = files;
  }

  static create(): PredictionsForm {
    return new PredictionsForm(getProject(), getLayout(), getFiles());
  }

  get canStart(): boolean {
    return !this.isStarting && this.folder !== null && this.method.trim() !== '' && this.encoding !== '';
  }

  get hasNativeDialogs(): boolean {
    return this.#files.hasNativeDialogs;
  }

  async chooseNatively(): Promise<void> {
    this.folder = (await this.#files.chooseFolder()) ?? this.folder;
  }

  async start(): Promise<void> {
    const { folder, encoding } = this;
    if (folder === null) return;
    this.isStarting = true;
    this.error = null;
    try {
      this.answer = await this.#project.importPredictions({ folder, method: this.method.trim(), encoding });
      this.#layout.show('run');
      if (this.answer.missing.length + this.answer.unmatched.length === 0) this.close();
    } catch (error) {
      this.error = error instanceof Error ? error : new Error(String(error));
    } finally {
      this.isStarting = false;
    }
  }

  close(): void {
    this.answer = null;
    this.error = null;
    this.#layout.dialog = null;
  }
}
