import { createHash } from 'node:crypto';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import { formatEncoding } from '#domain/datasets/parseEncoding.ts';
import type { AssetRecord, Encoding, MethodRecord } from '#domain/records.ts';

/** Raised when the matcher's or the decoders' results change, so that kept maps are not taken for new ones. */
const matchingVersion = 1;
/** Raised when the results of a comparison change. */
const evaluationVersion = 1;

/** Everything that a matched map depends on. */
export function matchingKey(method: MethodRecord, left: AssetRecord, right: AssetRecord): string {
  return digest([
    'matching',
    matchingVersion,
    method.kind,
    sorted(method.options),
    left.sha256,
    right.sha256,
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
}

/** Everything that the maps of a comparison depend on; each of them adds its own name. */
export function comparisonKey(inputs: ComparisonInputs): string {
  const { groundTruth, rig } = inputs;
  return digest([
    'comparison',
    evaluationVersion,
    inputs.predictionRasterId,
    groundTruth.sha256,
    groundTruth.encoding && formatEncoding(groundTruth.encoding),
    rig && sorted(rig),
    inputs.recipeHash,
    inputs.masksHash,
  ]);
}

/** SHA-256 of a JSON value. */
export function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function sorted(fields: object): [string, unknown][] {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
}
