import { Random } from '../random.ts';

/** The choices that make one training scene. */
export class Dice extends Random {
  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)]!;
  }

  /** Between low and high, every factor equally likely; both positive. */
  factor(low: number, high: number): number {
    return low * (high / low) ** this.next();
  }

  /** Either sign of the value. */
  either(value: number): number {
    return this.chance(0.5) ? value : -value;
  }
}
