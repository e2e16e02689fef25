import { StudioError } from '../errors.ts';
import type { Graph, GraphTensor } from './Graph.ts';
import type { ModelFeed, ModelInput, ModelManifest } from './ModelManifest.ts';

export interface ManifestProposal {
  /** Complete and valid; everything that was guessed is in its `unverified`. */
  readonly manifest: ModelManifest;
  /** What was seen, and what follows from it, one sentence each. */
  readonly reasons: readonly string[];
}

/** The picture input as its shape shows it. */
interface PictureInput {
  readonly layout: ModelInput['layout'];
  readonly channels: number;
  readonly height: number | null;
  readonly width: number | null;
}

/**
 * What an ONNX file that nobody described probably is, from the shapes of its inputs and outputs alone. Shapes do not say
 * how pictures are normalised nor what the numbers mean: those are the usual choice and marked unverified, for a person
 * to look at the result and decide.
 *
 * @param files  of the network as they lie on disk, the graph first
 * @throws BadModel where no input can carry a picture, one input needs a value that is not known, or no output is a map
 */
export function proposeManifest(
  graph: Graph,
  { id, name, files }: Pick<ModelManifest, 'id' | 'name' | 'files'>,
): ManifestProposal {
  const reasons: string[] = [];
  const pictures = graph.inputs.map((tensor) => ({ tensor, seen: pictureOf(tensor) }));
  const unknown = pictures.find(({ seen }) => seen === null);
  if (unknown)
    throw refused(files[0]?.name ?? name, 'inputs that are pictures', describeTensor(unknown.tensor));
  const [first] = pictures;
  if (!first || pictures.length > 2) {
    throw refused(
      files[0]?.name ?? name,
      'one picture, or a left and a right one',
      `${pictures.length} inputs`,
    );
  }
  const seen = first.seen!;
  const feeds = feedsOf(pictures.length, seen);
  const isStereo = feeds.some(({ pictures: shown }) => shown.includes('right'));
  reasons.push(
    `input ${describeTensor(first.tensor)}: ${isStereo ? 'a left and a right picture' : 'one picture'}, ${seen.layout}`,
  );
  const map = graph.outputs.find(({ shape }) => shape.length >= 2 && shape.length <= 4);
  if (!map) {
    const found = graph.outputs.map(describeTensor).join(', ') || 'no output';
    throw refused(files[0]?.name ?? name, 'an output that is a map', found);
  }
  reasons.push(`output ${describeTensor(map)}: taken as the map`);
  const size = sizeOf(seen);
  reasons.push(size.reason);
  reasons.push(
    isStereo
      ? 'a pair is taken to give disparity in px of the network’s width'
      : 'one picture is taken to give relative inverse depth; look whether near things are large',
  );
  const manifest: ModelManifest = {
    ...{ schema: 1, id, name, family: 'Added by the user', description: 'Added from an ONNX file.' },
    ...{
      kind: 'runnable',
      source: files[0]?.name ?? name,
      paper: null,
      parameters: null,
      precision: 'other',
    },
    licence: { name: 'unknown', url: null, allowsCommercialUse: null },
    files,
    input: {
      feeds,
      constants: [],
      layout: seen.layout,
      channelOrder:
        seen.channels === 1 || (isStereo && feeds.length === 1 && seen.channels === 2) ? 'grey' : 'rgb',
      resize: size.resize,
      normalise: seen.channels < 3 ? plain(1) : imageNet,
    },
    output: {
      ...{ quantity: isStereo ? 'disparity:px' : 'inverse-depth:relative', tensorName: map.name, channel: 0 },
      resize: { interpolation: 'linear', alignCorners: false },
      formula: isStereo ? { kind: 'disparity-of-network-width', scale: 1 } : { kind: 'identity', scale: 1 },
      trainedRange: null,
    },
    unverified: [
      'licence',
      'input.channelOrder',
      'input.resize',
      'input.normalise',
      'output.quantity',
      'output.resize',
    ],
    notes: [],
  };
  return { manifest, reasons };
}

const imageNet = { divisor: 255, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };
const plain = (channels: number) => ({
  divisor: 255,
  mean: Array.from({ length: channels }, () => 0),
  std: Array.from({ length: channels }, () => 1),
});

/** Null where the shape cannot be a picture's. */
function pictureOf({ type, shape }: GraphTensor): PictureInput | null {
  if (!['float32', 'float16', 'uint8'].includes(type)) return null;
  const isChannels = (side: number | string | undefined): side is number =>
    typeof side === 'number' && [1, 2, 3, 6].includes(side);
  const fixed = (side: number | string | undefined) => (typeof side === 'number' && side > 0 ? side : null);
  const [, a, b, c, d] = shape;
  if (shape.length === 5 && isChannels(b)) {
    return { layout: 'nvchw', channels: b, height: fixed(c), width: fixed(d) };
  }
  if (shape.length !== 4) return null;
  if (isChannels(a)) return { layout: 'nchw', channels: a, height: fixed(b), width: fixed(c) };
  if (isChannels(c)) return { layout: 'nhwc', channels: c, height: fixed(a), width: fixed(b) };
  return null;
}

function feedsOf(inputs: number, { channels }: PictureInput): ModelFeed[] {
  const feed = (...pictures: ModelFeed['pictures']): ModelFeed => ({ tensorName: null, pictures, scale: 1 });
  if (inputs === 2) return [feed('left'), feed('right')];
  return channels === 6 || channels === 2 ? [feed('left', 'right')] : [feed('left')];
}

/** The fixed size that the graph asks for, or the one that most networks with a free size were trained at. */
function sizeOf({ width, height }: PictureInput): {
  readonly resize: ModelInput['resize'];
  readonly reason: string;
} {
  const usual = { interpolation: 'cubic', samples: 'float32', border: 'replicate' } as const;
  if (width !== null && height !== null) {
    return {
      resize: { rule: 'squash', width, height, multipleOf: 1, ...usual },
      reason: `its size is fixed: pictures are squashed to ${width} × ${height} px`,
    };
  }
  return {
    resize: { rule: 'lower-bound', width: 518, height: 518, multipleOf: 14, ...usual },
    reason:
      'its size is free: pictures are scaled to at least 518 px, sides to multiples of 14, as Depth Anything does',
  };
}

function describeTensor({ name, type, shape }: GraphTensor): string {
  return `${name} (${type}, ${shape.join(' × ')})`;
}

function refused(file: string, expected: string, found: string): StudioError {
  const message = `${file}: a manifest cannot be proposed: expected ${expected}, found ${found}; write one by hand`;
  return new StudioError('BadModel', message, { file, expected, found });
}
