import type { ImportCheckAnswer, ImportPreviewAnswer } from '#api/contract.ts';
import { getFiles, type Files } from '../../studio/files.svelte.ts';
import { getLayout, type Layout } from '../../studio/layout.svelte.ts';
import { Latest } from '../../studio/latest.svelte.ts';
import { getProject, type Project } from '../../studio/project.svelte.ts';

/** What to import and how; every change asks the backend what would be found. */
export class ImportForm {
  root = $state<string | null>(null);
  layoutName = $state('auto');
  /** By layer, as written; a layer without one is read as proposed. */
  encodings = $state.raw<Readonly<Record<string, string>>>({});
  output = $state('');
  /** Path of a calibration for every item; empty = what the dataset brings. */
  calibration = $state('');
  isStarting = $state(false);
  startError = $state.raw<Error | null>(null);
  readonly #preview = new Latest<ImportPreviewAnswer>();
  readonly #check = new Latest<ImportCheckAnswer>();
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

  /** What the headers of the files show; null while they are being read. */
  get check(): ImportCheckAnswer | null {
    return this.preview === null || this.#check.isLoading ? null : this.#check.value;
  }

  get isPreviewing(): boolean {
    return this.#preview.isLoading;
  }

  get error(): Error | null {
    return this.startError ?? this.#preview.error;
  }

  get canStart(): boolean {
    const isReady = !this.isStarting && !this.isPreviewing && !this.hasQuestion;
    return isReady && (this.preview?.items ?? 0) > 0 && this.output !== '';
  }

  get hasNativeDialogs(): boolean {
    return this.#files.hasNativeDialogs;
  }

  async chooseNatively(): Promise<void> {
    const path = await this.#files.chooseFolder();
    if (path !== null) await this.look({ root: path });
  }

  /** Whether some ground truth has no reading that was given or is clear. */
  get hasQuestion(): boolean {
    return this.preview?.layers.some(({ error }) => error?.tag === 'EncodingUnknown') ?? false;
  }

  /** Says what a layer's numbers mean; '' = as proposed. */
  async setEncoding(layer: string, encoding: string): Promise<void> {
    const others = Object.entries(this.encodings).filter(([other]) => other !== layer);
    this.encodings = Object.fromEntries(encoding === '' ? others : [...others, [layer, encoding]]);
    await this.look({});
  }

  /** Changes what to look at and looks again. */
  async look(change: { root?: string; layoutName?: string }): Promise<void> {
    if (change.root !== undefined && change.root !== this.root) this.encodings = {};
    this.root = change.root ?? this.root;
    this.layoutName = change.layoutName ?? this.layoutName;
    this.startError = null;
    const { root } = this;
    if (root === null) return;
    const wanted = {
      root,
      layout: this.layoutName,
      groundTruthEncoding: this.#given,
    };
    this.#check.clear();
    await this.#preview.load((signal) => this.#files.previewImport(wanted, signal));
    if (this.preview && !this.hasQuestion) {
      void this.#check.load((signal) => this.#files.checkImport(wanted, signal));
    }
    // What the user typed stays until another folder is chosen.
    if (this.preview && (change.root !== undefined || this.output === '')) {
      this.output = this.preview.suggestedOutput;
    }
  }

  /** `kitti-2015/disparity:kitti-disparity; …` */
  get #given(): string | null {
    const parts = Object.entries(this.encodings).map(([layer, encoding]) => `${layer}:${encoding}`);
    return parts.length === 0 ? null : parts.join('; ');
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
        groundTruthEncoding: this.#given,
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
