/** The sample types that map files are decoded to. 64-bit integers and booleans arrive as float64 and uint8. */
export type SampleArray =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/**
 * A map exactly as its file stores it: one number per pixel, no scale applied, no invalid marker removed.
 * Row-major from the top-left, whatever order the file uses. What the numbers mean is an Encoding.
 */
export interface RawMap {
  readonly width: number;
  readonly height: number;
  /** width × height values. */
  readonly values: SampleArray;
  /** Set where the file is an 8-bit RGB picture: a value is then R + 256·G + 65536·B, and needs an encoding with a code. */
  readonly isRgb?: true;
}
