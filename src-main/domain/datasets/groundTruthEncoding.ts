import { StudioError } from '../errors.ts';
import type { RawMap } from '../rasters/RawMap.ts';
import { encodingNamed } from './encodings.ts';
import type { GroundTruthFile } from './Layout.ts';
import { middleburyScale } from './middleburyScale.ts';
import { parseEncoding } from './parseEncoding.ts';
import { proposeEncoding } from './proposeEncoding.ts';
import type { EncodingProposal } from './proposeEncoding.ts';

/**
 * What a ground truth's numbers mean, by the rule that its layout gives.
 * @param raw   the values as stored.
 * @param path  with the root's own name in front, which may be telling.
 * @throws EncodingUnknown
 */
export function groundTruthEncoding(
  { rule, role }: GroundTruthFile,
  raw: RawMap,
  path: string,
): EncodingProposal {
  switch (rule.kind) {
    case 'named':
      return { encoding: encodingNamed(rule.name), reason: rule.reason };
    case 'middlebury-size':
      return fromMiddleburySize(raw, path);
    case 'spelled':
      return { encoding: parseEncoding(rule.text), reason: rule.reason };
    case 'by-values':
      return proposeEncoding({ path, raw, role });
  }
}

function fromMiddleburySize({ width, height }: RawMap, path: string): EncodingProposal {
  const name = middleburyScale(width, height);
  if (name !== null) {
    return { encoding: encodingNamed(name), reason: `a Middlebury scene of ${width}×${height} px` };
  }
  throw new StudioError(
    'EncodingUnknown',
    `${path}: no Middlebury set has ${width}×${height} px, so the scale of its disparity must be said, for example middlebury-2003 (v/4) or middlebury-2006-half (v/2)`,
    { file: path, expected: 'the size of a Middlebury set', found: `${width}×${height}` },
  );
}
