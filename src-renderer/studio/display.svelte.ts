import type { ComparedQuantity } from '#domain/rasters/Raster.ts';
import type { DepthMapName } from '#domain/colormap/colorTables.ts';
import { depthMapNames } from '#domain/colormap/colorTables.ts';
import { createContext } from 'svelte';

export const paneKinds = [
  'left',
  'right',
  'ground-truth',
  'prediction',
  'ssim',
  'signed-error',
  'absolute-error',
  'point-cloud',
  'reconstruction',
  'photometric-error',
  'left-right',
  'visibility',
  'smoothness',
  'other-prediction',
  'other-error',
  'nearer',
  'bench-a',
  'bench-b',
  'bench-difference',
  'bench-uniqueness',
  'bench-left-right',
  'cost-curve',
] as const;
export type PaneKind = (typeof paneKinds)[number];

export const paneTitles: Readonly<Record<PaneKind, string>> = {
  left: 'Left image',
  right: 'Right image',
  'ground-truth': 'Ground truth',
  prediction: 'Prediction',
  ssim: 'SSIM',
  'signed-error': 'Signed error',
  'absolute-error': 'Absolute error',
  'point-cloud': 'Point cloud',
  reconstruction: 'Reconstruction',
  'photometric-error': 'Photometric error',
  'left-right': 'Left-right difference',
  visibility: 'Visibility',
  smoothness: 'Smoothness',
  'other-prediction': 'Other prediction',
  'other-error': 'Other signed error',
  nearer: 'Nearer to truth',
  'bench-a': 'Bench A',
  'bench-b': 'Bench B',
  'bench-difference': 'Bench B − A',
  'bench-uniqueness': 'Bench uniqueness',
  'bench-left-right': 'Bench left-right',
  'cost-curve': 'Cost curve',
};

const ownGroups = [
  {
    title: 'Without ground truth',
    kinds: ['reconstruction', 'photometric-error', 'left-right', 'visibility', 'smoothness'],
  },
  { title: 'Two runs', kinds: ['other-prediction', 'other-error', 'nearer'] },
  {
    title: 'SGBM bench',
    kinds: ['bench-a', 'bench-b', 'bench-difference', 'bench-uniqueness', 'bench-left-right', 'cost-curve'],
  },
] as const satisfies readonly PaneGroup[];
const inOwnGroup: readonly PaneKind[] = ownGroups.flatMap(({ kinds }) => [...kinds]);

interface PaneGroup {
  readonly title: string;
  readonly kinds: readonly PaneKind[];
}

/** How the panes are listed where one chooses among them. */
export const paneGroups: readonly PaneGroup[] = [
  { title: 'Item and run', kinds: paneKinds.filter((kind) => !inOwnGroup.includes(kind)) },
  ...ownGroups,
];

/** The key that shows a pane alone, where it has one. */
export const paneKey = (kind: PaneKind): string | null => {
  const index = paneKinds.indexOf(kind);
  return index < 9 ? String(index + 1) : null;
};

/** `item`: from the percentiles of the item's ground truth. `fixed`: typed or taken from what is visible, and kept. */
export interface RangeSetting {
  readonly mode: 'item' | 'fixed';
  readonly min: number;
  readonly max: number;
}

export interface CloudSetting {
  readonly shows: 'both' | 'ground-truth' | 'prediction';
  readonly color: 'image' | 'depth' | 'error';
  readonly pointPx: number;
  readonly dropsFlying: boolean;
}

const defaults = {
  panes: ['left', 'ground-truth', 'prediction', 'ssim', 'signed-error', 'point-cloud'] as readonly PaneKind[],
  /** What was visible before panes were arranged for a task; shown again when that is over, also after a restart. */
  panesBefore: null as readonly PaneKind[] | null,
  colorMap: 'turbo' as DepthMapName,
  quantity: 'stored' as 'stored' | ComparedQuantity,
  depthRange: { mode: 'item', min: 0, max: 1 } as RangeSetting,
  trimPercent: 1 as 0.1 | 1 | 10,
  errorRange: { mode: 'item', min: -1, max: 1 } as RangeSetting,
  ssimFrom: -1 as -1 | 0,
  cloud: { shows: 'both', color: 'image', pointPx: 2, dropsFlying: true } as CloudSetting,
  showsRegions: true,
  showsAnnotations: true,
  /** A line through both pictures of the pair at the cursor's row, with the match marked. */
  showsRows: false,
};

/** What DisplayState.toJSON gives and `restore` takes; plain JSON. */
export type DisplaySettings = typeof defaults;

const [getDisplay, setDisplay] = createContext<DisplayState>();

/** How maps are shown, chosen once for all panes: colour map, ranges, quantity, visible panes. */
export class DisplayState {
  settings = $state.raw<DisplaySettings>(defaults);
  /** The pane that fills the grid, or null. */
  maximised = $state.raw<PaneKind | null>(null);
  /** While Shift is held, ground truth stands in place of every map. */
  isHoldingGroundTruth = $state(false);

  static create(): DisplayState {
    return setDisplay(new DisplayState());
  }

  static get(): DisplayState {
    return getDisplay();
  }

  toJSON(): DisplaySettings {
    return this.settings;
  }

  /** Takes what toJSON gave. Throws on a form that it does not know; the caller says so and keeps the defaults. */
  restore(saved: unknown): void {
    this.settings = parseSettings(saved);
  }

  change(part: Partial<DisplaySettings>): void {
    this.settings = { ...this.settings, ...part };
  }

  changeCloud(part: Partial<CloudSetting>): void {
    this.change({ cloud: { ...this.settings.cloud, ...part } });
  }

  isVisible(kind: PaneKind): boolean {
    return this.settings.panes.includes(kind);
  }

  /** Shows or hides a pane; the last one stays. Panes keep the order of paneKinds. */
  togglePane(kind: PaneKind): void {
    const panes = paneKinds.filter((k) => (k === kind ? !this.isVisible(k) : this.isVisible(k)));
    if (panes.length > 0) this.change({ panes });
    if (this.maximised && !panes.includes(this.maximised)) this.maximised = null;
  }

  /** Shows just these panes until `endArrangement`. */
  arrange(kinds: readonly PaneKind[]): void {
    const { panes, panesBefore } = this.settings;
    const wanted = paneKinds.filter((kind) => kinds.includes(kind));
    this.change({ panes: wanted, panesBefore: panesBefore ?? panes });
    this.maximised = null;
  }

  /** Shows again what was visible before `arrange`. */
  endArrangement(): void {
    const { panesBefore } = this.settings;
    if (!panesBefore) return;
    this.change({ panes: panesBefore, panesBefore: null });
    this.maximised = null;
  }

  toggleMaximised(kind: PaneKind): void {
    this.maximised = this.maximised === kind ? null : kind;
  }

  cycleColorMap(): void {
    const next = (depthMapNames.indexOf(this.settings.colorMap) + 1) % depthMapNames.length;
    this.change({ colorMap: depthMapNames[next]! });
  }

  setDepthRange(min: number, max: number): void {
    this.change({ depthRange: { mode: 'fixed', min, max } });
  }

  /** The range follows each item's ground truth again; `trimPercent` is left out at either end. */
  followItem(trimPercent = this.settings.trimPercent): void {
    this.change({ trimPercent, depthRange: { ...this.settings.depthRange, mode: 'item' } });
  }

  setErrorLimit(limit: number): void {
    this.change({ errorRange: { mode: 'fixed', min: -limit, max: limit } });
  }

  resetRanges(): void {
    this.change({
      depthRange: defaults.depthRange,
      errorRange: defaults.errorRange,
      ssimFrom: defaults.ssimFrom,
    });
  }
}

function parseSettings(saved: unknown): DisplaySettings {
  if (typeof saved !== 'object' || saved === null)
    throw new Error('The saved display settings are not an object');
  const given = saved as Partial<DisplaySettings>;
  const settings = { ...defaults, ...given };
  const shown = settings.panesBefore ?? settings.panes;
  const panes = paneKinds.filter((kind) => shown.includes(kind));
  const knows =
    panes.length > 0 &&
    (depthMapNames as readonly string[]).includes(settings.colorMap) &&
    ['stored', 'disparity', 'depth', 'inverse-depth'].includes(settings.quantity) &&
    isRange(settings.depthRange) &&
    isRange(settings.errorRange);
  if (!knows) throw new Error(`The saved display settings have an unknown form: ${JSON.stringify(saved)}`);
  return { ...settings, panes, panesBefore: null };
}

function isRange(range: RangeSetting): boolean {
  return (
    ['item', 'fixed'].includes(range.mode) &&
    Number.isFinite(range.min) &&
    Number.isFinite(range.max) &&
    range.min < range.max
  );
}
