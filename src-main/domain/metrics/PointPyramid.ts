/** Side of a lowest cell in pixels. */
const cellPx = 4;
/** Enough for pictures of 2³² pixels. */
const mostLevels = 34;
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
  /** Up to four cells per level that a search has still to enter, and how far they are. */
  readonly #cells = new Int32Array(4 * mostLevels);
  readonly #far = new Float64Array(4 * mostLevels);
  #best = Infinity;
  /** A pixel; that of the last point found. */
  #nearest = 0;

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
   * Squared distance from a position to the nearest point; Infinity where there is none. It is found the faster the nearer
   * the point of the guessed pixel is, or the point that the last search found.
   */
  nearestSquared(x: number, y: number, z: number, guess: number): number {
    this.#best = Infinity;
    const last = this.#nearest;
    this.#try(guess, x, y, z);
    this.#try(last, x, y, z);
    this.#descend(this.#levels.length - 1, 0, x, y, z);
    return this.#best;
  }

  #try(pixel: number, x: number, y: number, z: number): void {
    const i = 3 * pixel;
    const dx = this.#points[i]! - x;
    const dy = this.#points[i + 1]! - y;
    const dz = this.#points[i + 2]! - z;
    const squared = dx * dx + dy * dy + dz * dz;
    if (!(squared < this.#best)) return;
    this.#best = squared;
    this.#nearest = pixel;
  }

  /** The nearer of the four cells below first, so that the others need not be entered. */
  #descend(depth: number, cell: number, x: number, y: number, z: number): void {
    if (depth === 0) {
      this.#searchCell(cell, x, y, z);
      return;
    }
    const parent = this.#levels[depth]!;
    const { columns, rows, boxes } = this.#levels[depth - 1]!;
    const left = 2 * (cell % parent.columns);
    const top = 2 * ((cell / parent.columns) | 0);
    const found = 4 * depth;
    const [cells, far] = [this.#cells, this.#far];
    let count = 0;
    for (let row = top; row < top + 2 && row < rows; row += 1) {
      for (let column = left; column < left + 2 && column < columns; column += 1) {
        const child = row * columns + column;
        const squared = squaredToBox(boxes, child * boxNumbers, x, y, z);
        if (squared >= this.#best) continue;
        let at = found + count;
        for (; at > found && far[at - 1]! > squared; at -= 1) {
          far[at] = far[at - 1]!;
          cells[at] = cells[at - 1]!;
        }
        far[at] = squared;
        cells[at] = child;
        count += 1;
      }
    }
    for (let k = found; k < found + count; k += 1) {
      if (far[k]! < this.#best) this.#descend(depth - 1, cells[k]!, x, y, z);
    }
  }

  #searchCell(cell: number, x: number, y: number, z: number): void {
    const columns = this.#levels[0]!.columns;
    const left = cellPx * (cell % columns);
    const top = cellPx * ((cell / columns) | 0);
    const right = Math.min(left + cellPx, this.#width);
    const bottom = Math.min(top + cellPx, this.#height);
    const points = this.#points;
    for (let row = top; row < bottom; row += 1) {
      for (
        let pixel = row * this.#width + left, i = 3 * pixel;
        pixel < row * this.#width + right;
        pixel += 1, i += 3
      ) {
        const dx = points[i]! - x;
        const dy = points[i + 1]! - y;
        const dz = points[i + 2]! - z;
        const squared = dx * dx + dy * dy + dz * dz;
        if (squared < this.#best) {
          this.#best = squared;
          this.#nearest = pixel;
        }
      }
    }
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
  const dx = beyond(x, boxes[at]!, boxes[at + 3]!);
  const dy = beyond(y, boxes[at + 1]!, boxes[at + 4]!);
  const dz = beyond(z, boxes[at + 2]!, boxes[at + 5]!);
  return dx * dx + dy * dy + dz * dz;
}

function beyond(value: number, from: number, to: number): number {
  return value < from ? from - value : value > to ? value - to : 0;
}
