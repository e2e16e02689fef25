/** Mixes integers into 32 well-spread bits; the same integers always give the same bits. */
export function hash(a: number, b = 0, c = 0, d = 0): number {
  let h = Math.imul(a | 0, 0x9e3779b1) ^ Math.imul(b | 0, 0x85ebca77);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) ^ Math.imul(c | 0, 0xc2b2ae3d) ^ Math.imul(d | 0, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 13), 0x297a2d39);
  h = Math.imul(h ^ (h >>> 16), 0x165667b1);
  return (h ^ (h >>> 15)) >>> 0;
}

/** Numbers in [0, 1), the same sequence for the same seed. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** Normally distributed, mean 0, standard deviation 1. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }
}

const stepA = 0.7548776662466927;
const stepB = 0.5698402909980532;

/**
 * The random numbers of one pixel. Pairs for shadows are spread evenly over the pixel's samples (Roberts' R2
 * sequence, turned by a random amount per pixel), which leaves far less grain than independent numbers.
 */
export class PixelRandom extends Random {
  #sample = 0;
  readonly #turns: readonly number[];

  constructor(seed: number) {
    super(seed);
    this.#turns = [this.next(), this.next(), this.next(), this.next()];
  }

  startSample(index: number): void {
    this.#sample = index;
  }

  /** Two numbers in [0, 1) for the sun's disc or the sky's dome in this sample. */
  pair(purpose: 'sun' | 'sky'): readonly [number, number] {
    const at = purpose === 'sun' ? 0 : 2;
    return [(this.#turns[at]! + this.#sample * stepA) % 1, (this.#turns[at + 1]! + this.#sample * stepB) % 1];
  }
}
