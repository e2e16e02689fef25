import { StudioError } from '#domain/errors.ts';
import { withSource } from '#frames/readBytes.ts';

/** `location` as the key of an entry: field 1 of 8 bytes; the value follows as field 2. */
const locationKey = Buffer.from('\x0a\x08location\x12', 'latin1');
/** Names of 128 bytes and more have a longer length field, and no graph has them. */
const longestName = 127;
/** Bytes that are looked at together. An entry on the border is found whole in the next piece, which repeats its bytes. */
const pieceBytes = 1 << 20;
const entryBytes = locationKey.length + 1 + longestName;

/**
 * The files that an ONNX graph keeps weights in, in the order of their first mention. The graph is read in pieces, so that
 * one of two gigabytes takes no more memory than a small one.
 *
 * @returns names of files beside the graph
 * @throws BadModel for a name that leaves the graph's folder; FileMissing
 * Source: onnx.proto, TensorProto.external_data.
 */
export async function externalDataOf(graph: string): Promise<string[]> {
  const names = new Set<string>();
  await withSource(graph, async ({ byteLength, read }) => {
    for (let at = 0; at < byteLength; at += pieceBytes) {
      const { buffer, byteOffset, length } = await read(at, pieceBytes + entryBytes);
      for (const name of namesIn(Buffer.from(buffer, byteOffset, length))) names.add(name);
    }
  });
  for (const name of names) {
    if (/^[^/\\:\0]+$/.test(name) && name !== '.' && name !== '..') continue;
    throw new StudioError(
      'BadModel',
      `${graph}: its weights are said to lie in ${name}, outside its folder`,
      {
        file: graph,
        expected: 'files beside the graph',
        found: name,
      },
    );
  }
  return [...names];
}

/** Names that begin in a piece; one that its end cuts off belongs to the next. */
function* namesIn(bytes: Buffer): Generator<string> {
  for (let at = bytes.indexOf(locationKey); at >= 0; at = bytes.indexOf(locationKey, at + 1)) {
    const lengthAt = at + locationKey.length;
    const length = bytes[lengthAt] ?? 0;
    if (length === 0 || length > longestName || lengthAt + 1 + length > bytes.length) continue;
    yield bytes.toString('utf8', lengthAt + 1, lengthAt + 1 + length);
  }
}
