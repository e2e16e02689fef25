/** What a person says of a region's cause after looking at its pictures. */
export interface Judgement {
  /** Part of the item's name. */
  readonly scene: string;
  readonly method: 'SGBM' | 'Fathom Tiny';
  /** The region's box: a judgement holds for what lies there, whatever its rank. */
  readonly bbox: readonly [number, number, number, number];
  /** right; partly = a part of it, or a near relative; wrong; missed = unexplained where a person sees a cause. */
  readonly verdict: 'right' | 'partly' | 'wrong' | 'missed';
  /** The cause that was judged: another one is to be judged anew. */
  readonly cause: string;
  readonly note: string;
}

type Row = readonly [Judgement['bbox'], string, Judgement['verdict'], string];

function of(scene: string, method: Judgement['method'], rows: readonly Row[]): Judgement[] {
  return rows.map(([bbox, cause, verdict, note]) => ({ scene, method, bbox, cause, verdict, note }));
}

/** Every region of docs/regions-real.md, looked at one by one. */
export const judgements: readonly Judgement[] = [
  ...of('kitti2015', 'SGBM', [
    [
      [1029, 0, 211, 171],
      'sky',
      'wrong',
      'an over-exposed house front, matched at a plausible depth; no ground truth there',
    ],
    [[430, 0, 188, 140], 'sky', 'right', 'the bright wedge of sky over the street, with some of the trees'],
    [
      [200, 176, 94, 84],
      'translucent',
      'partly',
      'windscreen and bonnet of a dark car: what they mirror is matched, so mirror or highlight would be the word',
    ],
    [
      [191, 0, 50, 82],
      'sky',
      'wrong',
      'the pale wall of a house, smooth and blue in the shade, matched where it is',
    ],
    [[187, 320, 63, 35], 'unexplained', 'missed', 'dark asphalt without texture'],
    [[1209, 0, 24, 25], 'sky', 'wrong', 'the same over-exposed house front'],
    [[314, 174, 98, 74], 'object-boundary', 'right', 'the right edge of the car, fattened by some pixels'],
    [[603, 246, 63, 12], 'over-exposed', 'right', 'a sunlit patch of road, saturated'],
    [[128, 343, 44, 19], 'texture-free', 'right', 'dark asphalt; dark and noisy would do as well'],
    [
      [764, 161, 53, 47],
      'translucent',
      'wrong',
      'a fence: what is seen between its bars is matched; it is no glass but thin',
    ],
  ]),
  ...of('cones', 'SGBM', [
    [
      [354, 184, 96, 92],
      'thin-structure',
      'right',
      'the sticks in the mug; what is between them gets their depth',
    ],
    [[128, 106, 110, 198], 'half-occluded', 'right', 'left of the cones'],
    [[244, 226, 105, 124], 'object-boundary', 'right', 'edge of the green cone and of the match box'],
    [[205, 38, 54, 72], 'object-boundary', 'right', 'both sides of the white cone'],
    [
      [395, 180, 10, 66],
      'half-occluded',
      'partly',
      'between the mask and the sticks, which hide it; the mask is fattened as well',
    ],
    [[315, 111, 63, 24], 'object-boundary', 'right', 'upper edge of the mask'],
    [[255, 114, 45, 42], 'half-occluded', 'right', 'left edge of the mask'],
    [[383, 142, 64, 20], 'object-boundary', 'right', 'where the cloth meets the lattice'],
    [[412, 372, 38, 3], 'thin-structure', 'wrong', 'the last three rows of the picture: its border'],
  ]),
  ...of('Motorcycle', 'SGBM', [
    [
      [232, 212, 320, 205],
      'half-occluded',
      'right',
      'floor seen below the engine and left of the fork, joined with edges of both',
    ],
    [[558, 305, 92, 114], 'half-occluded', 'right', 'openings between the spokes of the front wheel'],
    [[128, 102, 168, 104], 'thin-structure', 'right', 'slats of the bench behind the saddle'],
    [[158, 271, 86, 91], 'half-occluded', 'right', 'openings of the rear wheel; thin spokes come second'],
    [
      [480, 85, 233, 100],
      'unexplained',
      'missed',
      'outline of the lamp joined with the front edge of a shelf: two boundaries in one region',
    ],
    [[550, 194, 139, 260], 'object-boundary', 'right', 'outer edge of mudguard and tyre'],
    [[367, 136, 111, 47], 'half-occluded', 'right', 'gap between the levers and the tank'],
    [
      [417, 5, 214, 60],
      'unexplained',
      'missed',
      'level edges of the shelf and of boxes, along which there is nothing to match',
    ],
    [[513, 206, 51, 66], 'thin-structure', 'right', 'the cable between the legs of the fork'],
    [[363, 153, 35, 23], 'half-occluded', 'right', 'what is seen between a lever and the tank'],
  ]),
  ...of('aloe', 'SGBM', [
    [[322, 927, 343, 178], 'object-boundary', 'right', 'lower edge of the longest leaf'],
    [
      [256, 573, 174, 54],
      'half-occluded',
      'right',
      'strip beside a leaf, filled with nonsense that is too near',
    ],
    [[1057, 405, 225, 211], 'object-boundary', 'right', 'edge of a leaf'],
    [[663, 243, 36, 197], 'half-occluded', 'right', 'left of the front leaf'],
    [[708, 807, 95, 137], 'thin-structure', 'right', 'a dry stalk before the pot'],
    [
      [1104, 397, 141, 78],
      'repetitive',
      'partly',
      'the cloth between two leaves does repeat, but what fails is hidden from the right camera',
    ],
    [[260, 1045, 113, 59], 'half-occluded', 'right', 'cloth left of the tip of a leaf'],
    [[830, 620, 89, 82], 'motion', 'wrong', 'a still life: edges where three leaves meet, off both ways'],
    [[624, 149, 31, 73], 'half-occluded', 'right', 'a leaf behind the front leaf, left of it'],
    [
      [1001, 999, 242, 75],
      'unexplained',
      'missed',
      'folds of the cloth, nearly level; the ground truth is in whole pixels there',
    ],
  ]),
  ...of('kitti2015', 'Fathom Tiny', [
    [
      [121, 143, 288, 89],
      'unexplained',
      'missed',
      'house fronts above parked cars, which are smeared upwards: a boundary that is wider than its band',
    ],
    [
      [1030, 0, 165, 185],
      'sky',
      'wrong',
      'an over-exposed house front: its window frames, where the map does not put it at the far end',
    ],
    [
      [637, 126, 227, 140],
      'over-exposed',
      'partly',
      'the sunlit patch of road is saturated and put too near; joined with cars, posts and trunks that are hardly in the map',
    ],
    [[2, 136, 110, 73], 'dark-noisy', 'right', 'a hedge in deep shade'],
    [[191, 0, 50, 82], 'sky', 'wrong', 'the pale wall of a house'],
    [
      [643, 146, 52, 33],
      'object-boundary',
      'wrong',
      'trunks and crowns of far trees, put at the far end as a whole: far range',
    ],
    [
      [437, 150, 51, 38],
      'unexplained',
      'missed',
      'far parked cars and a hedge, put at the far end: far range',
    ],
    [
      [880, 125, 25, 93],
      'unexplained',
      'missed',
      'right side of the near tree, smeared: a boundary that is wider than its band',
    ],
    [[565, 195, 57, 26], 'bent-plane', 'right', 'the road bulges towards the camera'],
    [
      [925, 183, 50, 36],
      'over-exposed',
      'partly',
      'a road sign that is not in the map; its upper half is white before a saturated wall, but its red rim is plain to see',
    ],
  ]),
  ...of('cones', 'Fathom Tiny', [
    [
      [0, 113, 62, 98],
      'image-border',
      'partly',
      'cloth left of a cone, smeared over by a cone that the border cuts off',
    ],
    [
      [95, 122, 60, 92],
      'half-occluded',
      'wrong',
      'a network with one picture knows no half-occlusion: cloth and a green cone, over which the red cone is smeared',
    ],
    [[413, 180, 25, 64], 'thin-structure', 'right', 'the sticks are not in the map'],
    [
      [64, 166, 16, 32],
      'half-occluded',
      'wrong',
      'a network with one picture knows no half-occlusion: cloth, over which the red cone is smeared',
    ],
    [[81, 117, 21, 27], 'bent-plane', 'wrong', 'wall around the tip of a cone, which is smeared: a boundary'],
    [
      [348, 120, 21, 26],
      'bent-plane',
      'wrong',
      'forehead of the mask: the whole mask is too far, and no plane; here it just passes the limit',
    ],
    [[342, 157, 27, 21], 'bent-plane', 'wrong', 'an eye of the mask, which is too far as a whole'],
  ]),
  ...of('aloe', 'Fathom Tiny', [
    [
      [1121, 333, 161, 117],
      'repetitive',
      'wrong',
      'a near leaf is not in the map; what repeats is the cloth behind it',
    ],
    [[688, 586, 91, 60], 'unexplained', 'missed', 'the leaf that points at the camera is not in the map'],
    [[1046, 672, 30, 41], 'object-boundary', 'partly', 'the tip of a leaf, which is not in the map at all'],
  ]),
  ...of('Motorcycle', 'Fathom Tiny', [
    [
      [256, 141, 81, 53],
      'bent-plane',
      'wrong',
      'garage wall above the saddle, which is smeared over it: a boundary',
    ],
    [
      [491, 12, 62, 128],
      'unexplained',
      'missed',
      'a mirror on its rod, a dial and the rim of the lamp are not in the map',
    ],
    [
      [136, 143, 30, 39],
      'bent-plane',
      'wrong',
      'the handle behind the saddle and the end of the saddle are not in the map',
    ],
    [[331, 106, 41, 17], 'bent-plane', 'wrong', 'the other mirror, flat indeed, is not in the map'],
  ]),
  ...of('000000080', 'Fathom Tiny', [
    [
      [906, 182, 117, 165],
      'translucent',
      'right',
      'a clear bottle (the data set brings its mask): the table behind it',
    ],
    [[421, 211, 114, 176], 'translucent', 'right', 'a clear bottle'],
    [[620, 163, 97, 150], 'translucent', 'right', 'a clear bottle'],
    [
      [193, 188, 171, 52],
      'bent-plane',
      'right',
      'the far part of the flat lid of a dark case, which bulges towards the camera',
    ],
    [
      [193, 171, 72, 27],
      'bent-plane',
      'wrong',
      'table above the dark case, which is smeared over it: a boundary',
    ],
  ]),
];
