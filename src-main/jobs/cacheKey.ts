import { createHash } from 'node:crypto';
import type { StereoCameras } from '#domain/camera/StereoCameras.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import { StudioError } from '#domain/errors.ts';
import { containerPath } from '#domain/datasets/containerPath.ts';
import { formatEncoding } from '#domain/datasets/parseEncoding.ts';
import type { NetworkOptions } from '#domain/methods/NetworkOptions.ts';
import type { AssetRecord, Encoding, MethodRecord } from '#domain/records.ts';
import type { LocatedModel } from '#inference/protocol.ts';

/** Raised when the matcher's or the decoders' results change, so that kept maps are not taken for new ones. */
const matchingVersion = 2;
/** Raised when rectified pictures change. */
const rectifyingVersion = 1;
/** Raised when pre- or postprocessing changes a network's maps. */
const inferenceVersion = 1;
/** Raised when the results of a comparison change. */
const evaluationVersion = 1;

/** The pictures of a pair, and what rectifies them before anything else. */
export interface StereoSource {
  readonly left: AssetRecord;
  readonly right: AssetRecord;
  readonly cameras: StereoCameras | null;
}

/** Everything that the pictures that are matched depend on. */
export function pairKey({ left, right, cameras }: StereoSource): readonly string[] {
  return [contentOf(left), contentOf(right), ...rectifyingKey(cameras)];
}

/** Nothing where pictures are used as they are, so that keys from before cameras were known hold. */
function rectifyingKey(cameras: StereoCameras | null): readonly string[] {
  return cameras === null ? [] : [digest(['rectified', rectifyingVersion, cameras])];
}

/** Everything that a matched map depends on. */
export function matchingKey(method: MethodRecord, pair: StereoSource): string {
  return digest(['matching', matchingVersion, method.kind, sorted(method.options), ...pairKey(pair)]);
}

export interface InferenceInputs {
  readonly model: LocatedModel;
  readonly options: NetworkOptions;
  readonly left: AssetRecord;
  readonly right: AssetRecord | null;
  readonly cameras: StereoCameras | null;
  readonly focalPx: number | null;
}

/** Everything that a network's map depends on; what its manifest says besides is description. */
export function inferenceKey(inputs: InferenceInputs): string {
  const { model, left, right, cameras, focalPx } = inputs;
  const { manifest, files } = model;
  const { flip, ...usual } = inputs.options;
  return digest([
    'inference',
    inferenceVersion,
    files.map(({ sha256 }) => sha256),
    [manifest.input, manifest.output],
    // Keys from before maps could be averaged hold.
    sorted(flip === 'off' ? usual : inputs.options),
    [contentOf(left), right && contentOf(right), focalPx],
    ...rectifyingKey(cameras),
  ]);
}

/** Everything that a map made elsewhere depends on. */
export function importedMapKey(sha256: string, encoding: Encoding): string {
  return digest(['imported map', sha256, formatEncoding(encoding)]);
}

export interface ComparisonInputs {
  readonly predictionRasterId: string;
  readonly groundTruth: AssetRecord;
  readonly rig: StereoRig | null;
  readonly recipeHash: string;
  /** Of all annotations of the item. */
  readonly masksHash: string;
  /** Of the dataset's mask of occluded pixels, where the recipe leaves those out. */
  readonly occlusionSha256: string | null;
  /** What the background was told by, where the recipe tells it apart. */
  readonly backgroundContent: string | null;
}

/** Everything that the maps of a comparison depend on; each of them adds its own name. */
export function comparisonKey(inputs: ComparisonInputs): string {
  const { groundTruth, rig } = inputs;
  return digest([
    'comparison',
    evaluationVersion,
    inputs.predictionRasterId,
    contentOf(groundTruth),
    groundTruth.encoding && formatEncoding(groundTruth.encoding),
    rig && sorted(rig),
    inputs.recipeHash,
    inputs.masksHash,
    ...(inputs.occlusionSha256 === null ? [] : [inputs.occlusionSha256]),
    ...(inputs.backgroundContent === null ? [] : [['background', inputs.backgroundContent]]),
  ]);
}

/** Of a file that was looked at (see freshSources.ts); every key is made after that. @throws FileMissing */
export function contentOf({ sha256, path }: AssetRecord): string {
  const { key } = containerPath(path);
  // Arrays of one container share its digest.
  if (sha256 !== null) return key === null ? sha256 : `${sha256}:${key}`;
  throw new StudioError('FileMissing', `${path} cannot be read`, { file: path });
}

/** SHA-256 of a JSON value. */
export function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function sorted(fields: object): [string, unknown][] {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
}
