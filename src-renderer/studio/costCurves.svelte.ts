import { createContext, untrack } from 'svelte';
import type { CostCurveAnswer } from '#api/contract.ts';
import { readCostCurve, type CostCurveReading } from '#domain/stereo/readCostCurve.ts';
import { stereoClient, windowSlot } from '../client/stereoClient.ts';
import { Latest } from './latest.svelte.ts';
import type { NavigationState } from './navigation.svelte.ts';
import type { StereoBench } from './stereoBench.svelte.ts';
import type { XY } from './viewport.ts';

type Answer = CostCurveAnswer & { readonly key: string };

const [getCostCurves, setCostCurves] = createContext<CostCurves>();

/**
 * What every disparity costs at the clicked pixel, with the options of the bench's set in hand: the raw costs at once,
 * the summed ones as soon as the whole map is there, so that sliders are not kept waiting.
 */
export class CostCurves {
  readonly #raw = new Latest<Answer>();
  readonly #aggregated = new Latest<Answer>();
  readonly #bench: StereoBench;
  readonly #navigation: NavigationState;

  /** What is asked for; null while nothing is. */
  readonly #wish = $derived.by(() => {
    const { isOn, itemId, slot } = this.#bench;
    const at = this.#navigation.clicked;
    if (!isOn || itemId === null || !at) return null;
    const method = this.#bench.methodOf(slot);
    return { itemId, method, ...at, key: [itemId, method, at.x, at.y].join(' ') };
  });
  readonly #key = $derived(this.#wish?.key ?? null);
  readonly #isMapWhole = $derived.by(() => {
    const { map, isBusy } = this.#bench.slot;
    return map !== null && !map.isPart && !isBusy && map.method === this.#wish?.method;
  });

  constructor(bench: StereoBench, navigation: NavigationState) {
    this.#bench = bench;
    this.#navigation = navigation;
  }

  static create(bench: StereoBench, navigation: NavigationState): CostCurves {
    const curves = setCostCurves(new CostCurves(bench, navigation));
    $effect(() => {
      const key = curves.#key;
      untrack(() => curves.#load(curves.#raw, key, 'raw'));
    });
    $effect(() => {
      const key = curves.#isMapWhole ? curves.#key : null;
      untrack(() => curves.#load(curves.#aggregated, key, 'aggregated'));
    });
    return curves;
  }

  static get(): CostCurves {
    return getCostCurves();
  }

  /** The pixel; null while none was clicked. */
  get at(): XY | null {
    return this.#navigation.clicked;
  }

  /** With the summed costs where they are known, else with the raw ones alone; null while neither is. */
  get answer(): CostCurveAnswer | null {
    return this.#current(this.#aggregated) ?? this.#current(this.#raw);
  }

  /** By the costs that decide: window costs of block matching, else the summed ones; null while they are not known. */
  get reading(): CostCurveReading | null {
    const curve = this.answer?.curve;
    const { kind } = this.#bench.slot.setup;
    const costs = kind === 'block' ? curve?.rawCost : curve?.aggregatedCost;
    const reading = curve && costs ? readCostCurve(curve.disparities, costs) : null;
    // SGBM steps by sixteenths, the other matchers do not, and they may decline to choose.
    if (!curve || !reading || kind === 'sgbm') return reading;
    return curve.chosen === null ? null : { ...reading, chosen: curve.chosen };
  }

  get error(): Error | null {
    return this.#aggregated.error ?? this.#raw.error;
  }

  /** The summed costs are on their way, or will be when the map is whole. */
  get isAggregating(): boolean {
    return this.#wish !== null && this.error === null && !this.#current(this.#aggregated);
  }

  #current(latest: Latest<Answer>): Answer | null {
    return latest.value && latest.value.key === this.#key ? latest.value : null;
  }

  #load(latest: Latest<Answer>, key: string | null, stage: 'raw' | 'aggregated'): void {
    const wish = this.#wish;
    if (key === null || !wish) {
      latest.clear();
      return;
    }
    if (this.#current(latest)) return;
    const { itemId, method, x, y } = wish;
    const request = { method, x, y, stage, slot: windowSlot(`curve-${stage}`) };
    void latest.load(async (signal) => ({ ...(await stereoClient.costCurve(itemId, request, signal)), key }));
  }
}
