/**
 * An ONNX graph of one node, y = x + x on four numbers: whether a session opens shows whether a provider works. Made by
 * `tinyOnnx` (src-main/testing), compared with it in a test.
 */
export const probeGraph = Uint8Array.from(
  Buffer.from(
    'CAg6OAoOCgF4CgF4EgF5IgNBZGQSBHRpbnlaDwoBeBIKCggIARIECgIIBGIPCgF5EgoKCAgBEgQKAggEQgQKABAN',
    'base64',
  ),
);
