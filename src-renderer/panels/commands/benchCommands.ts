import type { Command } from '../../studio/commands.svelte.ts';
import type { Studio } from '../../studio/studio.svelte.ts';

/** Trying SGBM's options. */
export function benchCommands({ bench, layout, project }: Studio): readonly Command[] {
  const shared = { group: 'SGBM bench', scope: 'global' } as const;
  const isTrying = (): boolean => bench.isOn && bench.hasPair;
  return [
    {
      ...shared,
      id: 'bench.turn',
      title: 'Try a matcher’s options live, or stop',
      isEnabled: () => project.summary !== null,
      run: () => {
        layout.show('run');
        bench.turn(!bench.isOn);
      },
    },
    {
      ...shared,
      id: 'bench.compare',
      title: 'Compare two sets of options, or drop the second',
      isEnabled: isTrying,
      run: () => bench.compare(!bench.comparesTwo),
    },
    {
      ...shared,
      id: 'bench.swap',
      title: 'Swap the two sets of options',
      isEnabled: () => isTrying() && bench.comparesTwo,
      run: () => bench.swap(),
    },
  ];
}
