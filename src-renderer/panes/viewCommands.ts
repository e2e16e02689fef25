import { paneKey, paneKinds, paneTitles, type DisplayState } from '../studio/display.svelte.ts';
import type { Command } from '../studio/commands.svelte.ts';
import type { NavigationState } from '../studio/navigation.svelte.ts';
import { imageFromPane } from '../studio/viewport.ts';
import type { Drawing } from './image/drawing.svelte.ts';
import type { ToolKey } from './image/drawTool.ts';
import type { ShownMaps } from './shownMaps.svelte.ts';

interface Parts {
  readonly navigation: NavigationState;
  readonly display: DisplayState;
  readonly shown: ShownMaps;
  readonly drawing: Drawing;
}

const zoomStep = 1.5;

/** Everything about the panes that a key, the palette or a menu can do. */
export function viewCommands(parts: Parts): readonly Command[] {
  return [...zoomCommands(parts), ...displayCommands(parts), ...paneCommands(parts), ...toolCommands(parts)];
}

function zoomCommands({ navigation }: Parts): readonly Command[] {
  const shared = { group: 'View', scope: 'view' } as const;
  return [
    { ...shared, id: 'view.fit', title: 'Fit the image', keys: ['f', '$mod+9'], run: () => navigation.fit() },
    { ...shared, id: 'view.one', title: 'Show at 1:1', keys: ['$mod+0'], run: () => navigation.oneToOne() },
    {
      ...shared,
      id: 'view.in',
      title: 'Zoom in',
      keys: ['+', 'Shift++', '='],
      run: () => navigation.zoomBy(zoomStep),
    },
    { ...shared, id: 'view.out', title: 'Zoom out', keys: ['-'], run: () => navigation.zoomBy(1 / zoomStep) },
  ];
}

function displayCommands({ navigation, display, shown }: Parts): readonly Command[] {
  const shared = { group: 'View', scope: 'view' } as const;
  return [
    {
      ...shared,
      id: 'view.colorMap',
      title: 'Next colour map',
      keys: ['m'],
      run: () => display.cycleColorMap(),
    },
    {
      ...shared,
      id: 'view.autoRange',
      title: 'Set the range to what is visible',
      keys: ['n', 'a'],
      run: () => shown.rangeToVisible(visibleBox(navigation)),
    },
    {
      ...shared,
      id: 'view.reset',
      title: 'Reset view and range',
      keys: ['r'],
      run: () => {
        navigation.fit();
        display.resetRanges();
      },
    },
    {
      ...shared,
      id: 'view.regions',
      title: 'Show or hide failure regions',
      run: () => display.change({ showsRegions: !display.settings.showsRegions }),
    },
    {
      ...shared,
      id: 'view.annotations',
      title: 'Show or hide annotations',
      run: () => display.change({ showsAnnotations: !display.settings.showsAnnotations }),
    },
    {
      ...shared,
      id: 'view.rows',
      title: 'Show or hide the row cursor',
      keys: ['e'],
      run: () => display.change({ showsRows: !display.settings.showsRows }),
    },
  ];
}

function paneCommands({ display }: Parts): readonly Command[] {
  const maximise = paneKinds.map((kind): Command => {
    const key = paneKey(kind);
    const run = () => {
      if (!display.isVisible(kind)) display.togglePane(kind);
      display.toggleMaximised(kind);
    };
    const title = `Maximise: ${paneTitles[kind]}`;
    return {
      id: `pane.maximise.${kind}`,
      group: 'Panes',
      scope: 'view',
      title,
      keys: key === null ? [] : [key],
      run,
    };
  });
  const toggle = paneKinds.map((kind): Command => {
    const title = `Show or hide: ${paneTitles[kind]}`;
    return {
      id: `pane.toggle.${kind}`,
      group: 'Panes',
      scope: 'view',
      title,
      run: () => display.togglePane(kind),
    };
  });
  return [...maximise, ...toggle];
}

function toolCommands({ drawing }: Parts): readonly Command[] {
  const whileDrawing = (id: string, title: string, keys: readonly string[], key: ToolKey): Command => ({
    id: `draw.${id}`,
    title,
    group: 'Annotate',
    scope: 'annotate',
    keys,
    isEnabled: () => drawing.wants(key),
    run: () => drawing.key(key),
  });
  return [
    whileDrawing('finish', 'Finish the shape', ['Enter', 'f'], 'Enter'),
    whileDrawing('cancel', 'Drop the shape, or leave the selection', ['Escape'], 'Escape'),
    whileDrawing('back', 'Take the last point away', ['Backspace'], 'Backspace'),
  ];
}

function visibleBox(navigation: NavigationState): readonly [number, number, number, number] {
  const pane = navigation.paneSize;
  const view = navigation.viewIn(pane);
  const from = imageFromPane(view, pane, { x: 0, y: 0 });
  const to = imageFromPane(view, pane, { x: pane.width, y: pane.height });
  return [from.x, from.y, to.x - from.x, to.y - from.y];
}
