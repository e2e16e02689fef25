export { medianOfValid } from './median';
export { divideByConfidence, placeDisparity, solveColumns, solveRows, weighNeighbours } from './smoothing';
export { removeSpeckles } from './speckles';
