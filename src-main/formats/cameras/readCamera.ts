import type { CameraSyntax } from '#domain/datasets/Layout.ts';
import type { ByteSource } from '../ByteSource.ts';
import { readAll } from '../ByteSource.ts';
import { decodeMatlab } from '../matlab.ts';
import { decodeNpy } from '../npy.ts';
import { readSpringCamera, readVirtualKittiCamera } from './frameTables.ts';
import { readCityscapesCamera, readJsonCamera } from './jsonCamera.ts';
import { readMatrixCamera } from './matrixCamera.ts';
import { readBoosterCamera, readDrivingStereoCamera } from './projectionCameras.ts';
import { readSintelCamera } from './sintelCamera.ts';
import { readYamlCamera } from './yamlCamera.ts';
import { cameraOfMatrix, type CameraEntry, type SingleCamera } from './SingleCamera.ts';

/** A camera's file is a few kB; a table of frames may be some hundred. */
const mostBytes = 16 * 1024 * 1024;

/**
 * The camera that a file describes in one of the datasets' own syntaxes. fx counts; that fy differs by a per mille in
 * some sets is left out, as a rig has one focal length.
 *
 * @param key    of the variable in a container.
 * @throws BadFile naming the file and what was expected; as decodeMatlab and decodeNpy
 */
export async function readCamera(
  source: ByteSource,
  file: string,
  { syntax, key, ...entry }: CameraEntry & { readonly syntax: CameraSyntax; readonly key: string | null },
): Promise<SingleCamera> {
  if (syntax === 'ibims') {
    const { shape, values } = await decodeMatlab(source, file, key);
    // MATLAB's K stands on its side: cx and cy are its third row.
    const [f, , , , , , cx, cy] = Array.from(values);
    return cameraOfMatrix([f!, 0, cx!, 0, f!, cy!, 0, 0, 1], shape[1] ?? 3, file);
  }
  const bytes = source.byteLength > mostBytes ? await source.read(0, mostBytes) : await readAll(source);
  const text = (): string => new TextDecoder().decode(bytes);
  switch (syntax) {
    case 'npy': {
      const { shape, values } = decodeNpy(bytes, file);
      return cameraOfMatrix(Array.from(values), shape[1] ?? 3, file);
    }
    case 'sintel':
      return readSintelCamera(bytes, file);
    case 'matrix':
      return readMatrixCamera(text(), file);
    case 'json':
      return readJsonCamera(text(), file);
    case 'yaml':
      return readYamlCamera(text(), file);
    case 'cityscapes':
      return readCityscapesCamera(text(), file);
    case 'virtual-kitti':
      return readVirtualKittiCamera(text(), file, entry);
    case 'spring':
      return readSpringCamera(text(), file, entry);
    case 'driving-stereo':
      return readDrivingStereoCamera(text(), file);
    case 'booster':
      return readBoosterCamera(text(), file);
  }
}
