import { describe, expect, it } from 'vitest';
import { greyFromRgb } from '#domain/rasters/greyFromRgb.ts';
import { fixtureBytes, fixtureJson } from '#testing/fixture.ts';
import { decodePicture } from './decodePicture.ts';
import { encodeGrey16, encodeMask, encodePicture } from './encodePng.ts';
import { decodeDataPng } from './dataPng.ts';
import { imageSize } from './imageSize.ts';

interface OpenCvPicture {
  readonly width: number;
  readonly height: number;
  readonly rgb: readonly number[];
  readonly grey: readonly number[];
}
/** Read by OpenCV: see fixtures/pictures/generate.py. */
const truth = fixtureJson('pictures/truth.json') as Record<string, OpenCvPicture>;
const names = Object.keys(truth);

describe('decodePicture', () => {
  it.each(names)('reads %s as OpenCV does, also in grey', async (name) => {
    const { width, height, rgb, grey } = truth[name]!;
    const picture = await decodePicture(fixtureBytes(`pictures/${name}`), name);
    expect([picture.width, picture.height]).toEqual([width, height]);
    const inColour = picture.channels === 3 ? [...picture.data] : [...picture.data].flatMap((v) => [v, v, v]);
    expect(inColour).toEqual(rgb);
    expect([...greyFromRgb(picture).data]).toEqual(grey);
  });

  it.each(names)('finds the size of %s in its header', async (name) => {
    const { width, height } = truth[name]!;
    const bytes = fixtureBytes(`pictures/${name}`);
    expect(await imageSize(bytes, name)).toEqual({ width, height });
  });

  it.each(['rgb8.png', 'palette.png', 'grey16.png', 'colour420.jpg', 'grey.jpg', 'binary.ppm'])(
    'refuses every truncated length of %s',
    async (name) => {
      const bytes = fixtureBytes(`pictures/${name}`);
      for (let length = 0; length < bytes.length; length++) {
        await expect(decodePicture(bytes.slice(0, length), name), `${length} bytes`).rejects.toMatchObject({
          name: 'StudioError',
        });
      }
    },
  );

  it('refuses a PNG with a flipped bit in its pixels', async () => {
    const bytes = fixtureBytes('pictures/rgb8.png');
    bytes[700]! ^= 4;
    await expect(decodePicture(bytes, 'rgb8.png')).rejects.toMatchObject({ tag: 'BadFile' });
  });

  it('names the formats it reads when it is given another', async () => {
    await expect(decodePicture(new Uint8Array([1, 2, 3]), 'x.bmp')).rejects.toMatchObject({
      tag: 'Unsupported',
      message:
        'x.bmp: expected a picture (PNG, JPEG, WebP, PGM, PPM, or an array in HDF5 or MATLAB), found another format',
    });
  });
});

describe('greyFromRgb', () => {
  it('gives the grey of cvtColor for thousands of colours', () => {
    const { rgb, grey } = fixtureJson('pictures/grey.json') as { rgb: number[]; grey: number[] };
    const picture = { width: grey.length, height: 1, channels: 3, data: Uint8Array.from(rgb) } as const;
    expect([...greyFromRgb(picture).data]).toEqual(grey);
  });
});

describe('encoded PNGs', () => {
  it('give back the same picture', async () => {
    const picture = await decodePicture(fixtureBytes('pictures/rgb8.png'), 'rgb8.png');
    expect(await decodePicture(await encodePicture(picture), 'x.png')).toEqual(picture);
    const grey = greyFromRgb(picture);
    expect(await decodePicture(await encodePicture(grey), 'x.png')).toEqual(grey);
  });

  it('give back all 65536 values of 16 bits', async () => {
    const values = Uint16Array.from({ length: 65536 }, (_, i) => i);
    const map = await decodeDataPng(await encodeGrey16(512, 128, values), 'x.png');
    expect(map).toEqual({ width: 512, height: 128, values });
  });

  it('write a mask as 0 and 255', async () => {
    const bytes = await encodeMask({ width: 3, height: 1, data: Uint8Array.of(1, 0, 1) });
    expect([...(await decodeDataPng(bytes, 'm.png')).values]).toEqual([255, 0, 255]);
  });
});
