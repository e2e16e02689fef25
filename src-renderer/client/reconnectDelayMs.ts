/** Half a second after the first failure, twice as long after each further one, at most 10 s. */
export function reconnectDelayMs(failures: number): number {
  return Math.min(500 * 2 ** failures, 10_000);
}
