/** An input or output of a graph, as ONNX Runtime describes it. */
export interface GraphTensor {
  readonly name: string;
  /** `float32`, `float16`, `uint8`, `int64` … */
  readonly type: string;
  /** A free axis is a name, or −1. */
  readonly shape: readonly (number | string)[];
}

/** What goes into an ONNX file's network and what comes out. */
export interface Graph {
  readonly inputs: readonly GraphTensor[];
  readonly outputs: readonly GraphTensor[];
}
