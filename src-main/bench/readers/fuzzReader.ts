import { isStudioError } from '#domain/errors.ts';
import { seededRandom } from '#testing/seededRandom.ts';
import { AllocationMeter } from './AllocationMeter.ts';
import { mutateBytes } from './mutateBytes.ts';
import type { FuzzedReader, Seed } from './readers.ts';

export interface ReaderFinding {
  readonly case: number;
  readonly what: string;
  /** The damaged file. */
  readonly base64: string;
}

export interface ReaderTally {
  cases: number;
  read: number;
  refused: number;
  slowestMs: number;
  /** Of the whole process, libraries included. */
  peakMB: number;
  readonly findings: ReaderFinding[];
}

const mostMs = 1000;
/** Tables of a fixed size that a decoder needs, whatever the file. */
const fixedBytes = 1 << 18;
const mostFindings = 20;

/**
 * Gives a reader damaged files, one per case number: it must read them or refuse them with a StudioError, within a
 * second, and ask for no more memory than files of that length may need.
 *
 * @param onCase  called before each case
 */
export async function fuzzReader(
  reader: FuzzedReader,
  options: { readonly seed: number; readonly from: number; readonly to: number },
  onCase: (at: number) => void = () => undefined,
): Promise<ReaderTally> {
  const seeds = reader.seeds();
  const others = seeds.map(({ bytes }) => bytes);
  const tally: ReaderTally = { cases: 0, read: 0, refused: 0, slowestMs: 0, peakMB: 0, findings: [] };
  for (const seed of seeds) await reader.read(seed.bytes, seed);
  for (let at = options.from; at < options.to && tally.findings.length < mostFindings; at++) {
    onCase(at);
    const random = seededRandom(Math.imul(options.seed, 0x9e37_79b1) ^ Math.imul(at, 0x85eb_ca6b));
    const seed = seeds[Math.floor(random() * seeds.length)]!;
    const bytes = mutateBytes(seed.bytes, random, others);
    const what = await judge(reader, seed, bytes, tally);
    tally.cases += 1;
    if (what !== null) tally.findings.push({ case: at, what, base64: Buffer.from(bytes).toString('base64') });
  }
  tally.peakMB = process.resourceUsage().maxRSS / 1024;
  return tally;
}

/** What is wrong with how a file was taken; null = nothing. */
async function judge(
  reader: FuzzedReader,
  seed: Seed,
  bytes: Uint8Array,
  tally: ReaderTally,
): Promise<string | null> {
  const mostBytes = fixedBytes + reader.bytesPerByte * bytes.length;
  // Libraries take their memory elsewhere, and some do not know the stand-ins for arrays.
  const meter = reader.isOwn ? new AllocationMeter(mostBytes) : null;
  // Of the process: on a busy machine the clock says little, and libraries work in threads.
  const start = process.cpuUsage();
  let error: unknown = null;
  try {
    await reader.read(bytes, seed);
    tally.read += 1;
  } catch (reason) {
    error = reason;
    tally.refused += 1;
  } finally {
    meter?.dispose();
  }
  const { user, system } = process.cpuUsage(start);
  const elapsedMs = (user + system) / 1000;
  tally.slowestMs = Math.max(tally.slowestMs, elapsedMs);
  if (error !== null && !isStudioError(error)) {
    return error instanceof Error ? error.stack! : JSON.stringify(error);
  }
  if (error !== null && !error.message.includes(seed.file)) return `does not name the file: ${error.message}`;
  if (meter !== null && meter.bytes > mostBytes) {
    return `${meter.bytes} bytes asked for, at most ${mostBytes} expected`;
  }
  return elapsedMs > mostMs ? `${Math.round(elapsedMs)} ms` : null;
}
