import { describe, expect, it } from 'vitest';
import { parseCalibration } from '#formats/calibrationText.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import { Random } from '../random.ts';
import { pairRig } from '../rig.ts';
import { calibText } from './calibText.ts';
import { encodeSmallPng } from './encodeSmallPng.ts';

describe('the sample’s files', () => {
  it.each([1, 3] as const)('keep every byte of a picture with %d channels', async (channels) => {
    const random = new Random(3);
    const [width, height] = [37, 23];
    const data = Uint8Array.from({ length: width * height * channels }, (_, i) =>
      i % 5 ? (i >> 2) & 255 : Math.floor(256 * random.next()),
    );
    const read = await decodePicture(encodeSmallPng({ width, height, channels, data }), 'picture.png');
    expect(read).toMatchObject({ width, height, channels });
    expect([...read.data]).toEqual([...data]);
  });

  it('give the calibration back', () => {
    const rig = pairRig(460, 0.085, 8);
    const read = parseCalibration(calibText(rig), 'calib.txt', 'colour');
    expect(read).toMatchObject({ focalPx: 460, cxPx: 239.5, cyPx: 159.5, doffsPx: 8 });
    expect(read.baselineM).toBeCloseTo(0.085, 12);
  });
});
