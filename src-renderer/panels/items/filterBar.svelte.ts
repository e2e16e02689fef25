import { isNoFilter } from '#domain/items/ItemFilter.ts';
import type { ItemFilter, ItemState } from '#domain/items/ItemFilter.ts';
import { getLabels, type Labels } from '../../studio/labels.svelte.ts';
import { getProject, type Project } from '../../studio/project.svelte.ts';
import type { ItemList } from './itemList.svelte.ts';
import { stateNames } from './stateNames.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

const any = { value: '', label: 'Any' };
/** No name of a split holds a comma. */
const noSplit = ',';

/** What the item list is narrowed to, field by field, and the filters that were given a name. */
export class FilterBar {
  isOpen = $state(false);
  name = $state('');
  readonly #list: ItemList;
  readonly #project: Project;
  readonly #labels: Labels;

  constructor(list: ItemList, project: Project, labels: Labels) {
    this.#list = list;
    this.#project = project;
    this.#labels = labels;
  }

  static create(list: ItemList): FilterBar {
    return new FilterBar(list, getProject(), getLabels());
  }

  toggle(): void {
    this.isOpen = !this.isOpen;
  }

  /** In a few words, what is in force. */
  get summary(): string {
    const { tags, split, state, classId } = this.#filter;
    const className = this.#project.summary?.classes.find(({ id }) => id === classId)?.name;
    const parts = [
      this.saved?.name,
      ...tags,
      split === '' ? 'no split' : split,
      className,
      state === null ? null : stateNames[state].toLowerCase(),
    ].filter((part) => part != null);
    const [saved] = parts;
    if (parts.length === 0) return 'Filter';
    return this.saved && saved ? saved : parts.join(' · ');
  }

  get tag(): string {
    return this.#filter.tags[0] ?? '';
  }

  get tagOptions(): readonly Option[] {
    const tags = this.#project.summary?.tags ?? [];
    return [any, ...tags.map(({ name, items }) => ({ value: name, label: `${name} (${items})` }))];
  }

  setTag(tag: string): void {
    this.#narrow({ tags: tag === '' ? [] : [tag] });
  }

  get split(): string {
    const { split } = this.#filter;
    return split === '' ? noSplit : (split ?? '');
  }

  get splitOptions(): readonly Option[] {
    const splits = this.#project.summary?.splits ?? [];
    const named = splits.map(({ name, items }) => ({ value: name, label: `${name} (${items})` }));
    return named.length === 0 ? [any] : [any, ...named, { value: noSplit, label: 'None' }];
  }

  setSplit(split: string): void {
    this.#narrow({ split: split === noSplit ? '' : split === '' ? null : split });
  }

  get classId(): string {
    return String(this.#filter.classId ?? '');
  }

  get classOptions(): readonly Option[] {
    const classes = this.#project.summary?.classes ?? [];
    return [any, ...classes.map(({ id, name }) => ({ value: String(id), label: name }))];
  }

  setClass(classId: string): void {
    this.#narrow({ classId: classId === '' ? null : Number(classId) });
  }

  get state(): string {
    return this.#filter.state ?? '';
  }

  get stateOptions(): readonly Option[] {
    return [any, ...Object.entries(stateNames).map(([value, label]) => ({ value, label }))];
  }

  setState(state: string): void {
    this.#narrow({ state: state === '' ? null : (state as ItemState) });
  }

  /** The saved filter that is in force. */
  get saved(): { readonly id: number; readonly name: string } | null {
    if (isNoFilter(this.#filter)) return null;
    const text = JSON.stringify(this.#filter);
    return this.#saved.find(({ filter }) => JSON.stringify(filter) === text) ?? null;
  }

  get savedValue(): string {
    return String(this.saved?.id ?? '');
  }

  get savedOptions(): readonly Option[] {
    const none = { value: '', label: 'None' };
    return [none, ...this.#saved.map(({ id, name }) => ({ value: String(id), label: name }))];
  }

  useSaved(id: string): void {
    const saved = this.#saved.find((one) => String(one.id) === id);
    if (saved) this.#list.arrangeFilter(saved.filter);
    else this.#list.clearFilter();
  }

  async save(): Promise<void> {
    await this.#labels.saveFilter(this.name, this.#filter);
    this.name = '';
  }

  forgetSaved(): void {
    if (this.saved) void this.#labels.removeFilter(this.saved.id);
  }

  get #filter(): ItemFilter {
    return this.#list.items.filter;
  }

  get #saved() {
    return this.#project.summary?.filters ?? [];
  }

  #narrow(change: Partial<ItemFilter>): void {
    this.#list.arrangeFilter({ ...this.#filter, ...change });
  }
}
