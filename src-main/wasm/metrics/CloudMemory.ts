const pageBytes = 65_536;
const cellPx = 4;
const leafNumbers = 48;
const groupNumbers = 24;
/** Where an absent point lies: farther than any, and its square is a number. */
const farOut = 1e140;
/** Queries that are answered at once. */
const chunk = 8192;

interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** The kernels' linear memory with the pyramid of a cloud in it (see kernels/cloud.ts); nothing else touches it. */
export class CloudMemory {
  readonly memory: WebAssembly.Memory;
  /** By the names of the kernels' settings. */
  readonly addresses: Readonly<
    Record<'leaves' | 'leafColumns' | 'levels' | 'topLevel' | 'queries' | 'guesses' | 'distances', number>
  >;
  readonly #width: number;

  /** @param points  x, y, z of width × height pixels; NaN = none. */
  constructor(points: Float64Array, width: number, height: number) {
    this.#width = width;
    let end = 64;
    const reserve = (bytes: number): number => {
      const address = end;
      end += Math.ceil(bytes / 64) * 64;
      return address;
    };
    const grids = gridsOf(width, height);
    const [leafGrid, ...above] = grids;
    const leaves = reserve(leafGrid!.columns * leafGrid!.rows * leafNumbers * 8);
    const groups = above.map(({ columns, rows }) => reserve(columns * rows * groupNumbers * 8));
    this.addresses = {
      leaves,
      leafColumns: leafGrid!.columns,
      levels: reserve(8 * above.length),
      topLevel: above.length - 1,
      queries: reserve(chunk * 24),
      guesses: reserve(chunk * 4),
      distances: reserve(chunk * 8),
    };
    this.memory = new WebAssembly.Memory({ initial: Math.ceil(end / pageBytes) });
    this.#writeLeaves(points, height, leafGrid!);
    const levels = new Uint32Array(this.memory.buffer, this.addresses.levels, 2 * above.length);
    above.forEach(({ columns }, level) => levels.set([groups[level]!, columns], 2 * level));
    this.#writeBoxes(grids, groups);
  }

  /** @returns how many points of the picture, from a pixel on, were written as queries, and the pixel after the last. */
  writeQueries(
    points: Float64Array,
    fromPixel: number,
  ): { readonly count: number; readonly nextPixel: number } {
    const queries = new Float64Array(this.memory.buffer, this.addresses.queries, 3 * chunk);
    const guesses = new Uint32Array(this.memory.buffer, this.addresses.guesses, chunk);
    let count = 0;
    let pixel = fromPixel;
    for (; pixel < points.length / 3 && count < chunk; pixel += 1) {
      if (Number.isNaN(points[3 * pixel])) continue;
      queries[3 * count] = points[3 * pixel]!;
      queries[3 * count + 1] = points[3 * pixel + 1]!;
      queries[3 * count + 2] = points[3 * pixel + 2]!;
      guesses[count] = this.#leafOf(pixel % this.#width, Math.floor(pixel / this.#width));
      count += 1;
    }
    return { count, nextPixel: pixel };
  }

  /** A view that the next answers overwrite. */
  readDistances(count: number): Float64Array {
    return new Float64Array(this.memory.buffer, this.addresses.distances, count);
  }

  #leafOf(x: number, y: number): number {
    return Math.floor(y / cellPx) * this.addresses.leafColumns + Math.floor(x / cellPx);
  }

  #writeLeaves(points: Float64Array, height: number, grid: Grid): void {
    const leaves = this.#floats(this.addresses.leaves, grid, leafNumbers);
    leaves.fill(farOut);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < this.#width; x += 1) {
        const from = 3 * (y * this.#width + x);
        if (Number.isNaN(points[from])) continue;
        const to = this.#leafOf(x, y) * leafNumbers + (y % cellPx) * cellPx + (x % cellPx);
        leaves[to] = points[from]!;
        leaves[to + 16] = points[from + 1]!;
        leaves[to + 32] = points[from + 2]!;
      }
    }
  }

  /** Boxes of leaves from their points, all others from the boxes below. */
  #writeBoxes(grids: readonly Grid[], groups: readonly number[]): void {
    for (let level = 0; level < groups.length; level += 1) {
      const [below, above] = [grids[level]!, grids[level + 1]!];
      const boxes = this.#floats(groups[level]!, above, groupNumbers);
      for (let i = 0; i < boxes.length; i += 1) boxes[i] = i % 8 < 4 ? Infinity : -Infinity;
      const inner =
        level === 0
          ? this.#floats(this.addresses.leaves, below, leafNumbers)
          : this.#floats(groups[level - 1]!, below, groupNumbers);
      for (let y = 0; y < below.rows; y += 1) {
        for (let x = 0; x < below.columns; x += 1) {
          const to = ((y >> 1) * above.columns + (x >> 1)) * groupNumbers + 2 * (y & 1) + (x & 1);
          const cell = y * below.columns + x;
          for (let axis = 0; axis < 3; axis += 1) {
            const [from, until] =
              level === 0 ? rangeOfLeaf(inner, cell, axis) : rangeOfGroup(inner, cell, axis);
            boxes[to + 8 * axis] = from;
            boxes[to + 8 * axis + 4] = until;
          }
        }
      }
    }
  }

  /** Of every cell of a grid so many numbers. */
  #floats(address: number, { columns, rows }: Grid, numbers: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, columns * rows * numbers);
  }
}

function rangeOfLeaf(leaves: Float64Array, leaf: number, axis: number): readonly [number, number] {
  const at = leaf * leafNumbers + 16 * axis;
  let from = Infinity;
  let until = -Infinity;
  for (let i = at; i < at + 16; i += 1) {
    const value = leaves[i]!;
    if (value === farOut) continue;
    if (value < from) from = value;
    if (value > until) until = value;
  }
  return [from, until];
}

function rangeOfGroup(groups: Float64Array, cell: number, axis: number): readonly [number, number] {
  const at = cell * groupNumbers + 8 * axis;
  return [
    Math.min(groups[at]!, groups[at + 1]!, groups[at + 2]!, groups[at + 3]!),
    Math.max(groups[at + 4]!, groups[at + 5]!, groups[at + 6]!, groups[at + 7]!),
  ];
}

/** From the leaves up to a single cell, which is no leaf. */
function gridsOf(width: number, height: number): readonly Grid[] {
  const grids: Grid[] = [{ columns: Math.ceil(width / cellPx), rows: Math.ceil(height / cellPx) }];
  while (grids.length === 1 || grids.at(-1)!.columns * grids.at(-1)!.rows > 1) {
    const { columns, rows } = grids.at(-1)!;
    grids.push({ columns: Math.ceil(columns / 2), rows: Math.ceil(rows / 2) });
  }
  return grids;
}
