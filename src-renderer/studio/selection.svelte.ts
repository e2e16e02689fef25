import { createContext } from 'svelte';

export type Tool = 'view' | 'select' | 'polygon' | 'polyline' | 'brush' | 'erase';

/** x, y, width, height in pixels. */
export type Box = readonly [number, number, number, number];

/** What is chosen, once for the whole studio: a choice in a list, on a pane or in the cloud is the same choice. */
export class Selection {
  itemId = $state<number | null>(null);
  runId = $state<number | null>(null);
  regionId = $state<number | null>(null);
  annotationId = $state<string | null>(null);
  /** The class that new shapes get. */
  classId = $state<number | null>(null);
  tool = $state<Tool>('view');
  brushWidthPx = $state(12);
  polylineWidthPx = $state(4);
  /** A box that all panes are to show as soon as the item is on screen; whoever honours it clears it. */
  zoomRequest = $state.raw<{ readonly itemId: number; readonly box: Box } | null>(null);

  static create(): Selection {
    return setSelection(new Selection());
  }

  selectItem(itemId: number | null): void {
    if (itemId === this.itemId) return;
    this.itemId = itemId;
    this.regionId = null;
    this.annotationId = null;
  }

  selectRegion(itemId: number, regionId: number): void {
    this.selectItem(itemId);
    this.annotationId = null;
    this.regionId = regionId;
  }

  selectAnnotation(annotationId: string | null): void {
    this.regionId = null;
    this.annotationId = annotationId;
  }

  zoomTo(itemId: number, box: Box): void {
    this.selectItem(itemId);
    this.zoomRequest = { itemId, box };
  }

  /** Forgets what belongs to a project that is no longer open. */
  clear(): void {
    this.selectItem(null);
    this.runId = null;
    this.classId = null;
    this.zoomRequest = null;
    this.tool = 'view';
  }
}

const [getSelection, setSelection] = createContext<Selection>();

export { getSelection };
