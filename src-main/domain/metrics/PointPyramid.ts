/** Side of a lowest cell in pixels. */
const cellPx = 4;
/** x, y, z from, x, y, z to. */
const boxNumbers = 6;

interface Level {
  readonly columns: number;
  readonly rows: number;
  readonly boxes: Float64Array;
}

/**
 * The points seen in a picture, for finding the nearest one: pixels near each other see points near each other, so that a
 * pyramid of picture cells with the boxes of their points does what a search tree would, without sorting.
 */
export class PointPyramid {
  readonly #points: Float64Array;
  readonly #width: number;
  readonly #height: number;
  /** From the cells of pixels up to a single cell. */
  readonly #levels: readonly Level[];
  readonly #stack: number[] = [];

  /** @param points  x, y, z of width × height pixels; NaN = none. */
  constructor(points: Float64Array, width: number, height: number) {
    this.#points = points;
    this.#width = width;
    this.#height = height;
    const levels = [this.#lowestLevel()];
    while (levels.at(-1)!.boxes.length > boxNumbers) levels.push(above(levels.at(-1)!));
    this.#levels = levels;
  }

  /**
   * Squared distance from a position to the nearest point, where that is below `limit`; otherwise `limit`.
   * @param limit  best a squared distance that some point is known to have: less is searched.
   */
  nearestSquared(x: number, y: number, z: number, limit: number): number {
    let best = limit;
    const stack = this.#stack;
    stack.push(this.#levels.length - 1, 0);
    while (stack.length > 0) {
      const cell = stack.pop()!;
      const depth = stack.pop()!;
      const level = this.#levels[depth]!;
      if (squaredToBox(level.boxes, cell * boxNumbers, x, y, z) >= best) continue;
      if (depth === 0) best = this.#nearestInCell(cell, x, y, z, best);
      else this.#pushChildren(depth - 1, cell, level);
    }
    return best;
  }

  #pushChildren(depth: number, cell: number, parent: Level): void {
    const { columns, rows } = this.#levels[depth]!;
    const left = 2 * (cell % parent.columns);
    const top = 2 * Math.floor(cell / parent.columns);
    for (let row = top; row < Math.min(top + 2, rows); row += 1) {
      for (let column = left; column < Math.min(left + 2, columns); column += 1) {
        this.#stack.push(depth, row * columns + column);
      }
    }
  }

  #nearestInCell(cell: number, x: number, y: number, z: number, limit: number): number {
    const columns = this.#levels[0]!.columns;
    const left = cellPx * (cell % columns);
    const top = cellPx * Math.floor(cell / columns);
    const right = Math.min(left + cellPx, this.#width);
    const points = this.#points;
    let best = limit;
    for (let row = top; row < Math.min(top + cellPx, this.#height); row += 1) {
      for (let i = 3 * (row * this.#width + left); i < 3 * (row * this.#width + right); i += 3) {
        const dx = points[i]! - x;
        const dy = points[i + 1]! - y;
        const dz = points[i + 2]! - z;
        const squared = dx * dx + dy * dy + dz * dz;
        if (squared < best) best = squared;
      }
    }
    return best;
  }

  #lowestLevel(): Level {
    const columns = Math.ceil(this.#width / cellPx);
    const rows = Math.ceil(this.#height / cellPx);
    const boxes = emptyBoxes(columns * rows);
    for (let y = 0; y < this.#height; y += 1) {
      for (let x = 0; x < this.#width; x += 1) {
        const i = 3 * (y * this.#width + x);
        if (Number.isNaN(this.#points[i])) continue;
        const box = boxNumbers * (Math.floor(y / cellPx) * columns + Math.floor(x / cellPx));
        for (let axis = 0; axis < 3; axis += 1) {
          const value = this.#points[i + axis]!;
          if (value < boxes[box + axis]!) boxes[box + axis] = value;
          if (value > boxes[box + 3 + axis]!) boxes[box + 3 + axis] = value;
        }
      }
    }
    return { columns, rows, boxes };
  }
}

function emptyBoxes(count: number): Float64Array {
  return Float64Array.from({ length: count * boxNumbers }, (_, i) =>
    i % boxNumbers < 3 ? Infinity : -Infinity,
  );
}

function above(below: Level): Level {
  const columns = Math.ceil(below.columns / 2);
  const rows = Math.ceil(below.rows / 2);
  const boxes = emptyBoxes(columns * rows);
  for (let y = 0; y < below.rows; y += 1) {
    for (let x = 0; x < below.columns; x += 1) {
      const from = boxNumbers * (y * below.columns + x);
      const to = boxNumbers * ((y >> 1) * columns + (x >> 1));
      for (let axis = 0; axis < 3; axis += 1) {
        boxes[to + axis] = Math.min(boxes[to + axis]!, below.boxes[from + axis]!);
        boxes[to + 3 + axis] = Math.max(boxes[to + 3 + axis]!, below.boxes[from + 3 + axis]!);
      }
    }
  }
  return { columns, rows, boxes };
}

/** Infinity for an empty box. */
function squaredToBox(boxes: Float64Array, at: number, x: number, y: number, z: number): number {
  const dx = Math.max(boxes[at]! - x, 0, x - boxes[at + 3]!);
  const dy = Math.max(boxes[at + 1]! - y, 0, y - boxes[at + 4]!);
  const dz = Math.max(boxes[at + 2]! - z, 0, z - boxes[at + 5]!);
  return dx * dx + dy * dy + dz * dz;
}
