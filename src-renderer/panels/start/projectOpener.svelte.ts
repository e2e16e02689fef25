import { createContext } from 'svelte';
import { getFiles, type Files } from '../../studio/files.svelte.ts';
import { getLayout, type Layout } from '../../studio/layout.svelte.ts';
import { getProject, type Project } from '../../studio/project.svelte.ts';

/** Opens projects, however they were chosen, and keeps why it failed for the place where it was asked. */
export class ProjectOpener {
  isBusy = $state(false);
  error = $state.raw<Error | null>(null);
  readonly #project: Project;
  readonly #layout: Layout;
  readonly #files: Files;

  constructor(project: Project, layout: Layout, files: Files) {
    this.#project = project;
    this.#layout = layout;
    this.#files = files;
  }

  static create(): ProjectOpener {
    return setProjectOpener(new ProjectOpener(getProject(), getLayout(), getFiles()));
  }

  /** Asks for a project file: natively where that is possible, else in a dialog of the studio. */
  async ask(): Promise<void> {
    this.error = null;
    if (!this.#files.hasNativeDialogs) {
      this.#layout.dialog = 'open';
      return;
    }
    const path = await this.#files.chooseFile('Open project', 'fathom');
    if (path === null) return;
    await this.open(path);
    if (this.error) this.#layout.dialog = 'open';
  }

  async open(path: string): Promise<void> {
    await this.#attempt(() => this.#project.open(path));
  }

  async openSample(): Promise<void> {
    await this.#attempt(() => this.#project.openSample());
  }

  async #attempt(action: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.error = null;
    try {
      await action();
      this.#layout.dialog = null;
    } catch (error) {
      this.error = error instanceof Error ? error : new Error(String(error));
    } finally {
      this.isBusy = false;
    }
  }
}

const [getProjectOpener, setProjectOpener] = createContext<ProjectOpener>();

export { getProjectOpener };
