import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allCauses } from '#domain/causes/allCauses.ts';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import type { RegionDraft } from '#domain/regions/RegionRecord.ts';
import { encodeGrey16, encodePicture } from '#formats/encodePng.ts';
import { recipeRecord } from '#jobs/recipeRecord.ts';
import type { FoundItem } from '#project/ItemStore.ts';
import { Project } from '#project/Project.ts';
import { regionDraft } from '#testing/regionDraft.ts';
import { seededRandom } from '#testing/seededRandom.ts';

const size = { width: 640, height: 192 };
/** Different maps that all items share. */
const originals = 8;

/**
 * A project whose one run has so many failure regions of random boxes, causes and severities, over pictures and maps of
 * noise that is smooth enough to look like something. Written past the matchers: it is the gallery that is measured.
 */
export async function makeGallery(
  folder: string,
  { items, regionsPerItem }: { readonly items: number; readonly regionsPerItem: number },
): Promise<string> {
  const random = seededRandom(11);
  const data = join(folder, 'data');
  await mkdir(data, { recursive: true });
  const path = join(folder, 'gallery.fathom');
  const project = Project.create(path, {
    ...{ layout: 'parallel-folders', root: data, groundTruthEncoding: null, createdBy: 'bench' },
  });
  try {
    const recipe = recipeRecord(defaultRecipe('disparity'));
    project.recipes.setInForce(recipe);
    for (let n = 0; n < items; n += 1) await writeItem(data, n, random);
    project.items.upsert(Array.from({ length: items }, (_, n) => foundItem(n)));
    const run = project.runs.create({
      method: { spec: 'sgbm:numDisparities=64', kind: 'sgbm', options: {} },
      recipeHash: recipe.hash,
      itemIds: project.items.ids(),
    });
    const maps = await Promise.all(
      Array.from({ length: originals }, async (_, n) => ({
        aligned: await project.rasters.put(`aligned-${n}`, raster('disparity:px', waves(n, 30, 20))),
        error: await project.rasters.put(`error-${n}`, raster('error:px', waves(n, 0, 5))),
        ssim: await project.rasters.put(`ssim-${n}`, raster('ssim', waves(n, 0.5, 0.5))),
      })),
    );
    project.items.ids().forEach((itemId, n) => {
      const map = maps[n % originals]!;
      const prediction = project.predictions.saveDone({
        ...{ runId: run.id, itemId, rasterId: map.aligned, quantity: 'disparity:px', elapsedMs: 1 },
      });
      project.evaluations.save({
        predictionId: prediction.id,
        recipeHash: recipe.hash,
        alignment: { scale: 1, shift: 0 },
        ...{ alignedRasterId: map.aligned, errorRasterId: map.error, ssimRasterId: map.ssim },
        coverageRasterId: map.ssim,
        ...{ warnings: [], metrics: [] },
        regions: Array.from({ length: regionsPerItem }, (_, k) => randomRegion(k + 1, random)),
      });
    });
  } finally {
    project.close();
  }
  return path;
}

async function writeItem(data: string, n: number, random: () => number): Promise<void> {
  const { width, height } = size;
  const picture = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const x = Math.floor(i / 3) % width;
    return 128 + 90 * Math.sin((x * (1 + (n % 7))) / 40 + (i % 3)) + 30 * (random() - 0.5);
  });
  await writeFile(join(data, `left-${n}.png`), await encodePicture({ ...size, channels: 3, data: picture }));
  const truth = Uint16Array.from(waves(n + 1, 30, 20), (value) => 256 * value);
  await writeFile(join(data, `disparity-${n}.png`), await encodeGrey16(width, height, truth));
}

function foundItem(n: number): FoundItem {
  const encoding = { name: 'kitti-disparity', scale: 1 / 256, offset: 0, invalid: [0] };
  const asset = (role: 'left' | 'disparity') => ({
    ...{ role, path: `data/${role}-${n}.png`, sha256: null, sizeBytes: 1 },
    encoding: role === 'left' ? null : { ...encoding, quantity: 'disparity:px' as const },
  });
  const name = `sequence-${Math.floor(n / 50)}/${String(n).padStart(6, '0')}`;
  return {
    ...{ name, ...size, rig: null, rigSource: null, problems: [] },
    assets: [asset('left'), asset('disparity')],
  };
}

function waves(n: number, mean: number, spread: number): Float32Array {
  const { width, height } = size;
  return Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return mean + spread * Math.sin(x / (20 + n)) * Math.cos(y / (15 + n));
  });
}

function raster<Quantity extends string>(quantity: Quantity, values: Float32Array) {
  return { quantity, ...size, values };
}

function randomRegion(rank: number, random: () => number): RegionDraft {
  const [width, height] = [8 + Math.floor(random() * 120), 8 + Math.floor(random() * 80)];
  const [x, y] = [Math.floor(random() * (size.width - width)), Math.floor(random() * (size.height - height))];
  const corners = 40;
  const draft = regionDraft({ rank, severity: random() * 0.2, bbox: [x, y, width, height] });
  return {
    ...draft,
    outline: Array.from({ length: corners }, (_, k) => {
      const angle = (2 * Math.PI * k) / corners;
      const reach = 0.35 + 0.15 * random();
      return [
        x + width * (0.5 + reach * Math.cos(angle)),
        y + height * (0.5 + reach * Math.sin(angle)),
      ] as const;
    }),
    cause: allCauses[Math.floor(random() * allCauses.length)]!.name,
    annotatedClass: random() < 0.2 ? 'thin' : null,
    bias: { ...draft.bias, truth: { value: 12, metres: 5 + 60 * random() } },
  };
}
