export * from './settings';
export { loadRow, similarityRow } from './ssim';
export { distances, findNearest, guesses, leafColumns, leaves, levels, queries, topLevel } from './cloud';
