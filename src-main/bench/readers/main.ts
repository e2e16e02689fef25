import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { bombs } from './bombs.ts';
import type { ReaderFinding, ReaderTally } from './fuzzReader.ts';
import { fuzzedReaders, type FuzzedReader } from './readers.ts';

/*
 * npm run fuzz:readers [-- --cases 200000 --libraryCases 20000 --seed 1 --reader npy --from 0]
 *   Gives every reader damaged files: it must read them or refuse them with a StudioError, within a second and within
 *   the memory that files of their length may need. Each runs in a process of its own, so that an abort is seen.
 * npm run fuzz:readers -- --bombs
 *   Small files that claim or unpack to far more: how each is refused, in what time and with how much memory.
 *
 *   Prints one line per reader, and each finding with the file that shows it. Ends with 1 on a finding.
 */
const { values: flags } = parseArgs({
  options: {
    cases: { type: 'string', default: '200000' },
    libraryCases: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    reader: { type: 'string', default: '' },
    from: { type: 'string', default: '0' },
    bombs: { type: 'boolean', default: false },
  },
});
const batch = 20_000;
/** A busy machine may let a process wait for long; one that has not begun is never called hung. */
const stillMs = 60_000;
const child = resolve(import.meta.dirname, 'fuzzReader.child.ts');
const bombChild = resolve(import.meta.dirname, 'measureBomb.child.ts');
const folder = await mkdtemp(join(tmpdir(), 'fathom-fuzz-'));
const positionFile = join(folder, 'position');
const mostBombMs = 100;
const mostBombMB = 64;
let failed = 0;

try {
  if (flags.bombs) for (const [i, { name }] of bombs.entries()) failed += await measureBomb(i, name);
  else
    for (const reader of fuzzedReaders.filter(({ name }) => flags.reader === '' || name === flags.reader)) {
      failed += await fuzz(reader);
    }
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = failed > 0 ? 1 : 0;

async function fuzz(reader: FuzzedReader): Promise<number> {
  const first = Number(flags.from);
  const wanted = Number(reader.isOwn ? flags.cases : flags.libraryCases);
  const end = first + Math.min(wanted, reader.mostCases ?? wanted);
  const sum = { cases: 0, read: 0, refused: 0, slowestMs: 0, peakMB: 0 };
  const findings: ReaderFinding[] = [];
  for (let from = first; from < end && findings.length < 5;) {
    const to = Math.min(end, from + batch);
    const { tally, died } = await runBatch(reader.name, from, to);
    if (tally) {
      sum.cases += tally.cases;
      sum.read += tally.read;
      sum.refused += tally.refused;
      sum.slowestMs = Math.max(sum.slowestMs, tally.slowestMs);
      sum.peakMB = Math.max(sum.peakMB, tally.peakMB);
      findings.push(...tally.findings);
      from = to;
    } else {
      const at = new Float64Array(new Uint8Array(await readFile(positionFile)).buffer)[0];
      if (at === undefined) throw new Error(`${reader.name} did not start: ${died}`);
      findings.push({ case: at, what: died, base64: '' });
      from = at + 1;
    }
  }
  const { cases, read, refused, slowestMs, peakMB } = sum;
  const kind = reader.isOwn ? 'own' : 'library';
  console.log(
    `${reader.name.padEnd(12)} ${kind.padEnd(8)} ${cases} cases: ${read} read, ${refused} refused, slowest ${slowestMs.toFixed(0)} ms, peak ${peakMB.toFixed(0)} MB, ${findings.length} findings`,
  );
  for (const finding of findings.slice(0, 5)) console.log(finding);
  return findings.length;
}

interface BombMeasure {
  readonly refusal: string;
  readonly bytes: number;
  readonly elapsedMs: number;
  readonly cpuMs: number;
  readonly grownMB: number;
}

/** 1 where it is read, or refused too late or with too much memory. */
async function measureBomb(i: number, name: string): Promise<0 | 1> {
  const { stdout } = await promisify(execFile)(process.execPath, [bombChild, String(i)]);
  const { refusal, bytes, elapsedMs, cpuMs, grownMB } = JSON.parse(stdout) as BombMeasure;
  const isOver = refusal === 'READ' || cpuMs > mostBombMs || grownMB > mostBombMB;
  // A busy machine may let a process wait: the clock alone is no finding.
  const verdict = isOver ? 'OVER' : elapsedMs > mostBombMs ? 'within, waiting aside' : 'within';
  console.log(`${name} (${bytes} bytes)
    ${refusal.slice(0, 160)}
    ${elapsedMs.toFixed(1)} ms by the clock, ${cpuMs.toFixed(1)} ms of the processor (limit ${mostBombMs}), ${grownMB.toFixed(1)} MB at its peak (limit ${mostBombMB}): ${verdict}`);
  return isOver ? 1 : 0;
}

/** One process; its tally, or how it died. */
async function runBatch(
  name: string,
  from: number,
  to: number,
): Promise<{ readonly tally: ReaderTally | null; readonly died: string }> {
  await writeFile(positionFile, '');
  const running = spawn(process.execPath, [child, name, flags.seed, String(from), String(to), positionFile], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  let complaint = '';
  running.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  running.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2000)));
  let last = '';
  let isHung = false;
  const watch = setInterval(() => {
    void readFile(positionFile, 'latin1').then(
      (now) => {
        if (now === last && now !== '') {
          isHung = true;
          running.kill('SIGKILL');
        }
        last = now;
      },
      () => undefined,
    );
  }, stillMs);
  const code = await new Promise<number | string>((done) => {
    running.on('close', (status, signal) => {
      done(status ?? signal ?? 'unknown');
    });
  });
  clearInterval(watch);
  if (code === 0) return { tally: JSON.parse(text) as ReaderTally, died: '' };
  return {
    tally: null,
    died: isHung ? `hangs for ${stillMs} ms` : `the process ended with ${code}: ${complaint}`,
  };
}
