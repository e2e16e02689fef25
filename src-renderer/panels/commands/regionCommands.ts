import type { Command } from '../../studio/commands.svelte.ts';
import type { Studio } from '../../studio/studio.svelte.ts';

/** Walking through the failure regions of the frame. */
export function regionCommands(studio: Studio): readonly Command[] {
  const { project, selection, layout } = studio;
  const regions = () => project.evaluation?.regions ?? [];
  const selected = () => regions().find(({ id }) => id === selection.regionId);
  const step = (by: number): void => {
    const list = regions();
    const index = list.findIndex(({ id }) => id === selection.regionId);
    const next = index < 0 ? list[0] : list[(index + by + list.length) % list.length];
    if (next) selection.selectRegion(next.itemId, next.id);
  };
  const hasRegions = (): boolean => regions().length > 0;
  const group = 'Regions';
  return [
    {
      id: 'region.next',
      title: 'Next failure region',
      group,
      scope: 'view',
      keys: ['.'],
      isEnabled: hasRegions,
      run: () => step(1),
    },
    {
      id: 'region.previous',
      title: 'Previous failure region',
      group,
      scope: 'view',
      keys: [','],
      isEnabled: hasRegions,
      run: () => step(-1),
    },
    {
      id: 'region.zoom',
      title: 'Zoom all panes to the selected region',
      group,
      scope: 'view',
      keys: ['z'],
      isEnabled: () => selected() !== undefined,
      run: () => {
        const region = selected();
        if (region) selection.zoomTo(region.itemId, region.bbox);
        layout.finishHint('regions');
      },
    },
    {
      id: 'region.causes',
      title: 'Why it fails: error by cause…',
      group,
      scope: 'view',
      keys: ['w'],
      isEnabled: () => project.summary !== null,
      run: () => {
        layout.dialog = 'region-causes';
      },
    },
    {
      id: 'region.settings',
      title: 'Limits of causes…',
      group,
      scope: 'view',
      isEnabled: () => project.summary !== null,
      run: () => {
        layout.dialog = 'region-settings';
      },
    },
    {
      id: 'region.worst',
      title: 'Go to the worst region of the frame',
      group,
      scope: 'view',
      isEnabled: hasRegions,
      run: () => {
        const worst = regions()[0];
        if (!worst) return;
        selection.selectRegion(worst.itemId, worst.id);
        selection.zoomTo(worst.itemId, worst.bbox);
      },
    },
  ];
}
