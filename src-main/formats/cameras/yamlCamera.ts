import { checkedCamera, type SingleCamera } from './SingleCamera.ts';

/**
 * ClearGrasp's camera_intrinsics.yaml: `xres`, `yres`, `fx`, `fy`, `cx`, `cy`, one a line.
 * @throws BadFile
 */
export function readYamlCamera(text: string, file: string): SingleCamera {
  const number = (key: string): number =>
    Number(new RegExp(`^\\s*${key}\\s*:\\s*([^\\s#]+)`, 'm').exec(text)?.[1] ?? NaN);
  const [width, height] = [number('xres'), number('yres')];
  const camera = {
    focalPx: number('fx'),
    cxPx: number('cx'),
    cyPx: number('cy'),
    baselineM: null,
    size: width > 0 && height > 0 ? { width, height } : null,
  };
  return checkedCamera(camera, file);
}
