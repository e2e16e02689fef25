/** What ONNX Runtime said, on one line, without its own source's places. */
export function runtimeMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text
    .replaceAll(/\/onnxruntime_src\/\S+ /g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length > 400 ? `${line.slice(0, 399)}…` : line;
}

/** True where the file itself is at fault, whichever provider was asked. */
export function isFaultyGraph(error: unknown): boolean {
  return /protobuf|no such file|doesn't exist|invalid model|not a valid|external data|INVALID_GRAPH|ir_version|opset/i.test(
    runtimeMessage(error),
  );
}

/** True for a failed allocation, on the CPU or on a device. */
export function isOutOfMemory(error: unknown): boolean {
  return /bad_alloc|failed to allocate memory|out of memory|not enough memory|bad allocation/i.test(
    runtimeMessage(error),
  );
}
