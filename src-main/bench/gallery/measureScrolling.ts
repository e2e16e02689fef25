import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { findChromium } from '../../../e2e/findChromium.ts';
import { longestTask } from '../longestTask.ts';
import { startServer } from '../startServer.ts';

interface ScrollFigures {
  /** From the key to the first card with its picture. */
  readonly openMs: number;
  /** Of the window's thread while scrolling; 0 = none over 50 ms. */
  readonly longestBlockMs: number;
  readonly blocks: readonly string[];
  /** The longest task by the processor time that it took: what a busy machine does not add to. */
  readonly longestCpuMs: number;
  /** Cards that were on screen at the end, with their picture. */
  readonly pictures: number;
  readonly total: number;
  readonly wheelTurns: number;
}

/**
 * The built studio in Chromium: the gallery is opened by its key, scrolled with the wheel slowly and fast, and dragged
 * through from end to end; Chromium's Long Tasks tell how long the window's thread was ever blocked.
 */
export async function measureScrolling(folder: string, project: string): Promise<ScrollFigures> {
  const { child, address } = await startServer(folder);
  const browser = await chromium.launch({
    executablePath: findChromium() ?? undefined,
    args: ['--no-sandbox', '--disable-quic', '--use-gl=angle', '--use-angle=swiftshader'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(address);
    await page.evaluate(async (path) => {
      await fetch('/api/project/open', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ path }),
      });
    }, project);
    await page.getByRole('option', { name: 'sequence-0/000000' }).waitFor();
    await page.waitForTimeout(4000);
    const startedAt = performance.now();
    await page.keyboard.press('g');
    const gallery = page.getByRole('region', { name: 'Gallery of failure regions' });
    await gallery.locator('img').first().waitFor();
    const openMs = performance.now() - startedAt;
    await page.waitForTimeout(4000);
    await watchBlocks(page);
    await browser.startTracing(page, { categories: ['toplevel'] });
    const box = (await gallery.getByRole('listbox').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    let wheelTurns = 0;
    for (const [name, step, turns] of [
      ['slow wheel', 120, 40],
      ['fast wheel', 1200, 40],
    ] as const) {
      await tellAction(page, name);
      for (let turn = 0; turn < turns; turn += 1, wheelTurns += 1) {
        await page.mouse.wheel(0, step);
        await page.waitForTimeout(40);
      }
      await page.waitForTimeout(1500);
    }
    await tellAction(page, 'drag from end to end');
    await page.evaluate(async () => {
      const list = [...document.querySelectorAll('[role=listbox][aria-label^=Cards] *')].find(
        (element) => element.scrollHeight > element.clientHeight + 1000,
      )!;
      for (let step = 0; step <= 80; step++) {
        list.scrollTop = (list.scrollHeight * step) / 80;
        await new Promise((next) => setTimeout(next, 50));
      }
    });
    await page.waitForTimeout(4000);
    const longestCpuMs = longestTask(await browser.stopTracing());
    const blocks = await page.evaluate(
      () => (globalThis as unknown as { blocks: { ms: number; at: string }[] }).blocks,
    );
    return {
      openMs,
      longestBlockMs: Math.max(0, ...blocks.map(({ ms }) => ms)),
      blocks: blocks.map(({ ms, at }) => `${ms.toFixed(0)} ms at: ${at}`),
      longestCpuMs,
      pictures: await gallery.locator('img').count(),
      total: Number((await gallery.getByRole('status').innerText()).replaceAll(/\D/g, '')),
      wheelTurns,
    };
  } finally {
    await browser.close();
    child.kill('SIGTERM');
  }
}

/** Says what is going on now, for the blocks that fall into it. */
async function tellAction(page: Page, action: string): Promise<void> {
  await page.evaluate((name) => {
    (globalThis as unknown as { action: string }).action = name;
  }, action);
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
