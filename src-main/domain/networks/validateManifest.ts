import { StudioError } from '../errors.ts';
import { Checker } from './Checker.ts';
import type {
  ModelFeed,
  ModelInput,
  ModelManifest,
  ModelOutput,
  OutputFormula,
  PredictedQuantity,
} from './ModelManifest.ts';

const quantities: readonly PredictedQuantity[] = [
  'disparity:px',
  'depth:m',
  'inverse-depth:1/m',
  'inverse-depth:relative',
  'depth:relative',
];
const rules = [
  'lower-bound',
  'minimal',
  'upper-bound',
  'squash',
  'longest-side',
  'fit-and-pad',
  'pad-to-multiple',
] as const;
const interpolations = [
  'cubic',
  'linear',
  'area',
  'area-or-cubic',
  'pil-bicubic',
  'pil-bilinear',
  'pil-lanczos',
  'linear-align-corners',
] as const;

/**
 * Checks a manifest as it comes from a file: every field there, of its type and in its range, no field that is not
 * known, and the fields in agreement with each other.
 *
 * @param json what JSON.parse gave
 * @param file named in the messages
 * @throws InvalidManifest with file, field, expected and found
 */
export function validateManifest(json: unknown, file: string): ModelManifest {
  const root = new Checker(json, file, '');
  root.keys(...manifestKeys);
  root.at('schema').oneOf([1]);
  root.at('id').matches(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'lower-case letters, digits, ".", "_" and "-"');
  for (const field of ['name', 'family', 'description', 'source']) root.at(field).text();
  root.at('kind').oneOf(['runnable', 'imported-only']);
  root.at('paper').orNull((paper) => paper.text());
  checkLicence(root.at('licence'));
  root.at('parameters').orNull((count) => count.number(1));
  root.at('precision').oneOf(['fp32', 'fp16', 'int8', 'mixed', 'other']);
  root.at('files').each(checkFile);
  root.at('input').orNull(checkInput);
  checkOutput(root.at('output'));
  root.at('unverified').each((path) => path.text());
  root.at('notes').each((note) => note.text());
  const manifest = json as ModelManifest;
  checkTogether(manifest, file);
  return manifest;
}

const manifestKeys = [
  'schema',
  'id',
  'name',
  'family',
  'description',
  'kind',
  'source',
  'paper',
  'licence',
  'parameters',
  'precision',
  'files',
  'input',
  'output',
  'unverified',
  'notes',
];

function checkLicence(licence: Checker): void {
  licence.keys('name', 'url', 'allowsCommercialUse');
  licence.at('name').text();
  licence.at('url').orNull((url) => url.matches(/^https:\/\//, 'an https address'));
  licence.at('allowsCommercialUse').orNull((flag) => flag.flag());
}

function checkFile(file: Checker): void {
  file.keys('name', 'role', 'url', 'sizeBytes', 'sha256');
  file.at('name').matches(/^(?!\.)[^/\\:\0]+$/, 'a name without slashes that does not begin with a dot');
  file.at('role').oneOf(['graph', 'external-data']);
  file.at('url').orNull((url) => url.matches(/^https:\/\//, 'an https address'));
  file.at('sizeBytes').orNull((size) => size.integer(1));
  file.at('sha256').orNull((hash) => hash.matches(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits'));
}

function checkInput(input: Checker): void {
  input.keys('feeds', 'constants', 'layout', 'channelOrder', 'resize', 'normalise');
  input.at('feeds').each(checkFeed, 1);
  input.at('constants').each((constant) => {
    constant.keys('tensorName', 'type', 'dims', 'values');
    constant.at('tensorName').text();
    constant.at('type').oneOf(['int64', 'int32', 'float32', 'bool']);
    constant.at('dims').each((dim) => dim.integer(1));
    constant.at('values').each((value) => value.number(), 1);
  });
  input.at('layout').oneOf(['nchw', 'nhwc', 'nvchw']);
  input.at('channelOrder').oneOf(['rgb', 'bgr', 'grey']);
  const resize = input.at('resize');
  resize.keys('rule', 'width', 'height', 'multipleOf', 'interpolation', 'samples', 'border');
  resize.at('rule').oneOf(rules);
  resize.at('width').integer(1, 8192);
  resize.at('height').integer(1, 8192);
  resize.at('multipleOf').integer(1, 512);
  resize.at('interpolation').oneOf(interpolations);
  resize.at('samples').oneOf(['float32', 'uint8']);
  const border = resize.at('border');
  if (border.found !== 'replicate') border.each((value) => value.number(0, 255), 3, 3);
  const normalise = input.at('normalise');
  normalise.keys('divisor', 'mean', 'std');
  normalise.at('divisor').number(Number.MIN_VALUE);
  const channels = input.at('channelOrder').found === 'grey' ? 1 : 3;
  normalise.at('mean').each((value) => value.number(), channels, channels);
  normalise.at('std').each((value) => value.number(Number.MIN_VALUE), channels, channels);
}

function checkFeed(feed: Checker): void {
  feed.keys('tensorName', 'pictures', 'scale');
  feed.at('tensorName').orNull((name) => name.text());
  feed.at('pictures').each((picture) => picture.oneOf(['left', 'right']), 1, 2);
  feed.at('scale').number(1 / 64, 1);
}

function checkOutput(output: Checker): void {
  const { found } = output;
  const hasConfidence = typeof found === 'object' && found !== null && Object.hasOwn(found, 'confidence');
  const optional = hasConfidence ? ['confidence'] : [];
  output.keys('quantity', 'tensorName', 'channel', 'resize', 'formula', 'trainedRange', ...optional);
  if (hasConfidence) checkConfidence(output.at('confidence'));
  output.at('quantity').oneOf(quantities);
  output.at('tensorName').orNull((name) => name.text());
  output.at('channel').integer(0, 1023);
  const resize = output.at('resize');
  resize.keys('interpolation', 'alignCorners');
  resize.at('interpolation').oneOf(['linear', 'cubic', 'nearest']);
  resize.at('alignCorners').flag();
  checkFormula(output.at('formula'));
  output.at('trainedRange').orNull((range) => {
    range.keys('min', 'max');
    range.at('min').number();
    range.at('max').number();
  });
}

function checkConfidence(confidence: Checker): void {
  confidence.keys('tensorName', 'larger');
  confidence.at('tensorName').text();
  confidence.at('larger').oneOf(['surer', 'less-sure']);
}

function checkFormula(formula: Checker): void {
  formula.at('kind').oneOf(Object.keys(formulaFields));
  const fields = formulaFields[formula.at('kind').found as OutputFormula['kind']];
  formula.keys('kind', ...Object.keys(fields));
  for (const [name, check] of Object.entries(fields)) check(formula.at(name));
}

const positive = (value: Checker): void => value.number(Number.MIN_VALUE);
const nameOrNull = (value: Checker): void => value.orNull((name) => name.text());
const formulaFields: Readonly<
  Record<OutputFormula['kind'], Readonly<Record<string, (value: Checker) => void>>>
> = {
  identity: { scale: (value) => value.number() },
  'canonical-depth': { canonicalFocalPx: positive, maxM: positive },
  'canonical-inverse-depth': { focalTensor: nameOrNull, fovTensor: nameOrNull },
  'disparity-of-network-width': { scale: (value) => value.number() },
  'disparity-of-width-share': {},
  'sigmoid-disparity': {
    minDepth: positive,
    maxDepth: positive,
    scaleToM: (value) => value.orNull(positive),
  },
  'point-map': { maskTensor: nameOrNull, scaleTensor: nameOrNull },
};

/** What no field can say alone. */
function checkTogether(manifest: ModelManifest, file: string): void {
  const { kind, input, files, output, unverified } = manifest;
  const refuse = (field: string, expected: string, found: string): never => {
    throw new StudioError('InvalidManifest', `${file}: ${field} must be ${expected}; found ${found}`, {
      file,
      field,
      expected,
      found,
    });
  };
  if (kind === 'runnable' && input === null) refuse('input', 'given for a runnable network', 'null');
  if (kind === 'imported-only' && files.length > 0)
    refuse('files', 'empty for predictions that are imported', `${files.length} files`);
  if (files.length > 0 && files[0]!.role !== 'graph') refuse('files[0].role', 'graph', files[0]!.role);
  const names = files.map(({ name }) => name.toLowerCase());
  if (new Set(names).size < names.length) refuse('files', 'files of different names', names.join(', '));
  if (input) checkTensorNames(input, refuse);
  checkQuantity(output, refuse);
  for (const path of unverified) {
    if (!hasPath(manifest, path)) refuse('unverified', 'a list of fields that are there', path);
  }
}

type Refuse = (field: string, expected: string, found: string) => never;

/** Names are all given or all read from the session: half of each cannot be paired. */
function checkTensorNames({ feeds }: ModelInput, refuse: Refuse): void {
  const named = feeds.filter(({ tensorName }) => tensorName !== null).length;
  if (named > 0 && named < feeds.length) {
    refuse('input.feeds', 'all with a tensorName or all without', `${named} of ${feeds.length} with one`);
  }
  if (!feeds.some(({ pictures }: ModelFeed) => pictures.includes('left'))) {
    refuse('input.feeds', 'the left picture in one of them', 'none');
  }
}

const quantityOfFormula: Readonly<Partial<Record<OutputFormula['kind'], readonly PredictedQuantity[]>>> = {
  'canonical-depth': ['depth:m'],
  'canonical-inverse-depth': ['depth:m'],
  'disparity-of-network-width': ['disparity:px'],
  'disparity-of-width-share': ['disparity:px'],
  'sigmoid-disparity': ['depth:m', 'depth:relative'],
  'point-map': ['depth:m', 'depth:relative'],
};

function checkQuantity({ quantity, formula }: ModelOutput, refuse: Refuse): void {
  const legal = quantityOfFormula[formula.kind];
  if (legal && !legal.includes(quantity)) {
    refuse('output.quantity', `${legal.join(' or ')} with the formula ${formula.kind}`, quantity);
  }
}

function hasPath(manifest: ModelManifest, path: string): boolean {
  let at: unknown = manifest;
  for (const step of path.split(/[.[\]]+/).filter((part) => part !== '')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return false;
    at = (at as Record<string, unknown>)[step];
  }
  return true;
}
