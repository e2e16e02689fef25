export * from './settings';
export { loadRow, similarityRow } from './ssim';
export { distances, findNearest, guesses, leafColumns, leaves, levels, queries, topLevel } from './cloud';
export { addDepth } from './depthSums';
export { addDisparity } from './disparitySums';
export { addCompared, addKnown, addSimilar } from './scopeSums';
export { selectRanks } from './selection';
