import { describe, expect, it } from 'vitest';
import type { CameraSyntax } from '#domain/datasets/Layout.ts';
import { sourceOfBytes } from '../ByteSource.ts';
import { readCamera } from './readCamera.ts';

function read(syntax: CameraSyntax, text: string, frame: number | null = null) {
  const source = sourceOfBytes(new TextEncoder().encode(text));
  return readCamera(source, 'camera.x', { syntax, key: null, frame, camera: null });
}

describe('readCamera', () => {
  it('reads matrices of three sizes, in lines or in one', async () => {
    const camera = { focalPx: 585, cxPx: 320, cyPx: 240, baselineM: null, size: null };
    expect(await read('matrix', '585 0 320\n0 585 240\n0 0 1\n')).toEqual(camera);
    expect(await read('matrix', '585, 0, 320, 0, 585, 240, 0, 0, 1')).toEqual(camera);
    expect(await read('matrix', '585 0 320 0\n0 585 240 0\n0 0 1 0\n0 0 0 1')).toEqual(camera);
    expect(await read('matrix', '585 0 320 0 585 240 0 0 1\n0.25\n')).toEqual(camera);
  });

  it('reads Open3D’s column-major matrix and plain numbers in JSON', async () => {
    const open3d = { width: 640, height: 480, intrinsic_matrix: [525, 0, 0, 0, 525, 0, 319.5, 239.5, 1] };
    const size = { width: 640, height: 480 };
    expect(await read('json', JSON.stringify(open3d))).toMatchObject({
      focalPx: 525,
      cxPx: 319.5,
      cyPx: 239.5,
      size,
    });
    const plain = { fx: 600, fy: 600, cx: 599.5, cy: 339.5, w: 1200, h: 680 };
    expect(await read('json', JSON.stringify({ camera: plain }))).toMatchObject({
      focalPx: 600,
      size: { width: 1200, height: 680 },
    });
  });

  it.each<[CameraSyntax, string, RegExp]>([
    ['matrix', '1 2 3', /camera\.x: expected a camera matrix of 9, 12 or 16 numbers, found 1 2 3/],
    ['matrix', '0 0 320 0 585 240 0 0 1', /expected a focal length above 0/],
    ['json', '[', /expected a JSON object/],
    ['json', '{"fx": 5}', /expected a focal length above 0 and a principal point, found f 5, c \(NaN, NaN\)/],
    ['cityscapes', '{"intrinsic": {"fx": 1}}', /expected intrinsic and extrinsic/],
    ['sintel', 'short', /expected 172 bytes that begin with the tag PIEH, found 5 bytes/],
    ['driving-stereo', 'P_rect_101: 1 2', /expected two projections of 3×4, found 2 and 0 numbers/],
    ['yaml', 'fx: 1', /expected a focal length above 0/],
  ])('refuses a damaged %s', async (syntax, text, message) => {
    await expect(read(syntax, text)).rejects.toMatchObject({ tag: 'BadFile' });
    await expect(read(syntax, text)).rejects.toThrow(message);
  });

  it('says which frame of a table is missing', async () => {
    await expect(read('spring', '1 1 1 1\n', 3)).rejects.toThrow(/expected a line 4, found 1 lines/);
    await expect(read('virtual-kitti', 'head\n0 0 1 1 1 1\n', 3)).rejects.toThrow(
      /expected a line of frame 3 and camera 0, found none/,
    );
  });
});
