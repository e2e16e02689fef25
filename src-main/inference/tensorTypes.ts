import { Tensor } from 'onnxruntime-node';
import { StudioError } from '#domain/errors.ts';
import type { AnsweredTensor } from '#domain/networks/mapFromTensor.ts';

/** Prepared numbers in the type that the graph's input has. @throws BadModel for types that no picture has */
export function tensorOfType(
  type: string,
  values: Float32Array<ArrayBuffer>,
  dims: readonly number[],
  name: string,
): Tensor {
  switch (type) {
    case 'float32':
      return new Tensor('float32', values, dims);
    case 'float16':
      return new Tensor('float16', halfFloats(values), dims);
    case 'float64':
      return new Tensor('float64', Float64Array.from(values), dims);
    case 'uint8':
      return new Tensor(
        'uint8',
        Uint8Array.from(values, (v) => Math.min(255, Math.max(0, Math.round(v)))),
        dims,
      );
    default:
      throw refusal(`the input ${name}`, type);
  }
}

/** An answer as float32. @throws BadModel for types that are no numbers of a map */
export function fromTensor(tensor: Tensor, name: string): AnsweredTensor {
  const { dims, data, type } = tensor;
  if (data instanceof Float32Array) return { dims: [...dims], values: new Float32Array(data) };
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) {
    return { dims: [...dims], values: Float32Array.from(data, Number) };
  }
  if (type === 'float16' && data instanceof Uint16Array) {
    return { dims: [...dims], values: Float32Array.from(data, floatFromHalf) };
  }
  if (type === 'string' || !ArrayBuffer.isView(data)) throw refusal(`the output ${name}`, type);
  return { dims: [...dims], values: Float32Array.from(data as ArrayLike<number>) };
}

const scratch = new Float32Array(1);
const scratchBits = new Uint32Array(scratch.buffer);

/** IEEE 754 binary16 as ONNX Runtime takes it, rounded half to even. */
export function halfFloats(values: Float32Array): Uint16Array<ArrayBuffer> {
  return Uint16Array.from(values, (value) => {
    scratch[0] = value;
    const bits = scratchBits[0]!;
    const sign = (bits >>> 16) & 0x8000;
    const exponent = ((bits >>> 23) & 0xff) - 112;
    const mantissa = bits & 0x7fffff;
    if (Number.isNaN(value)) return sign | 0x7e00;
    if (exponent >= 31) return sign | 0x7c00;
    if (exponent <= 0) {
      const steps = Math.abs(value) * 2 ** 24;
      const below = Math.floor(steps);
      const isUp = steps - below > 0.5 || (steps - below === 0.5 && below % 2 === 1);
      return sign | (below + (isUp ? 1 : 0));
    }
    const half = (exponent << 10) | (mantissa >>> 13);
    const rest = mantissa & 0x1fff;
    const isUp = rest > 0x1000 || (rest === 0x1000 && (half & 1) === 1);
    return sign | (half + (isUp ? 1 : 0));
  });
}

function floatFromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 31;
  const mantissa = bits & 1023;
  if (exponent === 31) return mantissa === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * mantissa * 2 ** -24 : sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}

function refusal(what: string, found: string): StudioError {
  const message = `${what} of the network is of type ${found}; float32, float16, float64 and uint8 are read`;
  return new StudioError('BadModel', message, { expected: 'float32, float16, float64, uint8', found });
}
