import { checkedCamera, wrongCamera, type CameraEntry, type SingleCamera } from './SingleCamera.ts';

/**
 * Virtual KITTI 2's intrinsic.txt: a header, then `frame camera fx fy cx cy`.
 * @throws BadFile where the frame's line is missing
 */
export function readVirtualKittiCamera(
  text: string,
  file: string,
  { frame, camera }: CameraEntry,
): SingleCamera {
  for (const words of lines(text)) {
    const [ofFrame, ofCamera, fx, , cx, cy] = words.map(Number);
    if (ofFrame !== frame || ofCamera !== (camera ?? 0)) continue;
    return checkedCamera({ focalPx: fx!, cxPx: cx!, cyPx: cy!, baselineM: null, size: null }, file);
  }
  throw wrongCamera(file, `a line of frame ${frame ?? '?'} and camera ${camera ?? 0}`, 'none');
}

/**
 * Spring's intrinsics.txt: line n is `fx fy cx cy` of frame n.
 * @throws BadFile where there is no such line
 */
export function readSpringCamera(text: string, file: string, { frame }: CameraEntry): SingleCamera {
  const all = lines(text);
  const [fx, , cx, cy] = (all[frame ?? 0] ?? []).map(Number);
  if (fx === undefined) throw wrongCamera(file, `a line ${(frame ?? 0) + 1}`, `${all.length} lines`);
  return checkedCamera({ focalPx: fx, cxPx: cx!, cyPx: cy!, baselineM: null, size: null }, file);
}

function lines(text: string): readonly (readonly string[])[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/\s+/));
}
