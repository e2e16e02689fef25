import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { makePlantedCase, plantedCauses } from '../sample/planted/makePlantedCase.ts';
import { type Judgement, judgePlanted } from './planted/judgePlanted.ts';
import { printJudgements } from './planted/printJudgements.ts';

/**
 * Plants failures into rendered scenes and asks whether they are found and rightly explained.
 *
 *   node src-main/bench/regions.ts [final|development] [cases per cause]
 *
 * Limits were chosen on the development seeds alone; the final ones were not looked at before all was fixed. They are drawn
 * anew whenever evidence or limits change: 900,001 before the pictures were matched by the causes themselves.
 */
const firstSeed = { development: 1, final: 1_600_001 } as const;

/** Planted in the ground truth: without it there is nothing to find. */
const ofTruth = ['motion', 'ground-truth-suspect'];

interface Order {
  readonly seed: number;
  readonly cause: string | null;
}

interface Judged {
  readonly withTruth: Judgement;
  readonly without: Judgement;
}

if (isMainThread) await judgeAll();
else for (const order of workerData as Order[]) parentPort!.postMessage(judge(order));

function judge({ seed, cause }: Order): Judged {
  const planted = makePlantedCase(seed, cause);
  return {
    withTruth: judgePlanted(planted, { withTruth: true }),
    without: judgePlanted(planted, { withTruth: false }),
  };
}

async function judgeAll(): Promise<void> {
  const set = process.argv[2] === 'development' ? 'development' : 'final';
  const perCause = Number(process.argv[3] ?? 12);
  const orders: Order[] = Array.from({ length: perCause }, (_, k) => firstSeed[set] + k).flatMap((seed) =>
    [...plantedCauses, null].map((cause) => ({ seed, cause })),
  );
  const threads = Math.min(availableParallelism(), orders.length);
  const shares = Array.from({ length: threads }, (_, t) => orders.filter((_order, k) => k % threads === t));
  let done = 0;
  const judged = await Promise.all(
    shares.map((share) =>
      collect(share, () => {
        done += 1;
        if (done % 25 === 0) process.stderr.write(`${done} of ${orders.length} cases\n`);
      }),
    ),
  );
  console.log(`${orders.length} cases, ${set} seeds ${firstSeed[set]}–${firstSeed[set] + perCause - 1}\n`);
  printJudgements(
    judged.flat().map(({ withTruth }) => withTruth),
    'With ground truth',
  );
  printJudgements(
    judged
      .flat()
      .map(({ without }) => without)
      .filter(({ cause }) => !ofTruth.includes(cause ?? '')),
    'Without ground truth: suspicions',
  );
}

function collect(orders: readonly Order[], oneDone: () => void): Promise<Judged[]> {
  return new Promise((resolve, reject) => {
    const found: Judged[] = [];
    const worker = new Worker(new URL(import.meta.url), { workerData: orders });
    worker.on('message', (judged: Judged) => {
      found.push(judged);
      oneDone();
    });
    worker.on('error', reject);
    worker.on('exit', () => resolve(found));
  });
}
