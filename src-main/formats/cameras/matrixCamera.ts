import { cameraOfMatrix, wrongCamera, type SingleCamera } from './SingleCamera.ts';

/**
 * K as plain numbers: 9 (3×3), 12 (3×4) or 16 (4×4), row-major, separated by spaces, commas or lines (ScanNet, 7-Scenes,
 * SUN RGB-D, KITTI depth). A line of numbers after the matrix (poses, a baseline) is passed over.
 * @throws BadFile
 */
export function readMatrixCamera(text: string, file: string): SingleCamera {
  const rows = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.split(/[\s,;[\]]+/).filter((word) => word !== ''))
    .filter((words) => words.length > 0);
  const isOneLine = rows.length > 0 && [9, 12, 16].includes(rows[0]!.length);
  const numbers = (isOneLine ? rows[0]! : rows.slice(0, 4).flat()).map(Number);
  const columns = isOneLine ? (numbers.length === 9 ? 3 : 4) : (rows[0]?.length ?? 0);
  if (numbers.length >= 9 && (columns === 3 || columns === 4) && numbers.every(Number.isFinite)) {
    return cameraOfMatrix(numbers, columns, file);
  }
  throw wrongCamera(file, 'a camera matrix of 9, 12 or 16 numbers', text.trim().slice(0, 60));
}
