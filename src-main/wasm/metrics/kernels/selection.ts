/** Values are told apart by the leading 16 bits of their float64: sign, exponent, four bits of the mantissa. */
const bins: i32 = 65536;

@inline
function binOf(at: usize): u32 {
  const bits = load<u64>(at);
  const turned = bits ^ (<u64>(<i64>bits >> 63) | 0x8000000000000000);
  return <u32>(turned >> 48);
}

/**
 * The values of some ranks (0 = the smallest), exactly: a histogram says which bins hold them, the values of those bins are
 * gathered, and among them the rank is selected.
 *
 * @param values     f64, not NaN; stay as they are.
 * @param ranks      u32, ascending, below count.
 * @param found      f64, one per rank.
 * @param histogram  65 536 u32, scratch.
 * @param gathered   f64, scratch, room for count + 1.
 */
export function selectRanks(
  values: usize,
  count: i32,
  ranks: usize,
  rankCount: i32,
  found: usize,
  histogram: usize,
  gathered: usize,
): void {
  memory.fill(histogram, 0, bins * 4);
  const end = values + 8 * count;
  for (let at = values; at < end; at += 8) {
    const entry = histogram + 4 * binOf(at);
    store<u32>(entry, load<u32>(entry) + 1);
  }
  layOut(ranks, rankCount, found, histogram, gathered);
  for (let at = values; at < end; at += 8) {
    const entry = histogram + 4 * binOf(at);
    const target = load<u32>(entry);
    if (target == 0) continue;
    store<f64>(target, load<f64>(at));
    store<u32>(entry, target + 8);
  }
  for (let k: i32 = 0; k < rankCount; k++) {
    const first = <usize>load<u32>(found + 8 * k), rank = load<u32>(ranks + 4 * k);
    const size = load<u32>(found + 8 * k, 4);
    store<f64>(found + 8 * k, selectRank(first, 0, size, rank));
  }
}

/**
 * Finds the bins of the ranks. Afterwards the histogram says where the values of a chosen bin are gathered (0 = not
 * chosen), `found` where that begins and how many they are (two u32 a rank), and a rank is that within its bin.
 */
function layOut(ranks: usize, rankCount: i32, found: usize, histogram: usize, gathered: usize): void {
  let bin: i32 = 0, k: i32 = 0;
  let before: u32 = 0, size = load<u32>(histogram);
  while (k < rankCount) {
    const rank = load<u32>(ranks + 4 * k);
    while (before + size <= rank) {
      store<u32>(histogram + 4 * bin, 0);
      before += size;
      bin += 1;
      size = load<u32>(histogram + 4 * bin);
    }
    for (; k < rankCount && load<u32>(ranks + 4 * k) < before + size; k++) {
      store<u32>(found + 8 * k, <u32>gathered);
      store<u32>(found + 8 * k, size, 4);
      store<u32>(ranks + 4 * k, load<u32>(ranks + 4 * k) - before);
    }
    store<u32>(histogram + 4 * bin, <u32>gathered);
    gathered += 8 * size;
    before += size;
    size = 0;
    bin += 1;
    if (bin < bins) size = load<u32>(histogram + 4 * bin);
  }
  for (; bin < bins; bin++) store<u32>(histogram + 4 * bin, 0);
}

/**
 * Brings the value of a rank to its place, smaller ones before it and larger ones behind (Hoare's selection).
 * @param from  no wanted value lies before this rank.
 */
export function selectRank(values: usize, from: u32, count: u32, rank: u32): f64 {
  let low = values + 8 * from, high = values + 8 * (count - 1);
  const wanted = values + 8 * rank;
  while (low < high) {
    const a = load<f64>(low), b = load<f64>(low + (((high - low) >> 4) << 3)), c = load<f64>(high);
    const pivot = max(min(a, b), min(max(a, b), c));
    let i = low, j = high;
    while (i <= j) {
      while (load<f64>(i) < pivot) i += 8;
      while (load<f64>(j) > pivot) j -= 8;
      if (i > j) break;
      const swapped = load<f64>(i);
      store<f64>(i, load<f64>(j));
      store<f64>(j, swapped);
      i += 8;
      j -= 8;
    }
    if (wanted <= j) high = j;
    else if (wanted >= i) low = i;
    else break;
  }
  return load<f64>(wanted);
}
