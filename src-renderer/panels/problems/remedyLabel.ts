import { parseEncoding } from '#domain/datasets/parseEncoding.ts';
import type { Correction, Remedy } from '#domain/doctor/Remedy.ts';
import type { Turn } from '#domain/rasters/turnRaster.ts';
import type { AssetRole, ProblemRecord } from '#domain/records.ts';

const turnLabels: Readonly<Record<Turn, string>> = {
  right: 'Turn right',
  left: 'Turn left',
  half: 'Turn upside down',
  transposed: 'Exchange rows and columns',
};

const roleLabels: Readonly<Record<AssetRole, string>> = {
  left: 'left picture',
  right: 'right picture',
  disparity: 'ground truth',
  depth: 'ground truth',
  'nonoccluded-mask': 'mask',
  'occlusion-mask': 'mask',
};

/** What a remedy's button says. */
export function remedyLabel(remedy: Remedy, severity: ProblemRecord['severity']): string {
  switch (remedy.kind) {
    case 'keep':
      return severity === 'rejected' ? 'Leave it out' : 'Keep as it is';
    case 'swap-sides':
      return 'Swap left and right';
    case 'encode': {
      const { turn } = parseEncoding(remedy.encoding);
      return turn === undefined ? `Read as ${shortEncoding(remedy.encoding)}` : turnLabels[turn];
    }
    case 'scale-calibration':
      return 'Scale the calibration';
    case 'leave-out':
      return `Leave the ${roleLabels[remedy.role]} out`;
    case 'leave-item-out':
      return 'Leave the item out of runs';
  }
}

/** What was done, for the list of what is settled. */
export function decisionLabel(decided: Correction['kind'], severity: ProblemRecord['severity']): string {
  switch (decided) {
    case 'keep':
      return severity === 'rejected' ? 'left out' : 'kept as it is';
    case 'swap-sides':
      return 'left and right swapped';
    case 'encode':
      return 'read otherwise';
    case 'rig':
      return 'calibration scaled';
    case 'leave-out':
      return 'left out';
    case 'leave-item-out':
      return 'item left out of runs';
  }
}

/** `disparity, v/512` for what has no name. */
function shortEncoding(text: string): string {
  if (!text.includes('=')) return text;
  const { quantity, scale, offset } = parseEncoding(text);
  const inverse = Math.round(1 / scale);
  const value = scale === 1 ? 'v' : Math.abs(scale * inverse - 1) < 1e-9 ? `v/${inverse}` : `v·${scale}`;
  const shift = offset === 0 ? '' : offset > 0 ? ` + ${offset}` : ` − ${-offset}`;
  return `${quantity.split(':')[0]!}, ${value}${shift}`;
}
