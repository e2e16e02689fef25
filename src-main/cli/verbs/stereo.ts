import { type Command, Option } from 'commander';
import { performance } from 'node:perf_hooks';
import { ComputePool } from '#compute/pool/ComputePool.ts';
import { StudioError } from '#domain/errors.ts';
import { completeStereoMethod } from '#domain/methods/completeStereoMethod.ts';
import { formatMethodSpec } from '#domain/methods/formatMethodSpec.ts';
import { matcherOptionInfos } from '#domain/methods/matcherOptionInfos.ts';
import { matcherPresets } from '#domain/methods/matcherPresets.ts';
import type { StereoMethod } from '#domain/methods/MethodSpec.ts';
import { recordedOptions } from '#domain/methods/recordedOptions.ts';
import type { OptionInfo } from '#domain/options/OptionInfo.ts';
import { filterOptionInfos } from '#domain/stereo/filters/filterOptionInfos.ts';
import { loadFrame } from '#frames/loadFrame.ts';
import { type MatchedPair, matchPair } from '#jobs/matchPair.ts';
import { integer, integerFrom, number } from '../options.ts';
import {
  type CalibratedPair,
  type CalibrationFlags,
  type PicturePair,
  rectifyForStereo,
} from '../rectifyForStereo.ts';
import type { AddVerb, ExitStatus, VerbContext } from '../Verb.ts';
import { writeFixedPoint, writeMap } from '../writeMap.ts';

interface StereoFlags extends CalibrationFlags {
  readonly output: string;
  readonly matcher: StereoMethod['kind'];
  readonly preset?: string;
  readonly color?: boolean;
  readonly fixedPoint?: boolean;
  readonly repeat: number;
}

const matchers = ['sgbm', 'block', 'global'] as const;

/** `fathom stereo LEFT RIGHT -o OUT`: matches one pair. The options have the specs' names in the command line's spelling. */
export const addStereo: AddVerb = (program, run) => {
  const command = program
    .command('stereo')
    .description(
      'matches one pair, rectified first where its calibration is given, and writes the disparity of the left picture',
    )
    .argument('<left>', 'left picture, read as 8-bit grey with OpenCV’s weights')
    .argument('<right>', 'right picture of the same size')
    .requiredOption(
      '-o, --output <file>',
      'disparity in px: .pfm, .npy, .tif, .exr (NaN or inf = none), .png (16 bit, px · 256, 0 = none)',
    )
    .addOption(new Option('--matcher <name>', 'family of methods').choices(matchers).default('sgbm'))
    .option('--preset <id>', `where the matcher’s options start from: ${presetWords()}`)
    .option('--color', 'sgbm: compares all three colour channels instead of grey')
    .option('--fixed-point', 'sgbm, with .npy: int16 in 1/16 px exactly as OpenCV returns it')
    .option(
      '--calib <files...>',
      'calibration of the pair, one file or two: OpenCV’s YAML or XML, ROS’s camera_info (left, right), KITTI’s calib_cam_to_cam; the map is then that of the rectified left picture',
    )
    .option(
      '--save-rectified <prefix>',
      'with --calib: writes the pictures that are matched, PREFIXleft.png and PREFIXright.png',
    )
    .option('--repeat <n>', 'match n times and report the median time', integerFrom(1), 1);
  for (const option of methodOptions()) command.addOption(option);
  command.addHelpText(
    'after',
    '\nFilters are off by default.\n\nExamples:\n  fathom stereo im0.png im1.png -o disp.pfm\n' +
      '  fathom stereo im0.png im1.png -o disp.npy --mode hh --num-disparities 96 --fixed-point --json\n' +
      '  fathom stereo im0.png im1.png -o disp.png --matcher block --cost census --left-right-max-diff 1 --fill wls\n' +
      '  fathom stereo im0.png im1.png -o disp.png --matcher block --preset kitti --num-disparities 128\n' +
      '  fathom stereo left.jpg right.jpg -o disp.pfm --calib intrinsics.yml extrinsics.yml',
  );
  command.action((left: string, right: string, flags: StereoFlags, self: Command) =>
    run(self, (context) => stereo(left, right, flags, context)),
  );
};

/** `sgbm: studio-default, kitti; block: …` */
function presetWords(): string {
  const idsOf = (matcher: StereoMethod['kind']) => matcherPresets[matcher].map(({ id }) => id).join(', ');
  return matchers.map((matcher) => `${matcher}: ${idsOf(matcher)}`).join('; ');
}

/** One flag for every option of any matcher and of the filters. */
function methodOptions(): Option[] {
  const owners = new Map<string, { info: OptionInfo; matchers: string[] }[]>();
  const add = (matcher: string, info: OptionInfo): void => {
    const known = owners.get(info.name) ?? [];
    const same = known.find((other) => other.info.description === info.description);
    if (same) same.matchers.push(matcher);
    else owners.set(info.name, [...known, { info, matchers: [matcher] }]);
  };
  for (const matcher of matchers) {
    for (const info of matcherOptionInfos[matcher]) if (info.name !== 'channels') add(matcher, info);
  }
  for (const info of filterOptionInfos) add('filter', info);
  return [...owners.values()].map(flagFor);
}

interface Owner {
  readonly info: OptionInfo;
  readonly matchers: readonly string[];
}

function flagFor(owners: readonly Owner[]): Option {
  const { name, kind } = owners[0]!.info;
  const values = new Set(owners.flatMap(({ info }) => info.choices));
  const words = owners.map(({ info: { description, unit }, matchers: names }) => {
    const text = `${description}${unit === '' ? '' : ` (${unit})`}`;
    return owners.length === 1 ? text : `${names.join(', ')}: ${text}`;
  });
  const option = new Option(
    `--${flagName(name)} <${kind === 'choice' ? [...values].join('|') : 'n'}>`,
    words.join(' '),
  );
  option.helpGroup(groupOf(owners.flatMap((owner) => owner.matchers)));
  if (kind === 'choice') return option;
  return option.argParser(kind === 'integer' ? integer : number);
}

function groupOf(names: readonly string[]): string {
  if (names.length > 1) return 'Of several matchers:';
  return names[0] === 'filter' ? 'Filters after the match, in this order:' : `Of ${names[0]}:`;
}

/** numDisparities → num-disparities, P1 → p1, disp12MaxDiff → disp12-max-diff */
function flagName(name: string): string {
  return name.replaceAll(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase();
}

async function stereo(
  left: string,
  right: string,
  flags: StereoFlags,
  context: VerbContext,
): Promise<ExitStatus> {
  const method = completeStereoMethod(flags.matcher, givenOptions(flags));
  if (flags.fixedPoint === true) requireOwnMap(method);
  const startedAt = performance.now();
  const frame = await loadFrame({ left, right, groundTruth: null });
  const decode = performance.now() - startedAt;

  const pictures = { left: frame.left, right: frame.right! };
  const { matches, calibrated } = await matchRepeatedly(method, pictures, flags, context);
  const { disparity, disparity16, details } = matches.at(-1)!;
  const { width, height } = disparity;
  const encodeAt = performance.now();
  if (flags.fixedPoint === true) await writeFixedPoint(flags.output, disparity16!, width, height);
  else await writeMap(flags.output, disparity);
  const elapsedMs = {
    decode,
    match: median(matches.map(({ matchMs }) => matchMs)),
    filter: median(matches.map(({ filterMs }) => filterMs)),
    encode: performance.now() - encodeAt,
  };
  const coverage = disparity.values.reduce((n, d) => (Number.isNaN(d) ? n : n + 1), 0) / (width * height);
  const options = recordedOptions(method);
  const spec = formatMethodSpec(method);
  context.terminal.answer(
    { width, height, method: method.kind, spec, options, ...details, coverage, ...calibrated, elapsedMs },
    [
      `${flags.output}: ${width}×${height} px, disparity on ${(100 * coverage).toFixed(1)} % of the pixels`,
      `matched by ${spec} in ${elapsedMs.match.toFixed(0)} ms (read ${elapsedMs.decode.toFixed(0)} ms, filtered ${elapsedMs.filter.toFixed(0)} ms, written ${elapsedMs.encode.toFixed(0)} ms)`,
      ...(calibrated ? calibrationLines(calibrated) : []),
    ],
  );
  return 0;
}

async function matchRepeatedly(
  method: StereoMethod,
  pictures: PicturePair,
  { repeat, calib, saveRectified }: StereoFlags,
  { signal, threads }: VerbContext,
): Promise<{ matches: MatchedPair[]; calibrated: CalibratedPair['facts'] | null }> {
  const pool = new ComputePool({ size: threads ?? 2 });
  try {
    const found = calib && (await rectifyForStereo(pictures, { calib, saveRectified }, { pool, signal }));
    const { pair, facts } = found ?? { pair: pictures, facts: null };
    const matches: MatchedPair[] = [];
    while (matches.length < repeat) matches.push(await matchPair({ pool, signal }, method, pair));
    return { matches, calibrated: facts };
  } finally {
    await pool.close();
  }
}

function calibrationLines({ isRectifiedHere, epipolar, warnings }: CalibratedPair['facts']): string[] {
  const { medianPx, p90Px, matches } = epipolar;
  const rows =
    medianPx === null
      ? `rows: too few matches (${matches})`
      : `rows correspond to ±${medianPx.toFixed(2)} px, 90 % within ${p90Px!.toFixed(2)} px`;
  const lead = isRectifiedHere ? 'rectified; ' : 'already rectified; ';
  return [lead + rows, ...warnings.map((warning) => `warning: ${warning}`)];
}

/** @throws InvalidOption where the int16 map would not be what is asked for */
function requireOwnMap(method: StereoMethod): void {
  const isFiltered = Object.keys(recordedOptions(method)).length > Object.keys(method.options).length;
  if (method.kind === 'sgbm' && !isFiltered) return;
  const found = formatMethodSpec(method);
  throw new StudioError(
    'InvalidOption',
    `--fixed-point writes SGBM’s own map, which ${found} does not leave as it is`,
    { option: 'fixed-point', expected: 'matcher sgbm without filters', found },
  );
}

/** What was given of the matcher's and the filters' options; commander spells `--p1` as p1, the options are P1 and P2. */
function givenOptions(flags: StereoFlags): Record<string, string | number> {
  const spelled: Record<string, unknown> = { ...flags };
  const names = new Set(
    [...matchers.flatMap((m) => matcherOptionInfos[m]), ...filterOptionInfos].map(({ name }) => name),
  );
  const given: Record<string, string | number> = flags.color === true ? { channels: 3 } : {};
  if (flags.preset !== undefined) given.preset = flags.preset;
  for (const name of names) {
    const value = spelled[/^P\d$/.test(name) ? name.toLowerCase() : name];
    if (typeof value === 'string' || typeof value === 'number') given[name] = value;
  }
  return given;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
