import type { Command } from '../../studio/commands.svelte.ts';
import type { Tool } from '../../studio/selection.svelte.ts';
import type { Studio } from '../../studio/studio.svelte.ts';

const tools: readonly { readonly tool: Tool; readonly title: string; readonly key: string }[] = [
  { tool: 'view', title: 'Look around, no tool', key: 'v' },
  { tool: 'select', title: 'Select and edit shapes', key: 's' },
  { tool: 'polygon', title: 'Draw a polygon', key: 'p' },
  { tool: 'polyline', title: 'Draw a polyline with a width', key: 'l' },
  { tool: 'brush', title: 'Paint with the brush', key: 'Shift+B' },
  { tool: 'erase', title: 'Erase with the brush', key: 'Shift+E' },
];

/** The commands of annotation: tools, undo and redo. */
export function annotateCommands(studio: Studio): readonly Command[] {
  const { selection, annotations, layout, project, review } = studio;
  const group = 'Annotate';
  const hasItem = (): boolean => selection.itemId !== null;
  const widen = (factor: number): void => {
    if (selection.tool === 'polyline') selection.polylineWidthPx = scaled(selection.polylineWidthPx, factor);
    else selection.brushWidthPx = scaled(selection.brushWidthPx, factor);
  };
  return [
    ...tools.map(({ tool, title, key }) => ({
      id: `tool.${tool}`,
      title,
      group,
      scope: 'global' as const,
      keys: [key],
      isEnabled: hasItem,
      run: () => {
        selection.tool = tool;
        if (tool !== 'view' && review.drawing === null) layout.show('annotate');
      },
    })),
    {
      id: 'annotate.undo',
      title: 'Undo annotation step',
      group,
      scope: 'global',
      keys: ['$mod+z'],
      isEnabled: () => annotations.canUndo,
      run: () => void annotations.undo(),
    },
    {
      id: 'annotate.redo',
      title: 'Redo annotation step',
      group,
      scope: 'global',
      keys: ['$mod+Shift+z', '$mod+y'],
      isEnabled: () => annotations.canRedo,
      run: () => void annotations.redo(),
    },
    {
      id: 'annotate.delete',
      title: 'Delete the selected shape',
      group,
      scope: 'global',
      keys: ['Delete', 'Backspace'],
      isEnabled: () => annotations.selected !== null,
      run: () => void annotations.removeSelected(),
    },
    {
      id: 'annotate.narrower',
      title: 'Narrower line or brush',
      group,
      scope: 'annotate',
      keys: ['['],
      run: () => widen(1 / 1.25),
    },
    {
      id: 'annotate.wider',
      title: 'Wider line or brush',
      group,
      scope: 'annotate',
      keys: [']'],
      run: () => widen(1.25),
    },
    {
      id: 'annotate.previousItem',
      title: 'Previous item',
      group,
      scope: 'annotate',
      keys: ['a'],
      run: () => void project.move(-1),
    },
    {
      id: 'annotate.nextItem',
      title: 'Next item',
      group,
      scope: 'annotate',
      keys: ['d'],
      run: () => void project.move(1),
    },
  ];
}

/** A command per class with a number key. They change with the classes. */
export function classCommands({ annotations }: Studio): readonly Command[] {
  return annotations.classes
    .filter(({ key }) => key !== null)
    .map(({ id, name, key }) => ({
      id: `class.${name}`,
      title: `Class ${name}`,
      group: 'Annotate',
      scope: 'annotate',
      keys: [String(key)],
      run: () => void annotations.chooseClass(id),
    }));
}

/** A whole number of pixels from 1 to 200 that differs from the present one. */
function scaled(widthPx: number, factor: number): number {
  const next = factor > 1 ? Math.ceil(widthPx * factor) : Math.floor(widthPx * factor);
  return Math.min(200, Math.max(1, next));
}
