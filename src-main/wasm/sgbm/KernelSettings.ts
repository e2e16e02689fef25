/** The settings that the kernels know: exported globals of kernels/settings.ts, which explains them. */
export const kernelSettingNames = [
  'width',
  'height',
  'minDisparity',
  'disparities',
  'firstX',
  'columns',
  'radius',
  'P1',
  'P2',
  'gradientCap',
  'uniquenessRatio',
  'disp12MaxDiff',
  'leftPicture',
  'rightPicture',
  'disparityMap',
  'followsFour',
  'blanksBottom',
  'rowOrigin',
  'rowsBelow',
  'isUpward',
  'rowFirst',
  'rowEnd',
  'restarts',
  'signalBase',
  'checkpoint',
  'addsToSums',
  'followsBack',
  'choosesWinners',
  'winnersFirst',
  'winnersLag',
  'threeWayRules',
  'mapShift',
  'showsSums',
  'tileFirst',
  'tileEnd',
  'tileBlock',
  'blockBefore',
  'blockAfter',
  'winnersBefore',
  'endsRow',
  'lines',
  'pixelRows',
  'columnSums',
  'blockCosts',
  'costStep',
  'costSeed',
  'zeros',
  'along',
  'falling',
  'vertical',
  'rising',
  'back',
  'backSlots',
  'sums',
  'sumsStep',
  'sumsRowStep',
  'sumsRows',
  'smallestSums',
  'smallestStride',
  'rightKeys',
  'rightRows',
  'smoothedMap',
  'speckleRuns',
  'speckleBands',
  'bands',
  'band',
  'speckleMaxArea',
  'speckleMaxStep',
  'stopFlag',
  'barrier',
  'barrierThreads',
] as const;

export type KernelSetting = (typeof kernelSettingNames)[number];
export type KernelSettings = Readonly<Partial<Record<KernelSetting, number>>>;

/** A kernel that a plan may call. */
export type KernelName =
  | 'sweepRows'
  | 'saveCheckpoint'
  | 'restoreCheckpoint'
  | 'meet'
  | 'medianRows'
  | 'findSpeckles'
  | 'joinSpeckles'
  | 'removeSpeckles';

/** What one thread does for a frame, in order. Settings stay until a later step changes them. Plain data: it is posted. */
export type ThreadPlan = readonly { readonly run: KernelName; readonly settings: KernelSettings }[];
