import { StudioError } from '#domain/errors.ts';

/** COLMAP's camera models by their number in binary files, with how many parameters each has. */
const models: readonly (readonly [name: string, parameters: number])[] = [
  ['SIMPLE_PINHOLE', 3],
  ['PINHOLE', 4],
  ['SIMPLE_RADIAL', 4],
  ['RADIAL', 5],
  ['OPENCV', 8],
  ['OPENCV_FISHEYE', 8],
  ['FULL_OPENCV', 12],
  ['FOV', 5],
  ['SIMPLE_RADIAL_FISHEYE', 4],
  ['RADIAL_FISHEYE', 5],
  ['THIN_PRISM_FISHEYE', 12],
];
const pointBytes = 24;

/**
 * COLMAP's binary `cameras.bin` or `images.bin` in the words of its text files, points left out. The file's name, which
 * COLMAP prescribes, tells which it is.
 * @throws BadFile where it is cut off or no such file
 * Source: COLMAP's output format (colmap.github.io/format.html).
 */
export function colmapText(bytes: Uint8Array, file: string): string {
  const reader = new Reader(bytes, file);
  const count = reader.long();
  const lines: string[] = [];
  const isCameras = file.endsWith('cameras.bin');
  for (let i = 0; i < count; i++) lines.push(...(isCameras ? [cameraLine(reader)] : [imageLine(reader), '']));
  return `${lines.join('\n')}\n`;
}

function cameraLine(reader: Reader): string {
  const [id, model] = [reader.int(), reader.int()];
  const [name, parameters] = models[model] ?? reader.refuse(`camera model ${model}`);
  return [id, name, reader.long(), reader.long(), ...reader.doubles(parameters)].join(' ');
}

function imageLine(reader: Reader): string {
  const line = [reader.int(), ...reader.doubles(7), reader.int(), reader.word()].join(' ');
  reader.skip(pointBytes * reader.long());
  return line;
}

class Reader {
  readonly #view: DataView;
  readonly #file: string;
  #at = 0;

  constructor(bytes: Uint8Array, file: string) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#file = file;
  }

  int(): number {
    return this.#view.getInt32(this.skip(4), true);
  }

  long(): number {
    return Number(this.#view.getBigUint64(this.skip(8), true));
  }

  doubles(count: number): readonly number[] {
    const at = this.skip(8 * count);
    return Array.from({ length: count }, (_, i) => this.#view.getFloat64(at + 8 * i, true));
  }

  /** Text up to a 0. */
  word(): string {
    const start = this.#at;
    while (this.#view.getUint8(this.skip(1)) !== 0);
    const bytes = new Uint8Array(this.#view.buffer, this.#view.byteOffset + start, this.#at - start - 1);
    return new TextDecoder().decode(bytes);
  }

  /** Where they began. */
  skip(count: number): number {
    const at = this.#at;
    if (!(at + count <= this.#view.byteLength))
      this.refuse(`${this.#view.byteLength} bytes, which end too early`);
    this.#at += count;
    return at;
  }

  refuse(found: string): never {
    throw new StudioError('BadFile', `${this.#file}: no COLMAP file: ${found}`, { file: this.#file, found });
  }
}
