import type { Evidence } from '../regions/RegionRecord.ts';
import type { FrameScene } from './FrameScene.ts';
import type { RegionView } from './RegionView.ts';

/** A setting of a cause: what a measurement is held against. */
interface Limit {
  readonly value: number;
  /** '%', 'px', 'm', '×', or '' for a share or a plain number. */
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly help: string;
}

/** What speaks for a cause in a region. */
export interface Measured {
  /** 0 = nothing, 0.5 = the deciding measurement is at its limit, 1 = certain. */
  readonly score: number;
  /** The first decided. */
  readonly evidence: readonly Evidence[];
}

/**
 * A reason why predictions fail. A new cause is a new file with one of these, added to the list in allCauses.ts; finding,
 * storing, filtering and counting know causes by name only.
 */
export interface Cause {
  /** Stable: it is stored. */
  readonly name: string;
  /** As a sentence starts with it. */
  readonly label: string;
  /** What goes wrong and how it is told, in one or two sentences. */
  readonly help: string;
  readonly limits: Readonly<Record<string, Limit>>;
  /** Annotation classes that say by hand what the measurements try to tell; often none. */
  readonly classes: readonly string[];
  /** Null where it cannot be measured or nothing speaks for it. */
  measure(region: RegionView, scene: FrameScene, limit: (name: string) => number): Measured | null;
}
