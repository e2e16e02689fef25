import type { ModelDownload } from '#domain/networks/ModelDownload.ts';
import type { JobRecord } from '#domain/records.ts';

/** What the open project tells those who watch it. The window gets these through the event stream. */
export type WorkspaceEvent =
  | {
      readonly type: 'job';
      readonly job: JobRecord;
      /** Over the last items; null until one is finished. */
      readonly itemsPerSecond: number | null;
      readonly secondsLeft: number | null;
    }
  /** Another project is open, or none, or facts about the open one changed. */
  | { readonly type: 'project' }
  /** Items appeared or changed; ids null = many. */
  | { readonly type: 'items'; readonly ids: readonly number[] | null }
  /** A prediction, its evaluation and its regions were saved. */
  | { readonly type: 'evaluated'; readonly runId: number; readonly itemId: number }
  | { readonly type: 'annotations'; readonly itemIds: readonly number[] }
  /** Somebody said something of regions. */
  | { readonly type: 'reviewed'; readonly regionIds: readonly number[] }
  /** A download of a network got further or ended. */
  | { readonly type: 'download'; readonly download: ModelDownload };

export type Emit = (event: WorkspaceEvent) => void;
