export { restoreCheckpoint, saveCheckpoint } from './checkpoints';
export { medianRows } from './median';
export * from './settings';
export { meet } from './signals';
export { findSpeckles, joinSpeckles, removeSpeckles } from './speckles';
export { sweepRows } from './sweep';
