/** Of many regions only so many of the worst stand out; all of them would bury the picture. */
export const outstandingRegions = 10;
