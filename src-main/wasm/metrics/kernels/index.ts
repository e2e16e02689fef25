export * from './settings';
export { loadRow, similarityRow } from './ssim';
