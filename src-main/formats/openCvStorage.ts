import { XMLParser } from 'fast-xml-parser';
import { parseDocument, type CollectionTag } from 'yaml';
import { StudioError } from '#domain/errors.ts';

/** Numbers by name: a matrix row-major, a sequence, or one number. Text and nested nodes are left out. */
type StoredNumbers = ReadonlyMap<string, readonly number[]>;

export interface OpenCvStorage {
  readonly file: string;
  readonly numbers: StoredNumbers;
  readonly texts: ReadonlyMap<string, string>;
}

/** A calibration is a few kB. */
const mostCharacters = 4 * 1024 * 1024;

/** True for cv2.FileStorage's YAML and XML, and for the plain YAML of ROS's camera_info. */
export function isOpenCvStorage(text: string): boolean {
  return /opencv-matrix|<opencv_storage|^\s*projection_matrix\s*:/m.test(text);
}

/**
 * The numbers of a file that cv2.FileStorage wrote, as YAML (`%YAML:1.0`, `!!opencv-matrix`) or XML; plain YAML with
 * `{rows, cols, data}` (ROS camera_info) has the same form. Nodes that are no numbers are passed over.
 *
 * @throws BadFile where the text is damaged, or a matrix has not rows × cols numbers.
 * @throws Unsupported for a matrix of several channels.
 * Source: domain.md §6.4; OpenCV 4.6 modules/core/src/persistence_*.cpp.
 */
export function parseOpenCvStorage(text: string, file: string): OpenCvStorage {
  if (text.length > mostCharacters) {
    throw bad(file, `a calibration has at most ${mostCharacters} characters, found ${text.length}`);
  }
  const nodes = /^\s*</.test(text) ? xmlNodes(text, file) : yamlNodes(text, file);
  const numbers = new Map<string, readonly number[]>();
  const texts = new Map<string, string>();
  for (const [key, node] of Object.entries(nodes)) {
    const found = numbersOf(node, file, key);
    if (found) numbers.set(key, found);
    else if (typeof node === 'string') texts.set(key, node);
  }
  return { file, numbers, texts };
}

const matrixTag: CollectionTag = {
  tag: 'tag:yaml.org,2002:opencv-matrix',
  collection: 'map',
  resolve: (map) => map,
};

function yamlNodes(text: string, file: string): object {
  // The directive has a colon where YAML wants a space.
  const standard = text.replace(/^\uFEFF?%YAML:[\d.]+[^\n]*/, '');
  const document = parseDocument(standard, { customTags: [matrixTag], logLevel: 'silent', version: '1.2' });
  const [error] = document.errors;
  if (error) throw bad(file, `no YAML: ${error.message.split('\n')[0]!}`, error);
  try {
    return requireMapping(document.toJS(), file);
  } catch (cause) {
    // Aliases of aliases grow without end, and are refused.
    throw cause instanceof ReferenceError ? bad(file, `no YAML: ${cause.message}`, cause) : cause;
  }
}

function xmlNodes(text: string, file: string): object {
  if (!/<\/opencv_storage\s*>\s*$/.test(text))
    throw bad(file, 'no XML: it does not end with </opencv_storage>');
  const parser = new XMLParser({ parseTagValue: false, processEntities: false, ignoreAttributes: true });
  return requireMapping(parsed(parser, text, file).opencv_storage, file);
}

function parsed(parser: XMLParser, text: string, file: string): { readonly opencv_storage?: unknown } {
  try {
    return parser.parse(text) as { readonly opencv_storage?: unknown };
  } catch (cause) {
    throw bad(file, `no XML: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  }
}

function requireMapping(value: unknown, file: string): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw bad(file, 'no OpenCV storage: its root holds no named nodes');
}

function numbersOf(node: unknown, file: string, key: string): readonly number[] | null {
  if (typeof node === 'number') return [node];
  if (typeof node === 'string') return numbersIn(node);
  if (Array.isArray(node)) return node.every((value) => typeof value === 'number') ? node : null;
  return isMatrix(node) ? matrixNumbers(node, file, key) : null;
}

interface MatrixNode {
  readonly rows: number | string;
  readonly cols: number | string;
  readonly dt?: string;
  readonly data: unknown;
}

function isMatrix(node: unknown): node is MatrixNode {
  return typeof node === 'object' && node !== null && 'rows' in node && 'cols' in node && 'data' in node;
}

function matrixNumbers({ rows, cols, dt, data }: MatrixNode, file: string, key: string): readonly number[] {
  if (dt !== undefined && !/^"?[a-z]"?$/.test(dt)) {
    throw new StudioError('Unsupported', `${file}: ${key} has several channels (dt ${dt}); one is read`, {
      file,
      key,
      expected: 'one channel',
      found: dt,
    });
  }
  const found = Array.isArray(data) ? (data as unknown[]) : typeof data === 'string' ? numbersIn(data) : null;
  const count = Number(rows) * Number(cols);
  if (found?.length === count && found.every((value) => typeof value === 'number')) return found;
  throw bad(file, `${key} must hold ${rows} × ${cols} numbers, found ${found?.length ?? 'none'}`);
}

/** XML has numbers as text: `1. 5e+02`. Null where a word is none. */
function numbersIn(text: string): readonly number[] | null {
  const words = text.trim().split(/\s+/);
  const numbers = words.map(Number);
  return words[0] !== '' && numbers.every(Number.isFinite) ? numbers : null;
}

function bad(file: string, found: string, cause?: unknown): StudioError {
  return new StudioError('BadFile', `${file}: ${found}`, { file, found }, cause);
}
