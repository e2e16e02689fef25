import { rasteriseShape } from '../annotation/rasteriseShape.ts';
import type { Shape } from '../annotation/Annotation.ts';
import { allCauses } from '../causes/allCauses.ts';
import type { Mask } from '../rasters/Raster.ts';

/** An item's annotated objects and the failure regions that a run has there. */
interface AnnotatedFrame {
  readonly width: number;
  readonly height: number;
  readonly objects: readonly { readonly className: string; readonly shape: Shape }[];
  /** Outlines are those of reviews where they were drawn anew. */
  readonly regions: readonly {
    readonly cause: string;
    readonly outline: readonly (readonly [number, number])[];
  }[];
}

export interface RecallQuestion {
  readonly frames: readonly AnnotatedFrame[];
  /** An object is met where the regions of its frame together cover at least this share of it. */
  readonly coverage: number;
}

/** Annotated objects of one class against failure regions. */
interface ClassRecall {
  readonly className: string;
  readonly objects: number;
  /** Covered by regions to the asked share, of any cause. */
  readonly met: number;
  /** … by regions of a cause that this class stands for; null where it stands for none. */
  readonly metByCause: number | null;
  /** Overlapped by one region with intersection ÷ union of a half or more. */
  readonly matched: number;
  /** Regions of which at least half lies on objects of the class. */
  readonly regionsOn: number;
  /** Regions of a cause that the class stands for, wherever they lie; null where it stands for none. */
  readonly regionsOfCause: number | null;
  /** … of which at least half lies on objects of the class. */
  readonly regionsOfCauseOn: number | null;
}

export interface AnnotationRecall {
  /** Frames with annotations: only these are asked. */
  readonly frames: number;
  readonly regions: number;
  /** Of the regions, those of which at least half lies on any annotated object. */
  readonly regionsOnAny: number;
  /** By class, most objects first. */
  readonly classes: readonly ClassRecall[];
}

const half = 0.5;

/** Causes that a class says by hand. */
export function causesOfClass(className: string): readonly string[] {
  return allCauses.filter(({ classes }) => classes.includes(className)).map(({ name }) => name);
}

/**
 * How many annotated objects are met by failure regions, by class, and how many regions lie on annotated objects. An
 * annotated object that a method gets right is met by no region: the recall says how often such objects fail, and where
 * they are known to fail, how often that is seen. Frames without annotations are left out.
 */
export function annotationRecall({ frames, coverage }: RecallQuestion): AnnotationRecall {
  const classes = new Map<string, Tally>();
  let [regions, regionsOnAny, annotated] = [0, 0, 0];
  for (const frame of frames) {
    if (frame.objects.length === 0) continue;
    annotated += 1;
    const found = frame.regions.map(({ cause, outline }) => ({
      cause,
      mask: rasteriseShape({ kind: 'polygon', parts: [outline] }, frame.width, frame.height),
    }));
    regions += found.length;
    const any = emptyMask(frame);
    for (const className of new Set(frame.objects.map((object) => object.className))) {
      const objects = frame.objects
        .filter((object) => object.className === className)
        .map(({ shape }) => rasteriseShape(shape, frame.width, frame.height));
      const tally = classes.get(className) ?? newTally(className);
      classes.set(className, tally);
      const all = emptyMask(frame);
      for (const object of objects) {
        countObject(tally, object, found, coverage);
        add(all, object);
      }
      for (const { cause, mask } of found) {
        const isOn = shareInside(mask, all) >= half;
        if (isOn) tally.regionsOn += 1;
        if (!tally.causes.includes(cause)) continue;
        tally.regionsOfCause += 1;
        if (isOn) tally.regionsOfCauseOn += 1;
      }
      add(any, all);
    }
    regionsOnAny += found.filter(({ mask }) => shareInside(mask, any) >= half).length;
  }
  return {
    frames: annotated,
    ...{ regions, regionsOnAny },
    classes: [...classes.values()].map(answerOf).sort((a, b) => b.objects - a.objects),
  };
}

interface Tally {
  readonly className: string;
  readonly causes: readonly string[];
  objects: number;
  met: number;
  metByCause: number;
  matched: number;
  regionsOn: number;
  regionsOfCause: number;
  regionsOfCauseOn: number;
}

interface Found {
  readonly cause: string;
  readonly mask: Mask;
}

function newTally(className: string): Tally {
  const none = { objects: 0, met: 0, metByCause: 0, matched: 0 };
  return {
    className,
    causes: causesOfClass(className),
    ...none,
    ...{ regionsOn: 0, regionsOfCause: 0, regionsOfCauseOn: 0 },
  };
}

function countObject(tally: Tally, object: Mask, found: readonly Found[], coverage: number): void {
  const area = count(object);
  if (area === 0) return;
  tally.objects += 1;
  const [covered, coveredByCause] = [emptyMask(object), emptyMask(object)];
  let best = 0;
  for (const { cause, mask } of found) {
    const shared = sharedPixels(mask, object);
    if (shared === 0) continue;
    best = Math.max(best, shared / (area + count(mask) - shared));
    add(covered, mask);
    if (tally.causes.includes(cause)) add(coveredByCause, mask);
  }
  if (sharedPixels(covered, object) >= coverage * area) tally.met += 1;
  if (sharedPixels(coveredByCause, object) >= coverage * area) tally.metByCause += 1;
  if (best >= half) tally.matched += 1;
}

function answerOf({ causes, metByCause, regionsOfCause, regionsOfCauseOn, ...rest }: Tally): ClassRecall {
  return causes.length === 0
    ? { ...rest, metByCause: null, regionsOfCause: null, regionsOfCauseOn: null }
    : { ...rest, metByCause, regionsOfCause, regionsOfCauseOn };
}

function emptyMask({ width, height }: { readonly width: number; readonly height: number }): Mask {
  return { width, height, data: new Uint8Array(width * height) };
}

function add(into: Mask, mask: Mask): void {
  for (let i = 0; i < into.data.length; i += 1) into.data[i]! |= mask.data[i]!;
}

function count({ data }: Mask): number {
  let sum = 0;
  for (let i = 0; i < data.length; i += 1) sum += data[i]!;
  return sum;
}

function sharedPixels(a: Mask, b: Mask): number {
  let shared = 0;
  for (let i = 0; i < a.data.length; i += 1) shared += a.data[i]! & b.data[i]!;
  return shared;
}

function shareInside(mask: Mask, all: Mask): number {
  const area = count(mask);
  return area === 0 ? 0 : sharedPixels(mask, all) / area;
}
