import { getFiles, type Files } from '../../studio/files.svelte.ts';
import { getProject, type Project } from '../../studio/project.svelte.ts';

/** What a folder is chosen for. */
type Wanted = { readonly kind: 'add' } | { readonly kind: 'relocate'; readonly id: number };

/** The folders of the project: one is added, taken away, or said to be elsewhere now. */
export class RootsForm {
  wanted = $state.raw<Wanted | null>(null);
  folder = $state<string | null>(null);
  /** A second click on the same folder removes it. */
  removing = $state<number | null>(null);
  isBusy = $state(false);
  message = $state<string | null>(null);
  error = $state.raw<Error | null>(null);
  readonly #project: Project;
  readonly #files: Files;

  constructor(project: Project, files: Files) {
    this.#project = project;
    this.#files = files;
  }

  static create(): RootsForm {
    return new RootsForm(getProject(), getFiles());
  }

  get roots() {
    return this.#project.summary?.roots ?? [];
  }

  async choose(wanted: Wanted): Promise<void> {
    this.reset();
    this.wanted = wanted;
    if (!this.#files.hasNativeDialogs) return;
    this.folder = await this.#files.chooseFolder();
    if (this.folder === null) this.reset();
    else await this.accept();
  }

  async accept(): Promise<void> {
    const { wanted, folder } = this;
    if (wanted === null || folder === null) return;
    await this.#busy(async () => {
      if (wanted.kind === 'add') await this.#project.addRoot(folder);
      else {
        const { found, lookedFor } = await this.#project.relocateRoot(wanted.id, folder);
        this.message = `${found} of ${lookedFor} files looked for are there.`;
      }
      this.wanted = null;
      this.folder = null;
    });
  }

  async remove(id: number): Promise<void> {
    if (this.removing !== id) {
      this.reset();
      this.removing = id;
      return;
    }
    this.removing = null;
    await this.#busy(() => this.#project.removeRoot(id));
  }

  reset(): void {
    this.wanted = null;
    this.folder = null;
    this.removing = null;
    this.message = null;
    this.error = null;
  }

  async #busy(work: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.error = null;
    try {
      await work();
    } catch (error) {
      this.error = error instanceof Error ? error : new Error(String(error));
    } finally {
      this.isBusy = false;
    }
  }
}
