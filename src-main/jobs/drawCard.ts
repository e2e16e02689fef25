import type { ComputePool } from '#compute/pool/ComputePool.ts';
import { transferables } from '#compute/pool/transferables.ts';
import { drawRegionCard } from '#compute/tasks/drawRegionCard.task.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import { cutPicture, cutRaster } from '#domain/rasters/cut.ts';
import type { RegionRecord } from '#domain/records.ts';
import type { CardMap } from '#domain/review/CardFacts.ts';
import { cardView } from '#domain/review/cardView.ts';
import type { CardCut, DrawnCard } from '#domain/review/drawRegionCard.ts';
import type { CardFrame } from './CardFrames.ts';

/** A region's card, drawn in a worker thread when nothing else waits for one; only the crop it shows is handed over. */
export function drawCard(
  { pool, signal }: { readonly pool: ComputePool; readonly signal: AbortSignal },
  frame: CardFrame,
  { bbox }: Pick<RegionRecord, 'bbox'>,
  map: CardMap,
): Promise<DrawnCard> {
  const cut = cutOf(frame, bbox, map);
  const { left, groundTruth, prediction, last } = cut;
  const transfer = transferables([left, groundTruth, prediction, last]);
  return pool.run(drawRegionCard, cut, { signal, transfer, isPatient: true });
}

function cutOf(frame: CardFrame, bbox: RegionRecord['bbox'], map: CardMap): CardCut {
  const view = cardView(bbox, frame);
  const { x, y, width, height } = view.crop;
  const cut = (shown: Raster | string) =>
    typeof shown === 'string' ? shown : cutRaster(shown, [x, y, width, height]);
  return {
    ...{ view, map, shown: frame.shown },
    left: typeof frame.left === 'string' ? frame.left : cutPicture(frame.left, [x, y, width, height]),
    groundTruth: cut(frame.groundTruth),
    prediction: cutRaster(frame.prediction, [x, y, width, height]),
    last: cut(map === 'ssim' ? frame.ssim : frame.error),
  };
}
