import { describe, expect, it } from 'vitest';
import { layoutNames } from './knownLayouts.ts';
import { recogniseLayout } from './recogniseLayout.ts';

function recognise(paths: readonly string[], layout = 'auto') {
  return recogniseLayout({ rootName: 'root', paths: [...paths].sort() }, layout);
}

/** What matters of the items: name, files, the rule of the ground truth, calibration. */
function summary(paths: readonly string[]) {
  const { layout, items } = recognise(paths);
  return {
    layout,
    items: items.map(({ name, left, right, groundTruth, calibration }) => ({
      name,
      pair: [left, right],
      truth: groundTruth.map(({ path, rule }) => `${path} ${rule.kind === 'named' ? rule.name : rule.kind}`),
      calibration: calibration?.kind === 'file' ? calibration.path : (calibration?.kind ?? null),
    })),
  };
}

describe('recogniseLayout on Middlebury', () => {
  it('knows the names of every year, also where the root is the scene', () => {
    const scenes: [string[], string[], string][] = [
      [
        ['im2.ppm', 'im6.ppm', 'disp2.pgm', 'disp6.pgm', 'im0.ppm', 'im1.ppm'],
        ['im2.ppm', 'im6.ppm'],
        'disp2.pgm middlebury-size',
      ],
      [
        ['view1.png', 'view5.png', 'disp1.png', 'disp5.png'],
        ['view1.png', 'view5.png'],
        'disp1.png middlebury-size',
      ],
      [
        ['im0.png', 'im1.png', 'disp0.pfm', 'disp1.pfm', 'im1E.png'],
        ['im0.png', 'im1.png'],
        'disp0.pfm middlebury-pfm',
      ],
      [
        ['im0.png', 'im1.png', 'disp0GT.pfm', 'disp0.pfm'],
        ['im0.png', 'im1.png'],
        'disp0GT.pfm middlebury-pfm',
      ],
      [['im3.png', 'im4.png', 'disp3.pgm'], ['im3.png', 'im4.png'], 'disp3.pgm middlebury-size'],
      [
        ['scene1.row3.col3.ppm', 'scene1.row3.col4.ppm', 'truedisp.row3.col3.pgm'],
        ['scene1.row3.col3.ppm', 'scene1.row3.col4.ppm'],
        'truedisp.row3.col3.pgm tsukuba',
      ],
      [['aloeL.jpg', 'aloeR.jpg', 'aloeGT.png'], ['aloeL.jpg', 'aloeR.jpg'], 'aloeGT.png middlebury-size'],
    ];
    for (const [files, pair, truth] of scenes) {
      expect(summary(files)).toEqual({
        layout: 'middlebury',
        items: [{ name: 'root', pair, truth: [truth], calibration: null }],
      });
    }
  });

  it('finds scenes in folders, with calibration and mask, and test scenes without ground truth', () => {
    const { items, problems } = recognise([
      'trainingQ/Piano/im0.png',
      'trainingQ/Piano/im1.png',
      'trainingQ/Piano/disp0GT.pfm',
      'trainingQ/Piano/mask0nocc.png',
      'trainingQ/Piano/calib.txt',
      'testQ/Bus/im0.png',
      'testQ/Bus/im1.png',
      'testQ/Bus/calib.txt',
    ]);
    expect(items.map(({ name, masks }) => [name, masks.length])).toEqual([
      ['testQ/Bus', 0],
      ['trainingQ/Piano', 1],
    ]);
    expect(problems).toEqual([]);
  });

  it('finds ETH3D’s ground truth in the tree beside', () => {
    const paths = ['im0.png', 'im1.png', 'calib.txt'].map((name) => `two_view_training/delivery/${name}`);
    expect(summary([...paths, 'two_view_training_gt/delivery/disp0GT.pfm']).items[0]!.truth).toEqual([
      'two_view_training_gt/delivery/disp0GT.pfm middlebury-pfm',
    ]);
  });

  it('finds several labelled pairs in one folder', () => {
    const names = ['a_left.png', 'a_right.png', 'a_disp.npz', 'b_left.png', 'b_right.png', 'b_disp.npz'];
    expect(summary(names).items.map(({ name, truth }) => [name, truth])).toEqual([
      ['a', ['a_disp.npz middlebury-pfm']],
      ['b', ['b_disp.npz middlebury-pfm']],
    ]);
  });

  it('rejects a scene without its right picture', () => {
    const { problems } = recognise(['s/im2.png', 's/disp2.png', 't/im2.png', 't/im6.png', 't/disp2.png']);
    expect(problems).toMatchObject([{ file: 's/im2.png', severity: 'rejected', tag: 'FileMissing' }]);
    expect(problems[0]!.message).toBe('s/im2.png: s/im6.png is missing; the pair is left out');
  });
});

describe('recogniseLayout on KITTI', () => {
  const frames = (folder: string, names: readonly string[]) => names.map((name) => `${folder}/${name}.png`);

  it('takes the first moment of 2015’s scenes, with the calibration of each', () => {
    const paths = [
      ...frames('training/image_2', ['000000_10', '000000_11', '000001_10', '000001_11']),
      ...frames('training/image_3', ['000000_10', '000000_11', '000001_10', '000001_11']),
      ...frames('training/disp_occ_0', ['000000_10', '000001_10']),
      ...frames('training/disp_noc_0', ['000000_10', '000001_10']),
      ...frames('training/disp_occ_1', ['000000_10', '000001_10']),
      ...frames('training/obj_map', ['000000_10']),
      'training/calib_cam_to_cam/000000.txt',
      'training/calib_cam_to_cam/000001.txt',
    ];
    expect(summary(paths)).toMatchObject({
      layout: 'kitti-2015',
      items: [
        {
          name: 'training/000000_10',
          pair: ['training/image_2/000000_10.png', 'training/image_3/000000_10.png'],
          truth: ['training/disp_occ_0/000000_10.png kitti-disparity'],
          calibration: 'training/calib_cam_to_cam/000000.txt',
        },
        { name: 'training/000001_10' },
      ],
    });
    const { items, problems } = recognise(paths);
    expect(items[0]!.masks).toEqual([
      { role: 'nonoccluded-mask', path: 'training/disp_noc_0/000000_10.png' },
    ]);
    expect(items.map(({ classMasks }) => classMasks)).toEqual([
      [{ className: 'foreground', path: 'training/obj_map/000000_10.png' }],
      [],
    ]);
    expect(problems).toEqual([]);
  });

  it('prefers colour to grey in 2012, and takes disp_noc where it is alone', () => {
    const paths = ['image_0', 'image_1', 'colored_0', 'colored_1', 'disp_noc'].flatMap((folder) =>
      frames(folder, ['000000_10']),
    );
    expect(summary([...paths, 'calib/000000.txt'])).toEqual({
      layout: 'kitti-2012',
      items: [
        {
          name: '000000_10',
          pair: ['colored_0/000000_10.png', 'colored_1/000000_10.png'],
          truth: ['disp_noc/000000_10.png kitti-disparity'],
          calibration: 'calib/000000.txt',
        },
      ],
    });
  });

  it('uses the grey pair’s calibration for grey pictures', () => {
    const { items } = recognise(['image_0/000000_10.png', 'image_1/000000_10.png', 'calib/000000.txt']);
    expect(items[0]!.calibration).toEqual({ kind: 'file', path: 'calib/000000.txt', pair: 'grey' });
  });

  it('rejects a frame without its right picture and doubts one without ground truth', () => {
    const { items, problems } = recognise([
      ...frames('image_2', ['000000_10', '000001_10']),
      ...frames('image_3', ['000001_10']),
      ...frames('disp_occ_0', ['000000_10']),
    ]);
    expect(problems).toMatchObject([
      { file: 'image_2/000000_10.png', severity: 'rejected', tag: 'FileMissing' },
    ]);
    expect(items[0]!.problems).toMatchObject([{ severity: 'doubtful', tag: 'FileMissing' }]);
  });
});

describe('recogniseLayout on Scene Flow', () => {
  it('knows the focal length of Driving’s short lens, and keeps both passes apart', () => {
    const sequence = '15mm_focallength/scene_forwards/fast';
    const { layout, items } = recognise([
      `frames_cleanpass/${sequence}/left/0001.png`,
      `frames_cleanpass/${sequence}/right/0001.png`,
      `frames_finalpass/${sequence}/left/0001.png`,
      `frames_finalpass/${sequence}/right/0001.png`,
      `disparity/${sequence}/left/0001.pfm`,
      `disparity/${sequence}/right/0001.pfm`,
    ]);
    expect(layout).toBe('scene-flow');
    expect(items.map(({ name }) => name)).toEqual([
      `cleanpass/${sequence}/0001`,
      `finalpass/${sequence}/0001`,
    ]);
    expect(items[0]!.calibration).toMatchObject({ kind: 'published', rig: { focalPx: 450, baselineM: 1 } });
  });
});

describe('recogniseLayout on parallel folders', () => {
  it('follows folders inside, role words in names and the nearest calibration', () => {
    const paths = [
      'office/image_left/000000_left.png',
      'office/image_right/000000_right.png',
      'office/depth_left/000000_left_depth.npy',
      'drive/train-left-image/d1/7.jpg',
      'drive/train-right-image/d1/7.jpg',
      'drive/train-disparity-map/d1/7.png',
      'drive/d1/calib.txt',
    ];
    expect(summary(paths)).toEqual({
      layout: 'mixed',
      items: [
        {
          name: 'drive/d1/7',
          pair: ['drive/train-left-image/d1/7.jpg', 'drive/train-right-image/d1/7.jpg'],
          truth: ['drive/train-disparity-map/d1/7.png kitti-disparity'],
          calibration: 'drive/d1/calib.txt',
        },
        {
          name: 'office/000000',
          pair: ['office/image_left/000000_left.png', 'office/image_right/000000_right.png'],
          truth: ['office/depth_left/000000_left_depth.npy by-values'],
          calibration: null,
        },
      ],
    });
  });

  it('keeps both kinds of ground truth', () => {
    const { items } = recognise(['left/a.png', 'right/a.png', 'disparity/a.npz', 'depth/a.npz']);
    expect(items[0]!.groundTruth.map(({ role, path }) => [role, path])).toEqual([
      ['disparity', 'disparity/a.npz'],
      ['depth', 'depth/a.npz'],
    ]);
  });
});

describe('recogniseLayout', () => {
  const mixed = [
    'cones/im2.png',
    'cones/im6.png',
    'cones/disp2.png',
    'kitti/training/image_2/000000_10.png',
    'kitti/training/image_3/000000_10.png',
    'mine/left/a.png',
    'mine/right/a.png',
    'photos/one.jpg',
    'photos/two.jpg',
    'readme.txt',
  ];

  it('takes items of several layouts from one root and tells what is left over', () => {
    const { layout, reason, items, problems } = recognise(mixed);
    expect(layout).toBe('mixed');
    expect(reason).toBe('1 of kitti-2015, 1 of middlebury, 1 of parallel-folders');
    expect(items.map(({ name }) => name)).toEqual(['cones', 'kitti/training/000000_10', 'mine/a']);
    expect(problems).toMatchObject([
      { file: 'photos', severity: 'rejected', tag: 'LayoutUnknown', fields: { found: 2 } },
    ]);
  });

  it('looks for one layout only when it is named', () => {
    expect(recognise(mixed, 'middlebury')).toMatchObject({
      layout: 'middlebury',
      items: [{ name: 'cones' }],
    });
  });

  it('says what it looked for when nothing is found', () => {
    expect(() => recognise(['a.txt', 'b.bin'])).toThrow(
      expect.objectContaining({
        tag: 'LayoutUnknown',
        message: `root: no item found in 2 files (${layoutNames.join(', ')})`,
      }),
    );
  });

  it('refuses an unknown layout with the known ones', () => {
    expect(() => recognise(['a.png'], 'nuscenes')).toThrow(
      /no layout is named nuscenes; there are auto, manifest, kitti-raw/,
    );
  });

  it('gives every item a name of its own', () => {
    const { items } = recognise(['left/a.png', 'right/a.png', 'left/a.jpg', 'disp/a.pfm']);
    expect(new Set(items.map(({ name }) => name)).size).toBe(items.length);
  });
});
