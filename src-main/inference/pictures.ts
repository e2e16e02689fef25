import { rectifyPictureWork } from '#compute/tasks/rectifyPicture.ts';
import type { TaskWork } from '#compute/tasks/Task.ts';
import { containerPath } from '#domain/datasets/containerPath.ts';
import { isStudioError, StudioError } from '#domain/errors.ts';
import { confidenceFromTensor } from '#domain/networks/confidenceFromTensor.ts';
import { mapFromTensor, type MapFromTensorInput } from '#domain/networks/mapFromTensor.ts';
import { networkSize } from '#domain/networks/networkSize.ts';
import { prepareTensor } from '#domain/networks/prepareTensor.ts';
import { requireUsefulMap } from '#domain/networks/requireUsefulMap.ts';
import { mirroredPicture } from '#domain/rasters/mirrored.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import { allInOrder } from '#frames/allInOrder.ts';
import { withSource } from '#frames/readBytes.ts';
import type { FinishedOutput, PreparedInput, PrepareInput } from './pictures.task.ts';

/** The work of prepareInput. @throws FileMissing, BadFile, Unsupported, SizeMismatch, CalibrationMissing, OutOfMemory */
export const prepareInputWork: TaskWork<PrepareInput, PreparedInput> = async (order, context) => {
  const { left, right, cameras, input, isMirrored = false } = order;
  const startedAt = performance.now();
  const needsRight = input.feeds.some(({ pictures }) => pictures.includes('right'));
  if (needsRight && right === null) {
    throw new StudioError(
      'FileMissing',
      `${left}: this network needs a stereo pair; there is no right picture`,
      {
        file: left,
        expected: 'right',
        found: null,
      },
    );
  }
  const read = async (side: 'left' | 'right', path: string): Promise<Picture> => {
    const picture = await loadPicture(path);
    const seen = cameras ? await rectifyPictureWork({ picture, side, cameras }, context) : picture;
    return isMirrored ? mirroredPicture(seen) : seen;
  };
  const [first, second] = await allInOrder([
    read('left', left),
    needsRight && right !== null ? read('right', right) : null,
  ]);
  if (second) requireSameSize(right!, second, first);
  const placement = networkSize(first, input.resize);
  const feeds = input.feeds.map((feed) => {
    const pictures = feed.pictures.map((side) => (side === 'left' ? first : second!));
    return prepareTensor(pictures, input, feed.scale === 1 ? placement : scaled(placement, feed.scale));
  });
  const picture = { width: first.width, height: first.height };
  return { feeds, placement, picture, elapsedMs: performance.now() - startedAt };
};

/** Not frames/loadFrame.ts, which also loads the codecs of every kind of map. */
async function loadPicture(path: string): Promise<Picture> {
  const { file, key } = containerPath(path);
  return withSource(file, (source) => decodePicture(source, file, key));
}

function requireSameSize(file: string, right: Picture, left: Picture): void {
  if (right.width === left.width && right.height === left.height) return;
  const [found, expected] = [right, left].map(({ width, height }) => `${width}×${height}`);
  const message = `${file}: the right picture is ${found}, the left picture is ${expected}`;
  throw new StudioError('SizeMismatch', message, { file, expected: expected!, found: found! });
}

/** A feed of another scale shows the whole picture again; borders shrink with it. */
function scaled(
  { width, height, content }: PreparedInput['placement'],
  scale: number,
): PreparedInput['placement'] {
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return {
    width: side(width),
    height: side(height),
    content: {
      left: Math.round(content.left * scale),
      top: Math.round(content.top * scale),
      width: side(content.width),
      height: side(content.height),
    },
    via: null,
  };
}

/** The work of finishOutput. @throws BadModel, CalibrationMissing */
export const finishOutputWork: TaskWork<MapFromTensorInput, FinishedOutput> = (input) => {
  const startedAt = performance.now();
  const map = mapFromTensor(input);
  let bad: FinishedOutput['bad'] = null;
  try {
    requireUsefulMap(map, input.output.formula.kind === 'point-map');
  } catch (error) {
    if (!isStudioError(error)) throw error;
    bad = error.toJSON();
  }
  return { map, confidence: confidenceFromTensor(input), bad, elapsedMs: performance.now() - startedAt };
};
