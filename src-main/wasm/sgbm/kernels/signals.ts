import { barrier, barrierThreads, stopFlag } from './settings';

/**
 * Waiting for other threads. A signal is two i32: a number that only grows, and how many threads sleep on it. A waiter
 * looks a bounded number of times and then sleeps, so that a thread whose partner has lost its core does not burn its
 * own. All accesses are sequentially consistent: whoever stores the number and then sees no sleeper is seen by a
 * waiter, which counts itself as a sleeper first and then compares the number again inside `wait`.
 */

/** Called before every sleep. The host may throw to end the work. */
@external('host', 'waiting')
declare function waiting(): void;

/**
 * Looks before sleeping: about a tenth of a millisecond. To sleep and to be woken takes longer than most waits for a row,
 * so that looking pays while the partner runs. Where it has no core, looking is in vain: then the next wait sleeps at once,
 * and after every further vain look twice as many waits do, up to mostSkipped. Then it is looked again, because a partner
 * that has its core back would otherwise be slept for at every row from then on.
 */
const mostLooks: i32 = 300_000;
const mostSkipped: i32 = 32;
/** Waits that sleep at once after a vain look, and how many of them are still to come. */
let skips: i32 = 0;
let skipsLeft: i32 = 0;
/** A sleeper looks whether it should stop at least this often, in ns. */
const longestSleep: i64 = 5_000_000;

/** Waits until the signal reaches the value. Returns false when all threads are asked to stop. */
export function awaitSignal(signal: usize, value: i32): bool {
  if (atomic.load<i32>(signal) >= value) return true;
  if (skipsLeft > 0) skipsLeft--;
  else {
    for (let i = 0; i < mostLooks; i++) {
      if (atomic.load<i32>(signal) < value) continue;
      skips = 0;
      return true;
    }
    skips = min(max(2 * skips, 1), mostSkipped);
    skipsLeft = skips;
  }
  while (true) {
    const seen = atomic.load<i32>(signal);
    if (seen >= value) return true;
    if (isStopped()) return false;
    waiting();
    atomic.add<i32>(signal, 1, 4);
    atomic.wait<i32>(signal, seen, longestSleep);
    atomic.sub<i32>(signal, 1, 4);
  }
}

/** Raises the signal to the value and wakes who sleeps on it. */
export function raiseSignal(signal: usize, value: i32): void {
  atomic.store<i32>(signal, value);
  if (atomic.load<i32>(signal, 4) > 0) atomic.notify(signal, -1);
}

export function isStopped(): bool {
  return atomic.load<i32>(stopFlag) != 0;
}

/** Returns when all threads have called it. The last one to arrive opens the way for the others. */
export function meet(): void {
  if (barrierThreads < 2) return;
  const generation = atomic.load<i32>(barrier, 64);
  if (atomic.add<i32>(barrier, 1) == barrierThreads - 1) {
    atomic.store<i32>(barrier, 0);
    raiseSignal(barrier + 64, generation + 1);
  } else {
    awaitSignal(barrier + 64, generation + 1);
  }
}
