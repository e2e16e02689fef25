/** A field of a protobuf message: number and value. A string or bytes is length-delimited, a number a varint. */
type Field = readonly [number, number | string | Uint8Array | Float32Array];

/** One node of a graph. Attributes are integers, lists of integers, or floats given as `{ f }`. */
interface TinyNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, number | readonly number[] | { readonly f: number }>>;
}

export interface TinyGraph {
  readonly nodes: readonly TinyNode[];
  /** Float32. A free axis is a name. */
  readonly inputs: Readonly<Record<string, readonly (number | string)[]>>;
  readonly outputs: Readonly<Record<string, readonly (number | string)[]>>;
  /** Float32, or int64 where the values are bigints. */
  readonly weights?: Readonly<
    Record<string, { readonly dims: readonly number[]; readonly values: Float32Array | BigInt64Array }>
  >;
}

/** The bytes of an `.onnx` file (opset 13), for tests: no Python, no weights from anywhere. */
export function tinyOnnx({ nodes, inputs, outputs, weights = {} }: TinyGraph): Uint8Array {
  const graph = message([
    ...nodes.map((node): Field => [1, nodeProto(node)]),
    [2, 'tiny'],
    ...Object.entries(weights).map(([name, { dims, values }]): Field => {
      const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      return [
        5,
        message([
          ...dims.map((d): Field => [1, d]),
          [2, values instanceof Float32Array ? 1 : 7],
          [8, name],
          [9, raw],
        ]),
      ];
    }),
    ...Object.entries(inputs).map(([name, shape]): Field => [11, valueInfo(name, shape)]),
    ...Object.entries(outputs).map(([name, shape]): Field => [12, valueInfo(name, shape)]),
  ]);
  return message([
    [1, 8],
    [7, graph],
    [
      8,
      message([
        [1, ''],
        [2, 13],
      ]),
    ],
  ]);
}

function nodeProto({ op, inputs, outputs, attributes = {} }: TinyNode): Uint8Array {
  return message([
    ...inputs.map((name): Field => [1, name]),
    ...outputs.map((name): Field => [2, name]),
    [4, op],
    ...Object.entries(attributes).map(([name, value]): Field => [5, attributeProto(name, value)]),
  ]);
}

function attributeProto(
  name: string,
  value: number | readonly number[] | { readonly f: number },
): Uint8Array {
  if (typeof value === 'number')
    return message([
      [1, name],
      [3, value],
      [20, 2],
    ]);
  if ('f' in value)
    return message([
      [1, name],
      [2, Float32Array.of(value.f)],
      [20, 1],
    ]);
  return message([[1, name], ...value.map((v): Field => [8, v]), [20, 7]]);
}

function valueInfo(name: string, shape: readonly (number | string)[]): Uint8Array {
  const dims = shape.map((d): Field => [1, message([typeof d === 'number' ? [1, d] : [2, d]])]);
  return message([
    [1, name],
    [
      2,
      message([
        [
          1,
          message([
            [1, 1],
            [2, message(dims)],
          ]),
        ],
      ]),
    ],
  ]);
}

function message(fields: readonly Field[]): Uint8Array {
  const bytes: number[] = [];
  for (const [number, value] of fields) {
    if (typeof value === 'number') bytes.push(...varint(number << 3), ...varint(value));
    else if (value instanceof Float32Array)
      bytes.push(...varint((number << 3) | 5), ...new Uint8Array(value.buffer));
    else {
      const content = typeof value === 'string' ? new TextEncoder().encode(value) : value;
      bytes.push(...varint((number << 3) | 2), ...varint(content.length));
      for (const byte of content) bytes.push(byte);
    }
  }
  return Uint8Array.from(bytes);
}

/** Negative numbers are two's complement of 64 bits. */
function varint(value: number): number[] {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 128 : low);
  } while (rest > 0n);
  return bytes;
}
