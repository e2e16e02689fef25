/** 0 at 0, 0.5 at the limit, 1 where it is certain; linear between. For measurements that speak when they are large. */
export function gradedAbove(value: number, limit: number, certain: number): number {
  if (!(value > 0)) return 0;
  if (value < limit) return (0.5 * value) / limit;
  return certain > limit ? Math.min(1, 0.5 + (0.5 * (value - limit)) / (certain - limit)) : 1;
}

/** 1 at or below `certain`, 0.5 at the limit, 0 at twice the limit. For measurements that speak when they are small. */
export function gradedBelow(value: number, limit: number, certain = 0): number {
  if (Number.isNaN(value)) return 0;
  if (value > limit) return Math.max(0, 0.5 * (2 - value / limit));
  return limit > certain ? Math.min(1, 0.5 + (0.5 * (limit - value)) / (limit - certain)) : 1;
}
