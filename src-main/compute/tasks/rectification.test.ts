import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { leastMatches } from '#domain/camera/epipolarError.ts';
import { cutPicture } from '#domain/rasters/cut.ts';
import { loadCalibration } from '#frames/loadCalibration.ts';
import { loadPicture } from '#frames/loadFrame.ts';
import { fixturePath } from '#testing/fixture.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { ComputePool } from '../pool/ComputePool.ts';
import { epipolarError } from './epipolarError.task.ts';
import { rectifyPicture } from './rectifyPicture.task.ts';

describe.skipIf(!hasSharedData)('the rows of real pairs', () => {
  const pool = new ComputePool();
  afterAll(() => pool.close());
  const at = (path: string) => loadPicture(join(sharedData, path));

  it.each([
    [
      'KITTI 2015',
      'stereo/kitti2015/training/image_2/000000_10.png',
      'stereo/kitti2015/training/image_3/000000_10.png',
    ],
    [
      'KITTI 2012',
      'stereo/kitti2012/training/colored_0/000000_10.png',
      'stereo/kitti2012/training/colored_1/000000_10.png',
    ],
    [
      'Motorcycle',
      'stereo/middlebury2014_Motorcycle_Q/im0.png',
      'stereo/middlebury2014_Motorcycle_Q/im1.png',
    ],
    ['cones', 'stereo/middlebury2003_cones/im2.png', 'stereo/middlebury2003_cones/im6.png'],
    ['tsukuba', 'stereo/middlebury2001_tsukuba/im3.png', 'stereo/middlebury2001_tsukuba/im4.png'],
    ['playground', 'stereo/eth3d_playground/im0.png', 'stereo/eth3d_playground/im1.png'],
  ])('correspond on %s, which is rectified', async (_, left, right) => {
    const pictures = { left: await at(left), right: await at(right) };
    const { matches, medianPx, p90Px } = await pool.run(epipolarError, pictures);
    expect(matches).toBeGreaterThan(100);
    expect(medianPx).toBeLessThan(0.3);
    expect(p90Px).toBeLessThan(1);
  });

  it('are not told of pictures of two scenes', async () => {
    const box = [0, 0, 741, 370] as const;
    const left = cutPicture(await at('stereo/kitti2015/training/image_2/000000_10.png'), box);
    const right = cutPicture(await at('stereo/middlebury2014_Motorcycle_Q/im1.png'), box);
    const { matches, medianPx } = await pool.run(epipolarError, { left, right });
    expect(matches).toBeLessThan(leastMatches);
    expect(medianPx).toBeNull();
  });

  it.each(['01', '02', '03', '04', '05', '06', '07', '08', '09', '11', '12', '13', '14'])(
    'are about 12 px apart on chessboard pair %s, and correspond once it is rectified',
    async (number) => {
      const pictures = {
        left: await at(`calib/opencv/left${number}.jpg`),
        right: await at(`calib/opencv/right${number}.jpg`),
      };
      const before = await pool.run(epipolarError, pictures);
      expect(before.medianPx).toBeGreaterThan(10);
      const { cameras } = await loadCalibration([fixturePath('rectification/intrinsics.yml')], pictures.left);
      const [left, right] = await Promise.all(
        (['left', 'right'] as const).map((side) =>
          pool.run(rectifyPicture, { picture: pictures[side], side, cameras: cameras! }),
        ),
      );
      const after = await pool.run(epipolarError, { left: left!, right: right! });
      expect(after.matches).toBeGreaterThan(30);
      expect(after.medianPx).toBeLessThan(0.3);
    },
  );
});

describe('rectifyPicture', () => {
  it('refuses a picture that the cameras were not calibrated for', async () => {
    const pool = new ComputePool({ size: 1 });
    onTestFinished(() => pool.close());
    const { cameras } = await loadCalibration([fixturePath('rectification/intrinsics.yml')], {
      width: 640,
      height: 480,
    });
    const picture = { width: 2, height: 1, channels: 1, data: new Uint8Array(2) } as const;
    await expect(
      pool.run(rectifyPicture, { picture, side: 'right', cameras: cameras! }),
    ).rejects.toMatchObject({
      tag: 'CalibrationMissing',
      message: 'the right picture is 2×1, its calibration is for 640×480',
    });
  });
});
