export * from './settings';
export { loadRow, similarityRow } from './ssim';
export { addDistances, buildCloud, findNearest, openClouds } from './cloud';
export { addDepth } from './depthSums';
export { addDisparity } from './disparitySums';
export { addCompared, addKnown, addSimilar, addSurvey, writeDepth } from './scopeSums';
export { selectRanks } from './selection';
export {
  compactPairs,
  sumDeviations,
  sumGradients,
  sumProducts,
  sumSmallest,
  sumValues,
  writeDifference,
  writeResiduals,
} from './losses';
export { countNeighbours, tallyPairs, writeInverse } from './boundaries';
export { addAngles, writeAngles } from './normals';
export { blur, divideBy, follow, sobel, thin, writeStretched, writeValidity } from './canny';
export { gatherRanked, sortPairs, sortRoughly, sumLastOf, sumSmallestOf } from './ranking';
