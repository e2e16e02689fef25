import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import type { ModelManifest } from '#domain/networks/ModelManifest.ts';
import type { LocatedModel } from '#inference/protocol.ts';
import { seededRandom } from './seededRandom.ts';
import { tinyOnnx, type TinyGraph } from './tinyOnnx.ts';

const free = { inputs: { image: [1, 3, 'h', 'w'] }, outputs: { map: [1, 1, 'h', 'w'] } };
const mean = { op: 'ReduceMean', attributes: { axes: [1], keepdims: 1 } };

/** Means of 14 × 14 pixels as tokens, after a class token. */
const patchTokens: TinyGraph['nodes'] = [
  {
    op: 'AveragePool',
    inputs: ['pixel_values'],
    outputs: ['cells'],
    attributes: { kernel_shape: [14, 14], strides: [14, 14] },
  },
  { op: 'Reshape', inputs: ['cells', 'flat'], outputs: ['planes'] },
  { op: 'Transpose', inputs: ['planes'], outputs: ['tokens'], attributes: { perm: [0, 2, 1] } },
  { op: 'Concat', inputs: ['class', 'tokens'], outputs: ['last_hidden_state'], attributes: { axis: 1 } },
];

/** Networks of a few nodes, each with a behaviour that tests need. */
const tinyGraphs = {
  /** The mean of the channels. */
  mean: { ...free, nodes: [{ ...mean, inputs: ['image'], outputs: ['map'] }] },
  /** The mean, and how dark it is as the network's confidence in it. */
  sure: {
    inputs: { image: [1, 3, 'h', 'w'] },
    outputs: { map: [1, 1, 'h', 'w'], sureness: [1, 1, 'h', 'w'] },
    nodes: [
      { ...mean, inputs: ['image'], outputs: ['map'] },
      { op: 'Neg', inputs: ['map'], outputs: ['sureness'] },
    ],
  },
  /** The same at 28 × 14 only. */
  fixed: {
    inputs: { image: [1, 3, 14, 28] },
    outputs: { map: [1, 1, 14, 28] },
    nodes: [{ ...mean, inputs: ['image'], outputs: ['map'] }],
  },
  /** The mean of the channels one pixel further left: not the same in a mirror. */
  leftward: {
    ...free,
    nodes: [
      { ...mean, inputs: ['image'], outputs: ['m'] },
      { op: 'Conv', inputs: ['m', 'kernel'], outputs: ['map'], attributes: { pads: [0, 1, 0, 1] } },
    ],
    weights: { kernel: { dims: [1, 1, 1, 3], values: Float32Array.of(1, 0, 0) } },
  },
  /** A class token, then the mean colour of every 14 × 14: the interface of a vision transformer's patch tokens. */
  patches: {
    inputs: { pixel_values: [1, 3, 'h', 'w'] },
    outputs: { last_hidden_state: [1, 'tokens', 3] },
    nodes: patchTokens,
    weights: {
      flat: { dims: [3], values: BigInt64Array.of(1n, 3n, -1n) },
      class: { dims: [1, 1, 3], values: Float32Array.of(1, 2, 3) },
    },
  },
  /** Zero everywhere. */
  constant: {
    ...free,
    nodes: [
      { ...mean, inputs: ['image'], outputs: ['m'] },
      { op: 'Sub', inputs: ['m', 'm'], outputs: ['map'] },
    ],
  },
  /** 0 / 0 everywhere. */
  nan: {
    ...free,
    nodes: [
      { ...mean, inputs: ['image'], outputs: ['m'] },
      { op: 'Sub', inputs: ['m', 'm'], outputs: ['zero'] },
      { op: 'Div', inputs: ['zero', 'zero'], outputs: ['map'] },
    ],
  },
  /** Mean of left minus right. */
  stereo: {
    inputs: { left: [1, 3, 'h', 'w'], right: [1, 3, 'h', 'w'] },
    outputs: { map: [1, 1, 'h', 'w'] },
    nodes: [
      { op: 'Sub', inputs: ['left', 'right'], outputs: ['d'] },
      { ...mean, inputs: ['d'], outputs: ['map'] },
    ],
  },
  /** Half a gigabyte for every 100 pixels, by tiling. */
  hungry: {
    ...free,
    nodes: [
      { op: 'Tile', inputs: ['image', 'times'], outputs: ['many'] },
      { op: 'Exp', inputs: ['many'], outputs: ['more'] },
      { op: 'ReduceMean', inputs: ['more'], outputs: ['map'], attributes: { axes: [0, 1], keepdims: 1 } },
    ],
    weights: { times: { dims: [4], values: BigInt64Array.of(400_000n, 1n, 1n, 1n) } },
  },
  /** The mean after a convolution with a kernel of 31 × 31: a second and more at 1400 × 700. */
  slow: {
    ...free,
    nodes: [
      { op: 'Conv', inputs: ['image', 'kernel'], outputs: ['wide'], attributes: { pads: [15, 15, 15, 15] } },
      { ...mean, inputs: ['wide'], outputs: ['map'] },
    ],
    weights: { kernel: { dims: [8, 3, 31, 31], values: randomWeights(8 * 3 * 31 * 31) } },
  },
} satisfies Readonly<Record<string, TinyGraph>>;

export type TinyNetwork = keyof typeof tinyGraphs;

/** A manifest that fits any of them: RGB in [0, 1] at 28 × 14. */
function tinyManifest(id: string, change: Partial<ModelManifest> = {}): ModelManifest {
  return {
    schema: 1,
    id,
    name: id,
    family: 'tiny',
    description: 'A network of a few nodes for tests.',
    kind: 'runnable',
    source: 'src-main/testing/tinyNetworks.ts',
    paper: null,
    licence: { name: 'MIT', url: null, allowsCommercialUse: true },
    parameters: null,
    precision: 'fp32',
    files: [],
    input: {
      feeds: [{ tensorName: null, pictures: ['left'], scale: 1 }],
      constants: [],
      layout: 'nchw',
      channelOrder: 'rgb',
      resize: {
        rule: 'squash',
        width: 28,
        height: 14,
        multipleOf: 14,
        interpolation: 'linear',
        samples: 'float32',
        border: 'replicate',
      },
      normalise: { divisor: 255, mean: [0, 0, 0], std: [1, 1, 1] },
    },
    output: {
      quantity: 'inverse-depth:relative',
      tensorName: null,
      channel: 0,
      resize: { interpolation: 'linear', alignCorners: false },
      formula: { kind: 'identity', scale: 1 },
      trainedRange: null,
    },
    unverified: [],
    notes: [],
    ...change,
  };
}

/** Writes one of them as `FOLDER/NAME.onnx`. */
export function writeTinyNetwork(
  folder: string,
  network: TinyNetwork,
  change: Partial<ModelManifest> = {},
): LocatedModel {
  const graph = join(folder, `${network}.onnx`);
  const bytes = tinyOnnx(tinyGraphs[network]);
  // Not twice: another process may be reading it.
  if (!existsSync(graph)) writeFileSync(graph, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const files = [
    { name: `${network}.onnx`, role: 'graph', url: null, sizeBytes: bytes.length, sha256 },
  ] as const;
  return {
    manifest: tinyManifest(network, { files, ...change }),
    graph,
    sha256,
    files: [{ name: `${network}.onnx`, sha256 }],
  };
}

function randomWeights(count: number): Float32Array {
  const random = seededRandom(7);
  return Float32Array.from({ length: count }, () => random() - 0.5);
}
