import { StudioError } from '#domain/errors.ts';
import type { StereoCalibration } from './StereoCalibration.ts';

/** KITTI's camera pairs: grey 0 and 1, colour 2 and 3. */
export type KittiPair = 'grey' | 'colour';

/** True where the text has the form of a KITTI calibration file. */
export function isKittiCalib(text: string): boolean {
  return /^\s*P(_rect_0)?[0-3]\s*:/m.test(text);
}

/** What follows each `KEY:`, trimmed. */
export function kittiLines(text: string): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const match = /^\s*(\w+)\s*:(.*)$/.exec(line);
    if (match) lines.set(match[1]!, match[2]!.trim());
  }
  return lines;
}

/**
 * KITTI calibration text: `P0: … P3:` (2012 stereo, object, odometry) or `P_rect_02: …` (2015, raw cam_to_cam), lines
 * in any order. The baseline is the difference of the two projections, because both are relative to camera 0.
 *
 * @returns size from `S_rect_0i` where the file has it.
 * @throws BadFile naming the line that is missing or wrong.
 * Source: domain.md §4.5.
 */
export function parseKittiCalib(text: string, file: string, pair: KittiPair): StereoCalibration {
  const lines = kittiLines(text);
  const [left, right] = pair === 'grey' ? [0, 1] : [2, 3];
  const leftProjection = projection(lines, left, file);
  const rightProjection = projection(lines, right, file);
  const focalPx = leftProjection[0]!;
  const baselineM = (leftProjection[3]! - rightProjection[3]!) / focalPx;
  if (!(baselineM > 0)) {
    throw new StudioError(
      'BadFile',
      `${file}: the baseline of cameras ${left} and ${right} must be above 0, found ${baselineM} m`,
      {
        file,
        expected: 'a baseline above 0',
        found: baselineM,
      },
    );
  }
  const size = lines.get(`S_rect_0${left}`)?.split(/\s+/).map(Number);
  return {
    focalPx,
    cxPx: leftProjection[2]!,
    cyPx: leftProjection[6]!,
    baselineM,
    doffsPx: rightProjection[2]! - leftProjection[2]!,
    size: size ? { width: size[0]!, height: size[1]! } : null,
  };
}

function projection(lines: ReadonlyMap<string, string>, camera: number, file: string): readonly number[] {
  const key = lines.has(`P_rect_0${camera}`) ? `P_rect_0${camera}` : `P${camera}`;
  const found = lines.get(key);
  const numbers = found?.split(/\s+/).map(Number) ?? [];
  if (numbers.length === 12 && numbers.every(Number.isFinite) && numbers[0]! > 0) return numbers;
  throw new StudioError(
    'BadFile',
    `${file}: ${key} must be a 3×4 projection, found ${found ?? 'no such line'}`,
    {
      file,
      key,
      expected: '12 numbers',
      found: found ?? 'no such line',
    },
  );
}
