/** The normal quantile of 95 %. */
const z = 1.959963984540054;

/**
 * 95 % confidence interval of a share.
 *
 * @returns [low, high] in [0, 1]; null for n = 0.
 * Source: Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927; without
 * continuity correction.
 */
export function wilsonInterval(hits: number, n: number): readonly [low: number, high: number] | null {
  if (n === 0) return null;
  const share = hits / n;
  const centre = share + (z * z) / (2 * n);
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}
