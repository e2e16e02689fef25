import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { AssetRecord, ItemRecord, ProblemRecord } from '#domain/records.ts';

export type FoundAsset = Omit<AssetRecord, 'id' | 'itemId'>;
export type FoundProblem = Omit<ProblemRecord, 'id' | 'itemId'>;

/** An item as an import finds it. Paths are relative to the project file's folder. */
export interface FoundItem {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly rig: StereoRig | null;
  readonly rigSource: string | null;
  readonly assets: readonly FoundAsset[];
  readonly problems: readonly FoundProblem[];
}

export interface ItemQuery {
  readonly offset: number;
  readonly limit: number;
  /** `name` or a metric's name (scope `all`, needs runId). */
  readonly sort: string;
  readonly descending: boolean;
  /** Part of the name, any case; '' = all. */
  readonly filter: string;
  readonly runId: number | null;
}

export interface ItemRow {
  readonly id: number;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly hasGroundTruth: boolean;
  readonly problems: number;
  readonly annotations: number;
  readonly state: 'done' | 'failed' | null;
  readonly metrics: Readonly<Record<string, number | null>>;
}

export declare class ItemStore {
  /** One transaction. Items are matched by name: a re-import updates; what was derived from changed sources becomes stale. Answers ids in order. */
  upsert(found: readonly FoundItem[]): number[];
  page(query: ItemQuery): { total: number; rows: ItemRow[] };
  /** @throws NotFound */
  get(id: number): ItemRecord;
  byName(name: string): ItemRecord | null;
  /** All, by name in natural order. */
  all(): ItemRecord[];
  ids(): number[];
  assets(itemId: number): AssetRecord[];
  /** @throws NotFound */
  asset(id: number): AssetRecord;
  /** Given by the user (source `given`); null removes it. Evaluations of the item become stale. @throws NotFound */
  setRig(id: number, rig: StereoRig | null): ItemRecord;
  count(): number;
}
