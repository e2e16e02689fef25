import { StudioError } from '#domain/errors.ts';

/** `location` as the key of an entry: field 1 of 8 bytes; the value follows as field 2. */
const locationKey = Buffer.from('\x0a\x08location\x12', 'latin1');

/**
 * The files that an ONNX graph keeps weights in, in the order of their first mention.
 *
 * @returns names of files beside the graph
 * @throws BadModel for a name that leaves the graph's folder
 * Source: onnx.proto, TensorProto.external_data.
 */
export function externalDataOf(graph: Uint8Array, file: string): string[] {
  const bytes = Buffer.from(graph.buffer, graph.byteOffset, graph.byteLength);
  const names = new Set<string>();
  for (let at = bytes.indexOf(locationKey); at >= 0; at = bytes.indexOf(locationKey, at + 1)) {
    const lengthAt = at + locationKey.length;
    const length = bytes[lengthAt] ?? 0;
    // Names of 128 bytes and more have a longer length field, and no graph has them.
    if (length === 0 || length > 127) continue;
    names.add(bytes.toString('utf8', lengthAt + 1, lengthAt + 1 + length));
  }
  for (const name of names) {
    if (/^[^/\\:\0]+$/.test(name) && name !== '.' && name !== '..') continue;
    throw new StudioError('BadModel', `${file}: its weights are said to lie in ${name}, outside its folder`, {
      file,
      expected: 'files beside the graph',
      found: name,
    });
  }
  return [...names];
}
