/** A way of writing a number into the sample or samples of a pixel. */
export interface SampleCodeInfo {
  /** For people. */
  readonly title: string;
  /** Whether the samples are those of an 8-bit RGB picture, packed as R + 256·G + 65536·B. */
  readonly ofRgb: boolean;
  /** The number that a stored sample stands for. */
  readonly decode: (sample: number) => number;
}

const red = (packed: number): number => packed & 255;
const green = (packed: number): number => (packed >> 8) & 255;
const blue = (packed: number): number => packed >> 16;

/**
 * The known codes by name.
 * Source: Sintel stereo's README (R·4 + G/64; B/16384 refines it in its tools); CARLA's documentation; domain.md §6.1,
 * §6.2, §6.4; SUN3D's depthRead.m; the notes on the sample data (raw Kinect of NYU).
 */
export const sampleCodes = {
  sintel: {
    title: 'R·4 + G/64 + B/16384 of an RGB picture',
    ofRgb: true,
    decode: (v) => red(v) * 4 + green(v) / 64 + blue(v) / 16384,
  },
  rgb24: {
    title: 'R + 256·G + 65536·B of an RGB picture',
    ofRgb: true,
    decode: (v) => v,
  },
  rgb255: {
    title: '65025·R + 255·G + B of an RGB picture',
    ofRgb: true,
    decode: (v) => red(v) * 65025 + green(v) * 255 + blue(v),
  },
  rotated3: {
    title: '16 bits, rotated left by 3',
    ofRgb: false,
    decode: (v) => ((v >> 3) | (v << 13)) & 0xffff,
  },
  float16: {
    title: 'the bits of a 16-bit float',
    ofRgb: false,
    decode: numberOfHalf,
  },
  kinect: {
    title: 'raw Kinect disparity with its bytes swapped, metres = 351.3 / (1092.5 − v)',
    ofRgb: false,
    decode: (v) => {
      const disparity = ((v & 255) << 8) | (v >> 8);
      return disparity < 1092 ? 351.3 / (1092.5 - disparity) : NaN;
    },
  },
} as const satisfies Record<string, SampleCodeInfo>;

export type SampleCode = keyof typeof sampleCodes;

/** IEEE 754 half precision. */
function numberOfHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? (sign * fraction) / 2 ** 24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
