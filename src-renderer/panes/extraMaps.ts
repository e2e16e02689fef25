import type { Raster } from '#domain/rasters/Raster.ts';
import { paneTitles, type DisplayState, type PaneKind } from '../studio/display.svelte.ts';
import type { StereoBench } from '../studio/stereoBench.svelte.ts';
import type { BenchLayers } from './BenchLayers.svelte.ts';
import type { ExtraMap } from './cursorCells.ts';
import type { OtherRunLayers } from './OtherRunLayers.svelte.ts';
import type { PhotometricLayers } from './PhotometricLayers.svelte.ts';

interface Parts {
  readonly display: DisplayState;
  readonly photometric: PhotometricLayers;
  readonly otherRun: OtherRunLayers;
  readonly bench: StereoBench;
  readonly benchLayers: BenchLayers;
}

/** The maps of the self-check, of the other run and of the bench whose panes are there: each has a column in the cursor strip. */
export function extraMaps({
  display,
  photometric,
  otherRun,
  bench,
  benchLayers,
}: Parts): readonly ExtraMap[] {
  const maps: readonly (readonly [PaneKind, () => Raster | null])[] = [
    ['photometric-error', () => photometric.error.value],
    ['left-right', () => photometric.leftRight.value],
    ['visibility', () => photometric.visibility.value],
    ['smoothness', () => photometric.smoothness.value],
    ['other-prediction', () => otherRun.prediction.value],
    ['other-error', () => otherRun.error.value],
    ['nearer', () => otherRun.nearer?.raster ?? null],
    ['bench-a', () => bench.a.map?.raster ?? null],
    ['bench-b', () => bench.b.map?.raster ?? null],
    ['bench-difference', () => bench.difference?.raster ?? null],
    ['bench-uniqueness', () => benchLayers.uniqueness.value],
    ['bench-left-right', () => benchLayers.leftRight.value],
  ];
  return maps
    .filter(([kind]) => display.isVisible(kind))
    .map(([kind, raster]) => ({
      label: paneTitles[kind],
      title: `The pane ${paneTitles[kind]}`,
      raster: raster(),
    }));
}
