import { colourise } from '#domain/colormap/colourise.ts';
import { signedErrorMap, ssimMap } from '#domain/colormap/colorTables.ts';
import { growsWithDistance } from '#domain/colormap/formatQuantity.ts';
import { robustRange } from '#domain/colormap/robustRange.ts';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import { encodePicture } from '#formats/encodePng.ts';
import { cropPicture, cropRaster } from './crop.ts';
import type { ItemMaps } from './loadItemMaps.ts';
import type { Box, ColourScale, ReportedPane } from './ReportModel.ts';

/**
 * The crops of one region: left picture, ground truth, prediction, signed error, SSIM. Ground truth and prediction
 * share their colour range (1st to 99th percentile of the item's ground truth, else of its prediction).
 */
export async function regionPanes(
  maps: ItemMaps,
  crop: Box,
  step: number,
  errorSpan: number,
): Promise<ReportedPane[]> {
  const { left, groundTruth, prediction, error, ssim } = maps;
  const depths = depthColours(groundTruth.value ?? prediction);
  const errors = {
    map: signedErrorMap,
    min: -errorSpan,
    max: errorSpan,
    reversed: false,
    quantity: error.quantity,
  };
  const similarity = { map: ssimMap, min: 0, max: 1, reversed: false, quantity: ssim.quantity };
  const pane = async (title: string, raster: Raster, colours: ColourScale): Promise<ReportedPane> => {
    const pixels = colourise(cropRaster(raster, crop, step), colours);
    return { title, png: await encodeRgba(pixels, crop, step), note: null, colours };
  };
  return [
    left.value === null
      ? { title: 'Left image', png: null, note: left.note, colours: null }
      : {
          title: 'Left image',
          png: await encodePicture(cropPicture(left.value, crop, step)),
          note: null,
          colours: null,
        },
    groundTruth.value === null
      ? { title: 'Ground truth', png: null, note: groundTruth.note, colours: null }
      : await pane('Ground truth', groundTruth.value, depths),
    await pane('Prediction, aligned', prediction, depths),
    await pane('Signed error', error, errors),
    await pane('SSIM', ssim, similarity),
  ];
}

function depthColours(raster: Raster): ColourScale {
  const { quantity } = raster;
  const [min, max] = robustRange(raster.values, 1, 99) ?? [0, 1];
  return { map: 'turbo', min, max, reversed: growsWithDistance(quantity), quantity };
}

function encodeRgba(pixels: Uint8ClampedArray, box: Box, step: number): Promise<Uint8Array> {
  const width = Math.ceil(box.width / step);
  const height = Math.ceil(box.height / step);
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) data.set(pixels.subarray(4 * i, 4 * i + 3), 3 * i);
  const picture: Picture = { width, height, channels: 3, data };
  return encodePicture(picture);
}
