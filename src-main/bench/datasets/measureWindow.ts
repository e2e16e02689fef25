import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { findChromium } from '../../../e2e/findChromium.ts';
import { longestTask } from '../longestTask.ts';
import { startServer } from '../startServer.ts';
import { processFigures } from './processFigures.ts';

const rounds = 5;

export interface WindowFigures {
  readonly openMs: number;
  readonly jumpMs: number;
  readonly sortMs: number;
  readonly filterMs: number;
  readonly summaryMs: number;
  readonly longestBlockMs: number;
  /** The longest task by the processor time that it took, without waiting for others: until the project is shown. */
  readonly openCpuMs: number;
  /** The same afterwards: jumps, orders, filters, scrolling. */
  readonly useCpuMs: number;
  /** Every block over 50 ms, with what went on. */
  readonly blocks: readonly string[];
  readonly peakMiB: number;
  readonly endMiB: number;
}

/** The built studio in Chromium, used as a user would: every time ends when the wanted row is drawn. */
export async function measureWindow(
  { folder, project }: { readonly folder: string; readonly project: string },
  items: number,
): Promise<WindowFigures> {
  const { child, address } = await startServer(folder);
  const browser = await chromium.launch({
    executablePath: findChromium() ?? undefined,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
    ],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(address);
    await page
      .getByRole('button', { name: /^Open project/ })
      .first()
      .waitFor();
    await watchBlocks(page);
    const last = nameOf(items - 1);
    const traced = { categories: ['toplevel'] };
    await browser.startTracing(page, traced);
    const openMs = await timed(page, 'open', { kind: 'open', project }, nameOf(0));
    await page.waitForTimeout(3000);
    const openCpuMs = longestTask(await browser.stopTracing());
    await browser.startTracing(page, traced);
    const jumps: number[] = [];
    const sorts: number[] = [];
    const filters: number[] = [];
    for (let round = 0; round < rounds; round++) {
      jumps.push(await timed(page, 'jump', { kind: 'key', key: 'End' }, last));
      await timed(page, 'back', { kind: 'key', key: 'Home' }, nameOf(0));
    }
    for (const metric of ['absRel', 'bad2', 'ssim', 'epe', 'rmse'].slice(0, rounds)) {
      sorts.push(await timed(page, `sort ${metric}`, { kind: 'sort', by: metric }, null));
    }
    await timed(page, 'sort name', { kind: 'sort', by: 'name' }, nameOf(0));
    for (let round = 0; round < rounds; round++) {
      const wanted = items - 1 - round * 7;
      const shown = String(wanted).padStart(6, '0');
      filters.push(await timed(page, 'filter', { kind: 'filter', text: shown }, nameOf(wanted)));
    }
    await timed(page, 'no filter', { kind: 'filter', text: '' }, nameOf(0));
    await scrollThrough(page);
    const useCpuMs = longestTask(await browser.stopTracing());
    const summaryMs = await page.evaluate(async () => {
      const startedAt = performance.now();
      await (await fetch('/api/runs/1/summary')).json();
      return performance.now() - startedAt;
    });
    const blocks = await page.evaluate(
      () => (globalThis as unknown as { blocks: { ms: number; at: string }[] }).blocks,
    );
    const memory = processFigures(child.pid!);
    return {
      openMs,
      jumpMs: median(jumps),
      sortMs: median(sorts),
      filterMs: median(filters),
      summaryMs,
      longestBlockMs: Math.max(0, ...blocks.map(({ ms }) => ms)),
      openCpuMs,
      useCpuMs,
      blocks: blocks.map(({ ms, at }) => `${ms.toFixed(0)} ms at: ${at}`),
      peakMiB: memory.peakMiB,
      endMiB: memory.nowMiB,
    };
  } finally {
    await browser.close();
    child.kill('SIGTERM');
  }
}

function nameOf(index: number): string {
  return `sequence-${Math.floor(index / 1000)}/${String(index).padStart(6, '0')}`;
}

/** Remembers every task of the window's thread that took longer than 50 ms, with the action it fell into. */
async function watchBlocks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const shared = globalThis as unknown as { blocks: { ms: number; at: string }[]; action: string };
    shared.blocks = [];
    shared.action = 'start';
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) shared.blocks.push({ ms: duration, at: shared.action });
    }).observe({ type: 'longtask' });
  });
}

type Action =
  | { readonly kind: 'open'; readonly project: string }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'sort'; readonly by: string }
  | { readonly kind: 'filter'; readonly text: string };

/** Milliseconds from the action to the frame that shows the wanted row (null: another first row than before). */
async function timed(page: Page, name: string, action: Action, wanted: string | null): Promise<number> {
  const elapsed = await page.evaluate(
    async ({ name, action, wanted }) => {
      (globalThis as unknown as { action: string }).action = name;
      const rows = (): string[] =>
        [...document.querySelectorAll('[role=option][aria-label]')].map((row) =>
          row.getAttribute('aria-label')!,
        );
      const before = rows().join('|');
      const input = (element: HTMLInputElement | HTMLSelectElement, value: string, event: string): void => {
        element.value = value;
        element.dispatchEvent(new Event(event, { bubbles: true }));
      };
      const startedAt = performance.now();
      switch (action.kind) {
        case 'open':
          void fetch('/api/project/open', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ path: action.project }),
          });
          break;
        case 'key':
          document
            .querySelector('[role=listbox][aria-label=Items]')!
            .dispatchEvent(new KeyboardEvent('keydown', { key: action.key, bubbles: true }));
          break;
        case 'sort':
          input(
            document.querySelector<HTMLSelectElement>('section[aria-label=Items] select')!,
            action.by,
            'change',
          );
          break;
        case 'filter':
          input(
            document.querySelector<HTMLInputElement>('section[aria-label=Items] input')!,
            action.text,
            'input',
          );
      }
      const isThere = (): boolean => {
        const shown = rows();
        return wanted === null ? shown.length > 0 && shown.join('|') !== before : shown.includes(wanted);
      };
      while (!isThere()) {
        if (performance.now() - startedAt > 60_000)
          throw new Error(`${name}: ${wanted} did not come; ${rows().join(', ')}`);
        await new Promise((next) => requestAnimationFrame(next));
      }
      return performance.now() - startedAt;
    },
    { name, action, wanted },
  );
  await page.waitForTimeout(700);
  return elapsed;
}

/** From top to bottom in large steps: rows and thumbnails come and go. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    (globalThis as unknown as { action: string }).action = 'scroll';
    const list = [...document.querySelectorAll('[role=listbox][aria-label=Items] *')].find(
      (element) => element.scrollHeight > element.clientHeight + 1000,
    )!;
    for (let step = 0; step <= 60; step++) {
      list.scrollTop = (list.scrollHeight * step) / 60;
      await new Promise((next) => setTimeout(next, 50));
    }
  });
  await page.waitForTimeout(1000);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
