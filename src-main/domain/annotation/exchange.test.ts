import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryAnnotations } from '#testing/arbitraryAnnotations.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import type { Annotation, AnnotationClass } from './Annotation.ts';
import type { AnnotationSet, ExchangeItem } from './AnnotationSet.ts';
import { defaultClasses } from './defaultClasses.ts';
import { exportCoco } from './exportCoco.ts';
import { exportMasks } from './exportMasks.ts';
import { findItem } from './findItem.ts';
import { importCoco } from './importCoco.ts';
import { importMasks } from './importMasks.ts';
import { maskPath, partsOfMaskPath } from './ItemMask.ts';
import { rasteriseShape } from './rasteriseShape.ts';
import { classesOfCoco, readCoco } from './readCoco.ts';

const size = { width: 9, height: 6 };
const items: ExchangeItem[] = [
  { id: 1, name: 'training/000000_10', fileName: 'kitti/training/image_2/000000_10.png', ...size },
  { id: 4, name: 'training/000001_10', fileName: 'kitti/training/image_2/000001_10.png', ...size },
];
const classes: AnnotationClass[] = defaultClasses.map((each, index) => ({ id: index + 1, ...each }));
const empty: AnnotationSet = { items, classes, annotations: [] };
const annotationLists = arbitraryAnnotations({ itemIds: [1, 4], classIds: [1, 4, 8], ...size });

function counter(): () => string {
  let next = 0;
  return () => `new-${next++}`;
}

function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** A COCO file with one picture, category `pane`, and the given annotations. */
function coco(annotations: unknown[], image: object = {}): unknown {
  return {
    images: [{ id: 7, file_name: '000001_10.png', ...size, ...image }],
    categories: [{ id: 3, name: 'pane', supercategory: 'material' }],
    annotations: annotations.map((each, index) => ({
      id: index + 1,
      image_id: 7,
      category_id: 3,
      ...(each as object),
    })),
  };
}

function importInto(project: AnnotationSet, document: unknown) {
  const read = readCoco(document, 'a.json');
  const added = classesOfCoco(read).filter(
    ({ name }) => !project.classes.some((known) => known.name === name),
  );
  const withAdded = [
    ...project.classes,
    ...added.map((each, index) => ({ id: 20 + index, key: null, ...each })),
  ];
  return importCoco(read, { ...project, classes: withAdded }, counter());
}

describe('COCO', () => {
  it('brings every annotation back exactly: id, class, shape with width, note', () => {
    fc.assert(
      fc.property(annotationLists, (annotations) => {
        const document = throughJson(exportCoco({ items, classes, annotations }));
        const imported = importInto(empty, document);
        expect(imported).toMatchObject({ shapes: annotations.length, warnings: [] });
        expect(imported.diff).toEqual({ added: annotations, updated: [], removed: [] });
        expect(importInto({ items, classes, annotations }, document).diff.added).toEqual([]);
      }),
    );
  });

  it('states box and area of the pixels that are counted', () => {
    const polygon: Annotation = {
      id: 'p',
      itemId: 1,
      classId: 2,
      shape: {
        kind: 'polygon',
        parts: [
          [
            [1, 1],
            [4, 1],
            [4, 3],
            [1, 3],
          ],
        ],
      },
      note: 'pane',
    };
    const line: Annotation = {
      ...polygon,
      id: 'l',
      shape: {
        kind: 'polyline',
        points: [
          [0, 2.5],
          [9, 2.5],
        ],
        widthPx: 1,
      },
    };
    const { annotations, images, categories } = exportCoco({ items, classes, annotations: [polygon, line] });
    expect(images[0]).toEqual({
      id: 1,
      file_name: 'kitti/training/image_2/000000_10.png',
      ...size,
      fathom: { item: 'training/000000_10' },
    });
    expect(categories[1]).toEqual({ id: 2, name: 'transparent', supercategory: '', color: '#56b4e9' });
    expect(annotations).toEqual([
      {
        id: 1,
        image_id: 1,
        category_id: 2,
        iscrowd: 0,
        bbox: [1, 1, 3, 2],
        area: 6,
        segmentation: [[1, 1, 4, 1, 4, 3, 1, 3]],
        fathom: { id: 'p', kind: 'polygon', note: 'pane' },
      },
      {
        id: 2,
        image_id: 1,
        category_id: 2,
        iscrowd: 1,
        bbox: [0, 2, 9, 1],
        area: 9,
        segmentation: { size: [6, 9], counts: expect.any(String) as string },
        fathom: {
          id: 'l',
          kind: 'polyline',
          note: 'pane',
          points: line.shape.kind === 'polyline' && line.shape.points,
          widthPx: 1,
        },
      },
    ]);
  });

  it('takes polygons, compressed and uncompressed run lengths of other programs as polygons and brushes', () => {
    const segmentations = [
      [
        [1, 1, 4, 1, 4, 3, 1, 3],
        [5, 1, 6, 1, 6, 2],
      ],
      { size: [6, 9], counts: [0, 54] },
      { size: [6, 9], counts: '0f1' },
    ];
    const {
      diff,
      items: count,
      shapes,
      warnings,
    } = importInto(empty, coco(segmentations.map((segmentation) => ({ segmentation, iscrowd: 0 }))));
    expect({ count, shapes, warnings }).toEqual({ count: 1, shapes: 3, warnings: [] });
    expect(diff.added.map(({ id, itemId, classId, shape }) => [id, itemId, classId, shape])).toEqual([
      [
        'new-0',
        4,
        20,
        {
          kind: 'polygon',
          parts: [
            [
              [1, 1],
              [4, 1],
              [4, 3],
              [1, 3],
            ],
            [
              [5, 1],
              [6, 1],
              [6, 2],
            ],
          ],
        },
      ],
      ['new-1', 4, 20, { kind: 'brush', counts: '0f1' }],
    ]);
  });

  it('leaves out what it cannot take over, with a reason each', () => {
    const line = {
      kind: 'polyline',
      points: [
        [0, 2.5],
        [9, 2.5],
      ],
      widthPx: 1,
    };
    const { diff, warnings } = importInto(
      empty,
      coco([
        { segmentation: [] },
        { segmentation: [[1, 1, 2, 2]] },
        { segmentation: [[1, 1, 2, 2, 3]] },
        { segmentation: [[1, 1, 2, 2, 3, 'x']] },
        { segmentation: { size: [9, 6], counts: [54] } },
        { segmentation: { size: [6, 9], counts: [53] } },
        { segmentation: { size: [6, 9], counts: ['x'] } },
        { segmentation: { size: [6, 9] } },
        { segmentation: [[1, 1, 2, 2, 3, 0]], category_id: 99 },
        { segmentation: [[1, 1, 2, 2, 3, 0]], image_id: 99 },
        { segmentation: { size: [6, 9], counts: [0, 54] }, fathom: { id: 'l', ...line } },
      ]),
    );
    expect(warnings).toEqual([
      'annotation 1: has no segmentation; left out',
      'annotation 2: points of polygon: expected at least 3, found 2; left out',
      'annotation 3: y of polygon: expected a finite number, found nothing; left out',
      'annotation 4: y of polygon: expected a finite number, found x; left out',
      "annotation 5: run lengths of size [9,6], the item's is [6,9]; left out",
      'annotation 6: run lengths cover 53 pixels, the picture has 54; left out',
      'annotation 7: run length x is not a count of pixels; left out',
      'annotation 8: has no run lengths; left out',
      'annotation 9 has no known category',
      'picture 99 has no file name',
      'annotation 11: its pixels are no longer those of its line; kept as painted pixels',
    ]);
    expect(diff.added).toEqual([
      { id: 'l', itemId: 4, classId: 20, shape: { kind: 'brush', counts: '0f1' }, note: '' },
    ]);
  });

  it('leaves out a picture of another size, an unknown and an ambiguous one', () => {
    const triangle = [{ segmentation: [[1, 1, 2, 2, 3, 0]] }];
    expect(importInto(empty, coco(triangle, { width: 10 })).warnings).toEqual([
      'picture 000001_10.png is 10×6, item training/000001_10 is 9×6',
    ]);
    expect(importInto(empty, coco(triangle, { file_name: 'none.png' })).warnings).toEqual([
      'picture none.png matches no item',
    ]);
    const twice = {
      ...empty,
      items: [...items, { ...items[1]!, id: 5, name: 'x/000001_10', fileName: 'x/000001_10.png' }],
    };
    expect(importInto(twice, coco(triangle)).warnings).toEqual([
      'picture 000001_10.png matches 2 items (training/000001_10, x/000001_10, …)',
    ]);
  });

  it('changes what is in the project under the same id, and adds nothing twice', () => {
    const { diff } = importInto(
      empty,
      coco([{ segmentation: [[1, 1, 2, 2, 3, 0]], fathom: { id: 'a', note: 'one' } }]),
    );
    const [first] = diff.added;
    const again = coco([
      { segmentation: [[1, 1, 2, 2, 3, 0]], fathom: { id: 'a', note: 'two' } },
      { segmentation: [[1, 1, 2, 2, 3, 0]] },
    ]);
    const project = { ...empty, annotations: diff.added };
    expect(importInto(project, again).diff).toEqual({
      added: [],
      updated: [[first, { ...first, note: 'two' }]],
      removed: [],
    });
  });

  it('makes legal class names and colours of categories, of those that are used', () => {
    const document = readCoco(
      {
        ...(coco([{}]) as object),
        categories: [
          { id: 3, name: ' a/b ' },
          { id: 4, name: 'c' },
        ],
      },
      'a.json',
    );
    expect(classesOfCoco(document)).toEqual([{ name: 'a-b', color: '#e69f00' }]);
  });

  it.each([
    [[], 'BadFile', 'a.json is a list: a COCO results file, which does not say which pictures it is about'],
    [null, 'BadFile', 'a.json is no COCO file: it has no list "images"'],
    [{ images: [], annotations: [] }, 'BadFile', 'a.json is no COCO file: it has no list "categories"'],
    [
      { images: [], categories: [], annotations: [{ segments_info: [] }] },
      'Unsupported',
      'a.json is a COCO panoptic file; export instances instead',
    ],
  ])('refuses %j', (document, tag, message) => {
    expect(() => readCoco(document, 'a.json')).toThrow(expect.objectContaining({ tag, message }));
  });
});

describe('masks', () => {
  it('come back pixel for pixel, and change nothing where they were exported', () => {
    fc.assert(
      fc.property(annotationLists, (annotations) => {
        const project = { items, classes, annotations };
        const masks = [...exportMasks(project)];
        const { diff, warnings } = importMasks(masks, empty, counter());
        expect(warnings).toEqual([]);
        const painted = masks.filter(({ mask }) => mask.data.includes(1));
        expect([...exportMasks({ ...empty, annotations: diff.added })]).toEqual(painted);
        expect(importMasks(masks, project, counter()).diff.added).toEqual([]);
      }),
    );
  });

  it('are found again by their path', () => {
    const parts = { className: 'texture-free', itemName: 'training/000000_10' };
    expect(maskPath(parts)).toBe('masks/texture-free/training/000000_10.png');
    expect(partsOfMaskPath(maskPath(parts))).toEqual(parts);
    expect(partsOfMaskPath('./export/masks/thin/a.PNG')).toEqual({ className: 'thin', itemName: 'a' });
    expect(partsOfMaskPath('masks/a.png')).toBeNull();
    expect(partsOfMaskPath('readme.txt')).toBeNull();
  });

  it('of unknown items, unknown classes and other sizes are left out with a reason', () => {
    const mask = { ...size, data: new Uint8Array(54).fill(1) };
    const small = { width: 1, height: 1, data: Uint8Array.of(1) };
    const { diff, warnings } = importMasks(
      [
        { className: 'thin', itemName: 'none', mask },
        { className: 'foliage', itemName: '000000_10', mask },
        { className: 'thin', itemName: '000000_10', mask: small },
      ],
      empty,
      counter(),
    );
    expect(diff.added).toEqual([]);
    expect(warnings).toEqual([
      'mask none matches no item',
      'mask 000000_10 is of class foliage, which does not exist',
      'mask 000000_10 is 1×1, item training/000000_10 is 9×6',
    ]);
  });
});

describe('findItem', () => {
  it.each([
    'kitti/training/image_2/000001_10.png',
    'training/000001_10',
    'training/000001_10.png',
    'image_2/000001_10.png',
    '000001_10.jpg',
    './training\\image_2\\000001_10.png',
  ])('finds the item of %s', (fileName) => {
    expect(findItem(items, fileName)).toBe(items[1]);
  });

  it('tells pictures of the same name in different folders apart by the folder', () => {
    const scenes = ['Motorcycle', 'Piano'].map((name, index) => ({
      id: index,
      name,
      fileName: `mb/${name}/im0.png`,
      ...size,
    }));
    expect(findItem(scenes, 'Piano/im0.png')).toBe(scenes[1]);
    expect(findItem(scenes, 'im0.png')).toBe('im0.png matches 2 items (Motorcycle, Piano, …)');
  });
});

describe.skipIf(!hasSharedData)('real COCO files', () => {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(sharedData, 'annotations/coco', name), 'utf8'));

  it('of VOC come in as polygons and go out as they came', () => {
    const voc = read('voc_instances_polygons.json') as {
      images: { file_name: string; width: number; height: number }[];
      annotations: { segmentation: unknown }[];
    };
    const pictures = voc.images.map(({ file_name, width, height }, index) => ({
      id: index + 1,
      name: file_name.slice(0, -4),
      fileName: `voc/${file_name}`,
      width,
      height,
    }));
    const project = { items: pictures, classes: [], annotations: [] };
    const { diff, items: count, shapes, warnings } = importInto(project, voc);
    expect({ count, shapes, warnings }).toEqual({ count: 3, shapes: 12, warnings: [] });
    const exported = exportCoco({ ...project, annotations: diff.added });
    expect(exported.annotations.map(({ segmentation }) => segmentation)).toEqual(
      voc.annotations.map(({ segmentation }) => segmentation),
    );
  });

  it('of ClearGrasp have polygons that lie in their run lengths, the outline apart', () => {
    const document = read('cleargrasp_000000080_polygons_and_rle.json');
    const item = {
      id: 1,
      name: 'a',
      fileName: '000000080-transparent-rgb-img.jpg',
      width: 1280,
      height: 720,
    };
    const { diff, warnings } = importInto({ items: [item], classes: [], annotations: [] }, document);
    expect(warnings).toEqual([]);
    const masks = diff.added.map(({ shape }) => rasteriseShape(shape, 1280, 720).data);
    const whole = masks.pop()!;
    // The file's outlines run through pixel centres, so a few pixels of the outline itself fall outside.
    for (const mask of masks) {
      const inside = mask.reduce((sum, value, index) => sum + (value & whole[index]!), 0);
      const all = mask.reduce((sum, value) => sum + value, 0);
      expect(all).toBeGreaterThan(20_000);
      expect(inside / all).toBeGreaterThan(0.997);
    }
  });

  it('that are a results list or panoptic are refused', () => {
    expect(() => readCoco(read('instances_val2014_fakesegm100_results.json'), 'r.json')).toThrow(
      /results file/,
    );
    expect(() => readCoco(read('tiny_panoptic.json'), 'p.json')).toThrow(/panoptic/);
  });
});
