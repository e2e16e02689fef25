import type { BackgroundAnswer, BackgroundPreview } from '#api/contract.ts';
import { type BackgroundRule, defaultDark, defaultLimbPx } from '#domain/ignore/BackgroundRule.ts';
import { backgroundsClient } from '../client/backgroundsClient.ts';
import { Latest } from './latest.svelte.ts';
import { getProject, type Project } from './project.svelte.ts';

export type SourceChoice = 'none' | BackgroundRule['source']['kind'];

/** The background rule of one folder while it is edited: what it would do to the item at hand, before it is kept. */
export class BackgroundRuleDraft {
  readonly facts = new Latest<BackgroundAnswer>();
  readonly preview = new Latest<BackgroundPreview>();
  isSaving = $state(false);
  error = $state.raw<Error | null>(null);
  #rootId = $state<number | null>(null);
  /** Undefined = as it is kept. */
  #draft = $state.raw<BackgroundRule | null | undefined>(undefined);
  readonly #project: Project;

  constructor(project: Project) {
    this.#project = project;
  }

  static create(): BackgroundRuleDraft {
    return new BackgroundRuleDraft(getProject());
  }

  get roots() {
    return this.#project.summary?.roots ?? [];
  }

  get rootId(): number | null {
    return this.#rootId ?? this.roots[0]?.id ?? null;
  }

  get rule(): BackgroundRule | null {
    return this.#draft === undefined ? (this.facts.value?.rule ?? null) : this.#draft;
  }

  get source(): SourceChoice {
    return this.rule?.source.kind ?? 'none';
  }

  get isChanged(): boolean {
    return JSON.stringify(this.rule) !== JSON.stringify(this.facts.value?.rule ?? null);
  }

  chooseFolder(rootId: number): void {
    this.#rootId = rootId;
    this.load();
  }

  load(): void {
    const { rootId } = this;
    this.#draft = undefined;
    this.error = null;
    if (rootId !== null) void this.facts.load((signal) => backgroundsClient.ofFolder(rootId, signal));
  }

  /** Shows what the rule does to an item; newer rules win, and a slider does not wait for each step. */
  show(itemId: number | null, rule: BackgroundRule | null): void {
    if (itemId === null || rule === null) this.preview.clear();
    else this.preview.refresh((signal) => backgroundsClient.preview(itemId, rule, signal));
  }

  chooseSource(source: SourceChoice): void {
    const { treatment, limbPx } = this.rule ?? { treatment: 'leave-out' as const, limbPx: defaultLimbPx };
    if (source === 'none') this.#draft = null;
    else if (source === 'dark') this.#draft = { source: defaultDark, treatment, limbPx };
    else this.#draft = { source: { kind: 'masks', folder: 'masks', marks: 'background' }, treatment, limbPx };
  }

  change(part: Partial<BackgroundRule>): void {
    if (this.rule) this.#draft = { ...this.rule, ...part };
  }

  useProposal(): void {
    const proposal = this.facts.value?.proposal;
    if (proposal) this.#draft = proposal.rule;
  }

  /** Keeps the rule; every run is compared again. */
  async apply(): Promise<boolean> {
    const { rootId } = this;
    if (rootId === null) return false;
    this.isSaving = true;
    this.error = null;
    try {
      await this.#project.keepBackground(rootId, this.rule);
      return true;
    } catch (error) {
      this.error = error instanceof Error ? error : new Error(String(error));
      return false;
    } finally {
      this.isSaving = false;
    }
  }
}
