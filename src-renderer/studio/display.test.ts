import { expect, test } from 'vitest';
import { DisplayState } from './display.svelte.ts';

test('what was saved is restored', () => {
  const display = new DisplayState();
  display.togglePane('right');
  display.cycleColorMap();
  display.setDepthRange(2, 80);
  const restored = new DisplayState();
  restored.restore(JSON.parse(JSON.stringify(display)));
  expect(restored.settings).toEqual(display.settings);
});

test('settings of an unknown form are refused and nothing changes', () => {
  const display = new DisplayState();
  const before = display.settings;
  for (const saved of [null, 'turbo', { colorMap: 'jet' }, { panes: [] }, { depthRange: { mode: 'item' } }]) {
    expect(() => display.restore(saved)).toThrow('saved display settings');
  }
  expect(display.settings).toBe(before);
});

test('panes keep their order, and the last one cannot be hidden', () => {
  const display = new DisplayState();
  display.togglePane('right');
  expect(display.settings.panes.slice(0, 3)).toEqual(['left', 'right', 'ground-truth']);
  for (const kind of [...display.settings.panes]) display.togglePane(kind);
  expect(display.settings.panes).toEqual(['point-cloud']);
});

test('hiding the maximised pane shows the others again', () => {
  const display = new DisplayState();
  display.toggleMaximised('ssim');
  display.togglePane('ssim');
  expect(display.maximised).toBeNull();
});

test('the range follows the item again, with the chosen percentile', () => {
  const display = new DisplayState();
  display.setDepthRange(1, 2);
  display.followItem(10);
  expect(display.settings.depthRange.mode).toBe('item');
  expect(display.settings.trimPercent).toBe(10);
});

test('an arrangement gives way to what was visible before it, also after a restart', () => {
  const display = new DisplayState();
  const before = display.settings.panes;
  display.arrange(['bench-a', 'left']);
  expect(display.settings.panes).toEqual(['left', 'bench-a']);
  display.arrange(['bench-b', 'bench-a']);
  const restored = new DisplayState();
  restored.restore(JSON.parse(JSON.stringify(display)));
  expect(restored.settings.panes).toEqual(before);
  display.endArrangement();
  expect(display.settings.panes).toEqual(before);
  display.endArrangement();
  expect(display.settings.panes).toEqual(before);
});
