import type { Picture } from '#domain/rasters/Raster.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';

/** A pair of small pictures and options for it. */
export interface FuzzCase {
  readonly left: Picture;
  readonly right: Picture;
  readonly options: SgbmOptions;
}

const modes = ['sgbm', 'hh', '3way', 'hh4'] as const;

/** Random pairs and legal options: some as they are used, more where 16 bits are too few or a multiple of 16 is missing. */
export class SgbmFuzz {
  readonly #random: () => number;
  #count = 0;

  /** @param random  uniform in [0, 1) */
  constructor(random: () => number) {
    this.#random = random;
  }

  next(): FuzzCase {
    const width = this.#whole(8, 260);
    const height = this.#chance(0.3) ? this.#whole(1, 12) : this.#whole(4, 70);
    const isUsual = this.#chance(0.4);
    const channels = !isUsual && this.#chance(0.5) ? 3 : 1;
    const [left, right] = this.#pair(width, height, channels);
    const options: SgbmOptions = {
      channels,
      ...this.#common(),
      ...(isUsual ? this.#usual() : this.#extreme()),
    };
    return { left, right, options };
  }

  #whole(low: number, high: number): number {
    return low + Math.floor(this.#random() * (high - low + 1));
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #common() {
    return {
      mode: modes[this.#count++ % 4]!,
      minDisparity: this.#whole(-40, 16),
      disp12MaxDiff: this.#chance(0.5) ? this.#whole(-1, 3) : 100,
      uniquenessRatio: this.#uniqueness(),
      speckleWindowSize: this.#chance(0.5) ? 0 : this.#whole(1, 200),
      speckleRange: this.#whole(0, 4),
    };
  }

  #usual() {
    return {
      numDisparities: 16 * this.#whole(1, 8),
      blockSize: this.#whole(0, 11),
      P1: this.#whole(0, 800),
      P2: this.#whole(0, 3500),
      preFilterCap: this.#whole(0, 95),
    };
  }

  #extreme() {
    const isLarge = this.#chance(0.6);
    return {
      numDisparities: this.#chance(0.5) ? this.#whole(1, 100) : 16 * this.#whole(1, 8),
      blockSize: isLarge ? this.#whole(8, 51) : this.#whole(0, 11),
      P1: isLarge && this.#chance(0.3) ? this.#whole(0, 32_766) : this.#whole(0, 800),
      P2: isLarge && this.#chance(0.5) ? this.#whole(0, 32_767) : this.#whole(0, 3500),
      preFilterCap: this.#chance(0.3) ? this.#whole(0, 1023) : this.#whole(0, 127),
    };
  }

  /** Not 100, which mode 3way cannot compute. */
  #uniqueness(): number {
    if (this.#chance(0.4)) return 0;
    return this.#chance(0.1) ? this.#whole(101, 200) : this.#whole(-1, 99);
  }

  /** Noise, a smooth texture moved by some pixels, inverted binary noise, stripes against a plain wall, or two plain walls. */
  #pair(width: number, height: number, channels: 1 | 3): readonly [Picture, Picture] {
    const kind = this.#random();
    const shift = this.#whole(0, 30);
    const shade = this.#whole(0, 255);
    const stride = (width + 30) * channels;
    const texture = Float64Array.from({ length: stride * height }, () => this.#random() * 255);
    const smooth = (at: number) =>
      (texture[at]! + texture[Math.max(at - channels, 0)]! + texture[Math.max(at - 2 * channels, 0)]!) / 3;
    const view = (sample: (at: number, x: number) => number): Picture => {
      const data = Uint8Array.from({ length: width * height * channels }, (_, i) => {
        const along = i % (width * channels);
        const row = (i - along) / (width * channels);
        return sample(row * stride + along, Math.floor(along / channels));
      });
      return { width, height, channels, data };
    };
    const moved = (pixels: number) => pixels * channels;
    if (kind < 0.4) {
      return [view(smooth), view((at) => Math.max(0, smooth(at + moved(shift)) - this.#random() * 8))];
    }
    if (kind < 0.55) return [view((at) => texture[at]!), view(() => this.#whole(0, 255))];
    const binary = (at: number) => (texture[at]! < 128 ? 0 : 255);
    if (kind < 0.8) return [view(binary), view((at) => 255 - binary(at + moved(9)))];
    const period = this.#whole(2, 5);
    if (kind < 0.92) return [view((_, x) => (Math.floor(x / period) & 1) * 255), view(() => shade)];
    return [view(() => shade), view(() => 255 - shade)];
  }
}
