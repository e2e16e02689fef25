import type { CloudView } from '../../gfx/CloudView.ts';
import type { Command } from '../../studio/commands.svelte.ts';
import type { DisplayState } from '../../studio/display.svelte.ts';

const colorings = ['image', 'depth', 'error'] as const;
const sources = ['both', 'ground-truth', 'prediction'] as const;

/** What keys do while the pointer is over the point cloud. */
export function cloudCommands(view: CloudView, display: DisplayState): readonly Command[] {
  const cloud = () => display.settings.cloud;
  const resize = (step: number) =>
    display.changeCloud({ pointPx: Math.min(12, Math.max(1, cloud().pointPx + step)) });
  const next = <T>(all: readonly T[], now: T) => all[(all.indexOf(now) + 1) % all.length]!;
  const shared = { group: 'Point cloud', scope: '3d' } as const;
  return [
    {
      ...shared,
      id: 'cloud.larger',
      title: 'Larger points',
      keys: ['+', 'Shift++', '='],
      run: () => resize(1),
    },
    { ...shared, id: 'cloud.smaller', title: 'Smaller points', keys: ['-'], run: () => resize(-1) },
    {
      ...shared,
      id: 'cloud.reset',
      title: 'Reset the cloud’s view',
      keys: ['r', 'f'],
      run: () => view.resetCamera(),
    },
    {
      ...shared,
      id: 'cloud.color',
      title: 'Colour points by image, depth or error',
      keys: ['c'],
      run: () => display.changeCloud({ color: next(colorings, cloud().color) }),
    },
    {
      ...shared,
      id: 'cloud.shows',
      title: 'Show both clouds, ground truth or prediction',
      keys: ['g'],
      run: () => display.changeCloud({ shows: next(sources, cloud().shows) }),
    },
    {
      ...shared,
      id: 'cloud.flying',
      title: 'Drop or keep flying points',
      run: () => display.changeCloud({ dropsFlying: !cloud().dropsFlying }),
    },
  ];
}
