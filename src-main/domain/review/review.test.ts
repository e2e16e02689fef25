import { describe, expect, it } from 'vitest';
import { regionDraft } from '#testing/regionDraft.ts';
import type { Point } from '../annotation/Annotation.ts';
import { emptyDiff } from '../annotation/annotationDiff.ts';
import type { Area } from '../regions/findAreas.ts';
import { findAreas } from '../regions/findAreas.ts';
import { outlineOf } from '../regions/outlineOf.ts';
import { annotationOfRegion, classOfCause } from './annotationOfRegion.ts';
import { applyCuts } from './applyCuts.ts';
import { cardTile, cardView } from './cardView.ts';
import { causeAccuracy } from './causeAccuracy.ts';
import { causeKeys } from './causeKeys.ts';
import { editReview, noReview } from './editReview.ts';
import { outlineArea } from './outlineArea.ts';
import { outlineOfShape } from './outlineOfShape.ts';
import { emptyStep, reverseStep, type ReviewStep } from './ReviewStep.ts';
import { wilsonInterval } from './wilsonInterval.ts';

describe('editReview', () => {
  it('keeps what is absent, and says nothing where all is as before anybody spoke', () => {
    const confirmed = editReview(null, { state: 'confirmed', addTags: ['  glass '] }, 'sky');
    expect(confirmed).toEqual({ ...noReview, state: 'confirmed', tags: ['glass'] });
    expect(editReview(confirmed, { note: 'shop' }, 'sky')).toEqual({ ...confirmed, note: 'shop' });
    expect(editReview(confirmed, { state: 'open', removeTags: ['glass'] }, 'sky')).toBeNull();
  });

  it('takes the automatic cause for no correction', () => {
    expect(editReview(null, { cause: 'sky' }, 'sky')).toBeNull();
    expect(editReview(null, { cause: 'sky' }, 'motion')?.cause).toBe('sky');
  });

  it('refuses names with commas and outlines of two points, with both numbers', () => {
    expect(() => editReview(null, { addTags: ['a,b'] }, 'sky')).toThrow(/without commas, found "a,b"/);
    const outline: Point[] = [
      [0, 0],
      [1, 1],
    ];
    expect(() => editReview(null, { outline }, 'sky')).toThrow('an outline has 3 to 10000 points, found 2');
  });
});

describe('wilsonInterval', () => {
  it('is that of the published examples, and of the formula at the ends', () => {
    // Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, method 3.
    const published = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    for (const [hits, n, low, high] of published) {
      expect(wilsonInterval(hits, n)![0]).toBeCloseTo(low, 4);
      expect(wilsonInterval(hits, n)![1]).toBeCloseTo(high, 4);
    }
    expect(wilsonInterval(0, 5)![0]).toBe(0);
    expect(wilsonInterval(5, 5)![1]).toBe(1);
    expect(wilsonInterval(0, 0)).toBeNull();
  });
});

it('causeAccuracy counts rejected regions against precision and in no recall', () => {
  const rows = causeAccuracy([
    { cause: 'sky', told: 'sky', state: 'confirmed', regions: 6 },
    { cause: 'sky', told: 'motion', state: 'confirmed', regions: 2 },
    { cause: 'sky', told: 'sky', state: 'rejected', regions: 2 },
    { cause: 'unexplained', told: 'sky', state: 'confirmed', regions: 3 },
  ]);
  const sky = rows.find(({ cause }) => cause === 'sky')!;
  expect(sky).toMatchObject({
    precision: { hits: 6, of: 10, share: 0.6 },
    recall: { hits: 6, of: 9 },
    rejected: 2,
  });
  const motion = rows.find(({ cause }) => cause === 'motion')!;
  expect(motion).toMatchObject({
    precision: { of: 0, share: null, interval: null },
    recall: { hits: 0, of: 2 },
  });
});

it('every cause has a letter of its own', () => {
  expect(new Set(causeKeys.map(({ key }) => key)).size).toBe(causeKeys.length);
  expect(causeKeys.every(({ key }) => /^[a-z]$/.test(key))).toBe(true);
});

it('reverseStep takes a step back, and back again', () => {
  const step: ReviewStep = {
    ...emptyStep,
    reviews: [{ regionId: 1, itemId: 2, before: null, after: noReview }],
    cuts: {
      added: [{ id: 'a', runId: 1, itemId: 2, kind: 'split', of: [], line: null }],
      removed: [],
    },
    annotations: emptyDiff,
  };
  expect(reverseStep(step).cuts.removed).toEqual(step.cuts.added);
  expect(reverseStep(reverseStep(step))).toEqual(step);
});

it('annotations are made of the redrawn outline, in the class that the cause is about', () => {
  const classes = [
    { id: 3, name: 'thin', color: '#000000', key: 1 },
    { id: 4, name: 'translucent', color: '#ffffff', key: 2 },
  ];
  expect(classOfCause('thin-structure', classes)?.id).toBe(3);
  expect(classOfCause('object-boundary', classes)).toBeNull();
  expect(classOfCause('sky', classes)).toBeNull();
  const drawn: Point[] = [
    [0, 0],
    [4, 0],
    [4, 4],
  ];
  const region = { ...regionDraft({ rank: 1, severity: 1 }), itemId: 9 };
  expect(annotationOfRegion(region, { outline: drawn, note: 'n' }, { id: 'x', classId: 3 })).toEqual({
    ...{ id: 'x', itemId: 9, classId: 3, note: 'n' },
    shape: { kind: 'polygon', parts: [drawn] },
  });
});

describe('cardView', () => {
  it('shows the region with its surroundings at 4:3, within the image', () => {
    const { crop, place } = cardView([100, 50, 80, 20], { width: 640, height: 480 });
    expect(crop).toEqual({ x: 68, y: 6, width: 144, height: 108 });
    expect(place).toEqual({ x: 0, y: 0, ...cardTile });
  });

  it('of a whole wide image shows all of it, in the middle of the tile', () => {
    const { crop, place } = cardView([0, 0, 1242, 375], { width: 1242, height: 375 });
    expect(crop).toEqual({ x: 0, y: 0, width: 1242, height: 375 });
    expect(place).toEqual({ x: 0, y: 39, width: 176, height: 53 });
  });
});

const width = 60;
const height = 40;

/** Areas of rectangles x, y, width, height. */
function areasOf(...boxes: (readonly [number, number, number, number])[]): Area[] {
  const failing = new Float32Array(width * height);
  for (const [x, y, w, h] of boxes) {
    for (let v = y; v < y + h; v += 1) failing.fill(1, v * width + x, v * width + x + w);
  }
  return [...findAreas(failing, { width, height, mergePx: 2, minAreaPx: 1, split: null })];
}

function cut(
  areas: readonly Area[],
  kind: 'split' | 'merge',
  of: readonly Area[],
  line: readonly Point[] | null = null,
  logs = new Float32Array(width * height),
) {
  const found = areas.map((area) => ({ area, detection: regionDraft({ rank: 1, severity: 1 }).detection }));
  const outlines = of.map(({ body }) => outlineOf(body));
  return applyCuts(found, [{ kind, of: outlines, line }], { width, height, logs }).map(({ area }) => area);
}

describe('applyCuts', () => {
  const [bar] = areasOf([10, 10, 40, 8]) as [Area];

  it('splits along a line, however little of the region it crosses; no pixel is lost or doubled', () => {
    const lines: Point[][] = [
      [
        [30, 0],
        [30, 39],
      ],
      [
        [30.2, 13],
        [30, 15],
      ],
    ];
    for (const line of lines) {
      const parts = cut([bar], 'split', [bar], line);
      expect(parts).toHaveLength(2);
      const pixels = parts.flatMap((part) => [...part.pixels]).sort((a, b) => a - b);
      expect(pixels).toEqual([...bar.pixels]);
      for (const part of parts) expect(Math.abs(part.pixels.length - 160)).toBeLessThanOrEqual(16);
    }
  });

  it('splits by itself where depth steps, else at the narrowest place, else not at all', () => {
    const logs = Float32Array.from({ length: width * height }, (_, i) => (i % width < 22 ? 0 : 1));
    const thick = areasOf([6, 6, 40, 24])[0]!;
    expect(cut([thick], 'split', [thick], null, logs).map(({ bbox }) => bbox[2])).toEqual(
      expect.arrayContaining([16, 24]),
    );
    const [dumbbell] = areasOf([5, 5, 14, 14], [19, 11, 12, 3], [31, 5, 14, 14]) as [Area];
    expect(cut([dumbbell], 'split', [dumbbell])).toHaveLength(2);
    expect(cut([bar], 'split', [bar])).toHaveLength(1);
  });

  it('merges regions that do not touch into one with one outline around both', () => {
    const areas = areasOf([5, 5, 10, 10], [30, 20, 12, 10]);
    const [merged, ...others] = cut(areas, 'merge', areas);
    expect(others).toEqual([]);
    expect(merged!.bbox).toEqual([5, 5, 37, 25]);
    expect(merged!.pixels).toHaveLength(220);
    const outline = outlineOf(merged!.body);
    expect(Math.max(...outline.map(([x]) => x)) - Math.min(...outline.map(([x]) => x))).toBeGreaterThan(36);
  });

  it('is done again to what overlaps, and to nothing that lies elsewhere', () => {
    const line: Point[] = [
      [30, 0],
      [30, 39],
    ];
    const [moved] = areasOf([12, 11, 40, 8]) as [Area];
    const [elsewhere] = areasOf([10, 28, 40, 8]) as [Area];
    expect(cut([moved], 'split', [bar], line)).toHaveLength(2);
    expect(cut([elsewhere], 'split', [bar], line)).toEqual([elsewhere]);
  });
});

describe('outlineOfShape', () => {
  const frame = { width, height };

  it('of a polygon is the polygon, of a stroke goes around its pixels', () => {
    const drawn: Point[] = [
      [2, 2],
      [20, 2],
      [20, 12.5],
    ];
    expect(outlineOfShape({ kind: 'polygon', parts: [drawn] }, frame)).toEqual(drawn);
    const stroke: Point[] = [
      [10, 10],
      [30, 10],
    ];
    const outline = outlineOfShape({ kind: 'polyline', points: stroke, widthPx: 4 }, frame)!;
    expect(Math.abs(outlineArea(outline) - 4 * 20)).toBeLessThan(20);
  });

  it('of what lies outside the frame is none', () => {
    const away: Point[] = [
      [100, 100],
      [120, 100],
    ];
    expect(outlineOfShape({ kind: 'polyline', points: away, widthPx: 4 }, frame)).toBeNull();
  });
});
