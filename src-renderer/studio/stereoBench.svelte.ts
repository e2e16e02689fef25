import { createContext, untrack } from 'svelte';
import { formatMethodSpec } from '#domain/methods/formatMethodSpec.ts';
import { disparityFigures, type DisparityFigures } from '#domain/metrics/disparityFigures.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import type { FilterOptions } from '#domain/stereo/filters/FilterOptions.ts';
import { benchDifference } from './benchDifference.ts';
import { BenchSlot, type BenchSlotName } from './benchSlot.svelte.ts';
import type { DisplayState, PaneKind } from './display.svelte.ts';
import type { NavigationState } from './navigation.svelte.ts';
import type { Project } from './project.svelte.ts';
import type { XY } from './viewport.ts';
import { visibleBox } from './visibleBox.ts';

interface Parts {
  readonly project: Project;
  readonly navigation: NavigationState;
  readonly display: DisplayState;
}

const [getStereoBench, setStereoBench] = createContext<StereoBench>();

/**
 * A matcher's options tried on the selected item while they change: set A, and set B beside it. Nothing of it is saved; a run
 * with the options in hand is.
 */
export class StereoBench {
  readonly a: BenchSlot;
  readonly b: BenchSlot;
  /** The set that is edited, and run. */
  chosen = $state<BenchSlotName>('a');
  #isOn = $state(false);
  #comparesTwo = $state(false);
  readonly #parts: Parts;

  /** What can be matched; null without an item, or where it has no pair. */
  readonly #subject = $derived.by(() => {
    const item = this.#parts.project.item;
    const hasPair = ['left', 'right'].every((role) => item?.assets.some((asset) => asset.role === role));
    return item && hasPair
      ? { itemId: item.item.id, width: item.item.width, height: item.item.height }
      : null;
  });
  /** B − A, where both have a map. */
  readonly difference = $derived.by(() => {
    const [a, b] = [this.a.map, this.b.map];
    return a && b && a.itemId === b.itemId ? benchDifference(a.raster, b.raster) : null;
  });
  readonly #figuresA = $derived.by(() => this.#figuresOf(this.a));
  readonly #figuresB = $derived.by(() => this.#figuresOf(this.b));
  #truth = $state.raw<() => Raster | null>(() => null);
  #filters = $state.raw<() => FilterOptions | undefined>(() => undefined);
  readonly #itemId = $derived(this.#subject?.itemId ?? null);

  constructor(parts: Parts) {
    this.#parts = parts;
    this.a = new BenchSlot('a');
    this.b = new BenchSlot('b');
  }

  static create(parts: Parts): StereoBench {
    const bench = setStereoBench(new StereoBench(parts));
    $effect(() => bench.#follow(bench.a, bench.isOn));
    $effect(() => bench.#follow(bench.b, bench.isOn && bench.comparesTwo));
    return bench;
  }

  static get(): StereoBench {
    return getStereoBench();
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  get comparesTwo(): boolean {
    return this.#comparesTwo;
  }

  /** The set in hand. */
  get slot(): BenchSlot {
    return this[this.chosen];
  }

  /** Of what is matched; null without a pair. */
  get itemId(): number | null {
    return this.#itemId;
  }

  get hasPair(): boolean {
    return this.#subject !== null;
  }

  /** The sets on the panes. */
  get shown(): readonly BenchSlot[] {
    if (!this.isOn) return [];
    return this.comparesTwo ? [this.a, this.b] : [this.a];
  }

  /** Against the item's ground truth; null without one in disparity, or while only a part is matched. */
  figures(name: BenchSlotName): DisparityFigures | null {
    return name === 'a' ? this.#figuresA : this.#figuresB;
  }

  /** A set of options as a method, with the filters that hold for both sets. */
  methodOf({ matcher }: BenchSlot): string {
    const filters = this.#filters();
    return formatMethodSpec(filters ? { ...matcher, filters } : matcher);
  }

  /** Where the filters of the next run are read. */
  filterWith(filters: () => FilterOptions): void {
    this.#filters = filters;
  }

  /** Where the ground truth of the item on screen is read. */
  compareWith(truth: () => Raster | null): void {
    this.#truth = truth;
  }

  /** The disparity of the ground truth at a pixel, px; null without one. */
  truthAt({ x, y }: XY): number | null {
    const truth = this.#truth();
    if (truth?.quantity !== 'disparity:px') return null;
    const value = truth.values[y * truth.width + x];
    return value === undefined || Number.isNaN(value) ? null : value;
  }

  turn(isOn: boolean): void {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    if (isOn) this.#arrange();
    else this.#parts.display.endArrangement();
  }

  /** With two sets, B begins as a copy of A. */
  compare(comparesTwo: boolean): void {
    if (comparesTwo === this.#comparesTwo) return;
    this.#comparesTwo = comparesTwo;
    if (comparesTwo) this.b.setup = this.a.setup;
    this.chosen = comparesTwo ? 'b' : 'a';
    if (this.isOn) this.#arrange();
  }

  swap(): void {
    const { a, b } = this;
    [a.setup, b.setup] = [b.setup, a.setup];
    [a.map, b.map] = [b.map, a.map];
    [a.whole, b.whole] = [b.whole, a.whole];
  }

  #arrange(): void {
    const hasTruth = this.#parts.project.item?.assets.some(
      ({ role }) => role === 'disparity' || role === 'depth',
    );
    const kinds: PaneKind[] = ['left', 'bench-a', 'cost-curve'];
    if (hasTruth) kinds.push('ground-truth');
    if (this.comparesTwo) kinds.push('bench-b', 'bench-difference');
    this.#parts.display.arrange(kinds);
  }

  #figuresOf({ map }: BenchSlot): DisparityFigures | null {
    const truth = this.#truth();
    if (!map || map.isPart || map.itemId !== this.#itemId || truth?.quantity !== 'disparity:px') return null;
    const isComparable = truth.width === map.raster.width && truth.height === map.raster.height;
    return isComparable ? disparityFigures(truth.values, map.raster.values) : null;
  }

  /** Matches whenever the options or the item change; what is on screen goes first. */
  #follow(slot: BenchSlot, isShown: boolean): void {
    const itemId = this.#itemId;
    const method = this.methodOf(slot);
    untrack(() => {
      const subject = this.#subject;
      if (!isShown || itemId === null || !subject) {
        slot.clear();
        return;
      }
      const { navigation } = this.#parts;
      slot.want({
        ...subject,
        method,
        visible: () => visibleBox(navigation, subject),
      });
    });
  }
}
