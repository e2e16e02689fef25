import type { Picture } from '../../rasters/Raster.ts';

/**
 * Sums of the samples of a grey picture, and of their squares, over the columns x0 … x1 of the rows that a window around
 * image row y sees: rows are cut off at the image's top and bottom.
 */
export class SampleSums {
  private readonly picture: Picture;
  private readonly radius: number;
  private readonly columnSums: Float64Array;
  private readonly columnSquares: Float64Array;
  /** Of the columns before x; the difference of two is the sum between them. */
  private readonly sumsBefore: Float64Array;
  private readonly squaresBefore: Float64Array;

  constructor(picture: Picture, blockSize: number) {
    const { width } = picture;
    this.picture = picture;
    this.radius = blockSize >> 1;
    this.columnSums = new Float64Array(width);
    this.columnSquares = new Float64Array(width);
    this.sumsBefore = new Float64Array(width + 1);
    this.squaresBefore = new Float64Array(width + 1);
  }

  /** Moves on to image row y. Rows are asked for from 0 to the bottom without gaps. */
  row(y: number): void {
    if (y === 0) for (let k = 0; k < this.radius; k++) this.add(k, 1);
    this.add(y + this.radius, 1);
    this.add(y - this.radius - 1, -1);
    const { sumsBefore, squaresBefore, columnSums, columnSquares } = this;
    for (let x = 0; x < columnSums.length; x++) {
      sumsBefore[x + 1] = sumsBefore[x]! + columnSums[x]!;
      squaresBefore[x + 1] = squaresBefore[x]! + columnSquares[x]!;
    }
  }

  sum(x0: number, x1: number): number {
    return this.sumsBefore[x1 + 1]! - this.sumsBefore[x0]!;
  }

  /** n · Σ v² − (Σ v)², which is n² times the variance. Exact: integers below 2^53. */
  spread(x0: number, x1: number, n: number): number {
    const sum = this.sum(x0, x1);
    return n * (this.squaresBefore[x1 + 1]! - this.squaresBefore[x0]!) - sum * sum;
  }

  private add(y: number, sign: 1 | -1): void {
    const { width, height, data } = this.picture;
    if (y < 0 || y >= height) return;
    for (let x = 0; x < width; x++) {
      const sample = data[y * width + x]!;
      this.columnSums[x] = this.columnSums[x]! + sign * sample;
      this.columnSquares[x] = this.columnSquares[x]! + sign * sample * sample;
    }
  }
}
