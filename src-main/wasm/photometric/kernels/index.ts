export { addErrors, loadRow } from './resemblance';
export { addSmoothness } from './smoothness';
