export { addToCosts, slideCosts } from './blockCosts';
export { clearPaths, followAlong, followBack, followBefore, followFour, followThree } from './rows';
export { sumRow } from './rowSums';
export * from './settings';
export { chooseWinners } from './winners';
