export { sendRow } from './beliefs';
export { censusStrings } from './census';
export { enterRow, slideRow } from './windows';
