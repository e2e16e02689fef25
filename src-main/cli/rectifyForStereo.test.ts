import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ComputePool } from '#compute/pool/ComputePool.ts';
import { loadPicture } from '#frames/loadFrame.ts';
import { fixturePath } from '#testing/fixture.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { rectifyForStereo } from './rectifyForStereo.ts';

const { signal } = new AbortController();
const black = { width: 640, height: 480, channels: 1, data: new Uint8Array(640 * 480) } as const;

function pool(): ComputePool {
  const made = new ComputePool({ size: 1 });
  onTestFinished(() => made.close());
  return made;
}

it('refuses a third calibration file', async () => {
  const calib = ['a.yml', 'b.yml', 'c.yml'];
  await expect(
    rectifyForStereo({ left: black, right: black }, { calib }, { pool: pool(), signal }),
  ).rejects.toMatchObject({ tag: 'InvalidOption', message: '--calib takes one file or two, found 3' });
});

it('rectifies black pictures to black ones, of whose rows nothing can be said', async () => {
  const calib = [fixturePath('rectification/stereo.xml')];
  const { pair, facts } = await rectifyForStereo(
    { left: black, right: black },
    { calib },
    { pool: pool(), signal },
  );
  expect(pair.left).toEqual(black);
  expect(facts).toMatchObject({
    isRectifiedHere: true,
    epipolar: { matches: 0, medianPx: null },
    warnings: [],
  });
});

describe.skipIf(!hasSharedData)('a chessboard pair', () => {
  const read = (name: string) => loadPicture(join(sharedData, 'calib/opencv', name));
  const calib = ['intrinsics.yml', 'extrinsics.yml'].map((name) => fixturePath(`rectification/${name}`));

  it('is rectified, and written where that is asked for', async () => {
    const prefix = join(await temporaryFolder(), 'rectified-');
    const pictures = { left: await read('left03.jpg'), right: await read('right03.jpg') };
    const flags = { calib, saveRectified: prefix };
    const { pair, facts } = await rectifyForStereo(pictures, flags, { pool: pool(), signal });
    expect(facts.epipolar.medianPx).toBeLessThan(0.3);
    expect(facts.rig.baselineM).toBeCloseTo(0.08345, 5);
    expect(await loadPicture(`${prefix}left.png`)).toEqual(pair.left);
    expect(await loadPicture(`${prefix}right.png`)).toEqual(pair.right);
  });

  it('is warned of where the calibration is not its own', async () => {
    const pictures = { left: await read('right03.jpg'), right: await read('left03.jpg') };
    const { facts } = await rectifyForStereo(pictures, { calib }, { pool: pool(), signal });
    expect(facts.warnings).toEqual([
      expect.stringContaining('does the calibration belong to these pictures?'),
    ]);
  });
});
