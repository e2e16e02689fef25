/** A round number's place on a scale, and how it is written there. */
export interface Tick {
  readonly value: number;
  /** All labels of a scale have the same number of decimals; minus is U+2212. */
  readonly label: string;
}

/**
 * Round values (1, 2 or 5 times a power of ten apart) within [min, max], about `count` of them.
 *
 * @param min, max  finite, min < max; otherwise no ticks.
 * @param count     how many are wanted; the answer has between half and twice as many.
 */
export function ticks(min: number, max: number, count: number): readonly Tick[] {
  const span = max - min;
  if (!(span > 0) || !Number.isFinite(span) || count < 1) return [];
  const step = roundStep(span / count);
  const decimals = Math.min(20, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const value = (first + i) * step;
    return { value, label: signed((first + i === 0 ? 0 : value).toFixed(decimals)) };
  });
}

/** The number of the form {1, 2, 5} · 10^k that is nearest to `raw` on a logarithmic scale. `raw` > 0. */
export function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const lead = raw / power;
  const round = lead < Math.SQRT2 ? 1 : lead < Math.sqrt(10) ? 2 : lead < Math.sqrt(50) ? 5 : 10;
  return power < 1 ? round / Math.round(1 / power) : round * power;
}

const signed = (text: string) => text.replace('-', '−');
