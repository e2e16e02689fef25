import { StudioError } from '#domain/errors.ts';
import type { StereoCalibration } from './StereoCalibration.ts';

/** True where the text has the form of a Middlebury calib.txt. */
export function isMiddleburyCalib(text: string): boolean {
  return /^\s*cam0\s*=/m.test(text);
}

/**
 * A Middlebury or ETH3D calib.txt: `cam0=[f 0 cx; 0 f cy; 0 0 1]`, also written without brackets and semicolons;
 * baseline in millimetres. Without a `doffs` line doffs is cx1 − cx0, or 0 where there is no cam1 either.
 *
 * @throws BadFile naming the line that is missing or wrong.
 * Source: domain.md §4.5.
 */
export function parseMiddleburyCalib(text: string, file: string): StereoCalibration {
  const lines = new Map<string, string>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const at = line.indexOf('=');
    if (at > 0) lines.set(line.slice(0, at).trim(), line.slice(at + 1));
  }
  const numbers = (key: string) =>
    lines
      .get(key)
      ?.match(/[^\s[\];,]+/g)
      ?.map(Number);
  const one = (key: string) => {
    const found = numbers(key);
    if (found && (found.length !== 1 || !Number.isFinite(found[0])))
      throw wrong(file, key, 'a number', lines);
    return found?.[0];
  };
  const camera = (key: string) => {
    const found = numbers(key);
    if (found?.length === 9 && found.every(Number.isFinite) && found[0]! > 0) return found;
    throw wrong(file, key, 'a 3×3 camera matrix', lines);
  };
  const cam0 = camera('cam0');
  const cx1 = lines.has('cam1') ? camera('cam1')[2]! : cam0[2]!;
  const baselineMm = one('baseline');
  if (baselineMm === undefined || baselineMm <= 0)
    throw wrong(file, 'baseline', 'millimetres above 0', lines);
  const width = one('width');
  const height = one('height');
  return {
    focalPx: cam0[0]!,
    cxPx: cam0[2]!,
    cyPx: cam0[5]!,
    baselineM: baselineMm / 1000,
    doffsPx: one('doffs') ?? cx1 - cam0[2]!,
    size: width !== undefined && height !== undefined ? { width, height } : null,
  };
}

function wrong(file: string, key: string, expected: string, lines: ReadonlyMap<string, string>): StudioError {
  const found = lines.get(key)?.trim() ?? 'no such line';
  return new StudioError('BadFile', `${file}: ${key} must be ${expected}, found ${found}`, {
    file,
    key,
    expected,
    found,
  });
}
