import { StudioError } from '#domain/errors.ts';
import { chooseEntry } from './chooseEntry.ts';
import type { ExrChannel, ExrHeader, ExrPart } from './exrHeader.ts';

/** A channel, and the part that it is in. */
export interface MeantChannel {
  readonly part: ExrPart;
  /** Position of the part in the file. */
  readonly index: number;
  readonly channel: ExrChannel;
}

/**
 * The channel of an EXR that is meant. In a file of several parts a channel is called PART.CHANNEL, or by its own name
 * where no other part has it.
 *
 * @param key  null = the only one, else `Z`, OpenEXR's name of depth, where one part has it
 * @throws InvalidOption where a key is needed; NotFound for another; Unsupported where that channel has fewer values than
 *         pixels, or is deep data
 */
export function meantChannel(
  { parts, hasSeveralParts }: ExrHeader,
  file: string,
  key: string | null,
): MeantChannel {
  const all = parts.flatMap((part, index) => part.channels.map((channel) => ({ part, index, channel })));
  const nameOf = ({ part, index, channel }: MeantChannel) =>
    hasSeveralParts ? `${part.name || `part${index}`}.${channel.name}` : channel.name;
  const named = key === null ? [] : all.filter((one) => one.channel.name === key || nameOf(one) === key);
  const isWhole = ({ part, channel }: MeantChannel) => part.kind !== 'deep data' && !isSubsampled(channel);
  const whole = all.filter(isWhole);
  if (named.length === 1) return requireRead(named[0]!, file);
  if (whole.length === 0) return requireRead(all[0]!, file);
  const depths = whole.filter(({ channel }) => channel.name === 'Z');
  if (key === null && depths.length === 1) return depths[0]!;
  const chosen = chooseEntry(whole.map(nameOf), key, file, 'channel');
  return whole.find((one) => nameOf(one) === chosen)!;
}

/** It has fewer values than the picture has pixels. */
export function isSubsampled({ sampling }: ExrChannel): boolean {
  return sampling[0] !== 1 || sampling[1] !== 1;
}

function requireRead(meant: MeantChannel, file: string): MeantChannel {
  const { part, channel } = meant;
  if (part.kind === 'deep data') {
    throw new StudioError('Unsupported', `${file}: an EXR with deep data; flat pictures are read`, {
      file,
      expected: 'a flat picture',
      found: part.kind,
    });
  }
  if (!isSubsampled(channel)) return meant;
  throw new StudioError(
    'Unsupported',
    `${file}: the EXR’s channel ${channel.name} is subsampled, which is not read`,
    { file, expected: 'channels with a value for every pixel', found: channel.name },
  );
}
