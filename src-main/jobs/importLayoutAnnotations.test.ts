import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { encodePicture } from '#formats/encodePng.ts';
import { openStudio } from '#testing/openStudio.ts';

const picture = () =>
  encodePicture({ width: 8, height: 6, channels: 1, data: Uint8Array.from({ length: 48 }, (_, i) => 5 * i) });

async function write(path: string, content: Uint8Array | object): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content instanceof Uint8Array ? content : JSON.stringify(content));
}

it('takes over the annotations that a dataset brings, once, and says what it left out', async () => {
  const studio = await openStudio();
  const pairs = join(studio.folder, 'da2k');
  for (const name of ['indoor/a.png', 'indoor/b.png'])
    await write(join(pairs, 'images', name), await picture());
  await write(join(pairs, 'annotations.json'), {
    'indoor/a.png': [
      { point1: [1, 2], point2: [4, 7], closer_point: 'point2' },
      { point1: [1, 2], point2: [40, 7], closer_point: 'point1' },
    ],
    'indoor/gone.png': [{ point1: [1, 2], point2: [4, 7], closer_point: 'point1' }],
  });
  expect(await studio.importDataset(pairs)).toMatchObject({
    layout: 'da-2k',
    itemCount: 2,
    doubtfulCount: 1,
  });
  const { project } = studio.workspace;
  const [a] = project.items.all();
  const lines = [
    {
      itemId: a!.id,
      shape: {
        kind: 'polyline',
        points: [
          [7.5, 4.5],
          [2.5, 1.5],
        ],
        widthPx: 2,
      },
    },
  ];
  expect(project.annotations.all()).toMatchObject(lines);
  const [problem] = project.problems.list();
  expect(problem!.message).toMatch(
    /lies outside its 8×6 pixels; left out; picture indoor\/gone.png matches no item/,
  );
  await studio.importDataset(pairs);
  expect(studio.workspace.project.annotations.all()).toHaveLength(1);

  const coco = join(studio.folder, 'coco');
  for (const name of ['1.png', '2.png']) await write(join(coco, 'val2017', name), await picture());
  await write(join(coco, 'annotations/instances_val2017.json'), {
    images: [{ id: 7, file_name: '2.png', width: 8, height: 6 }],
    categories: [{ id: 3, name: 'glass' }],
    annotations: [{ id: 1, image_id: 7, category_id: 3, segmentation: [[1, 1, 5, 1, 5, 4]] }],
  });
  expect(await studio.importDataset(coco)).toMatchObject({ layout: 'coco', itemCount: 2, doubtfulCount: 0 });
  const { annotations, items } = studio.workspace.project;
  const second = items.all().find(({ name }) => name.endsWith('2'))!;
  const glass = annotations.classes().find(({ name }) => name === 'glass')!;
  expect(annotations.all()).toMatchObject([
    { itemId: second.id, classId: glass.id, shape: { kind: 'polygon' } },
  ]);
  expect(annotations.canUndo).toBe(false);
  expect(studio.bugs).toEqual([]);
  await studio.close();
});
