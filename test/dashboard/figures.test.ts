import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordProgress } from '../../src/deployments/operations/reporting.js';
import { change, createStage } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { createDatabase, describeWithBrowser, dropDatabase } from '../support/services.js';
import { launch, open, PATIENCE } from './browser.js';
import { changeMany, fill } from './large.js';

/**
 * Measures only where it is asked for: `FIGURES=1 npx vitest run test/dashboard/figures.test.ts`. With `MINUTES=60` also the
 * memory of a page that stays open for so long.
 */
const measure = test.runIf(process.env['FIGURES']);
const MINUTES = Number(process.env['MINUTES'] ?? 0);

/** Delays between frames for some seconds, in milliseconds. */
const FRAMES = (milliseconds: number, scroll: boolean): string => `new Promise((resolve) => {
  const grid = document.querySelector('[role=grid]');
  const frames = [];
  const begin = performance.now();
  let last = begin;
  const next = (now) => {
    frames.push(now - last);
    last = now;
    if (${scroll}) { grid.scrollTop += 20; grid.scrollLeft += 20; }
    if (now - begin < ${milliseconds}) requestAnimationFrame(next);
    else resolve(frames.slice(1));
  };
  requestAnimationFrame(next);
})`;

/** When a cell has been painted with a text, by the clock of the machine. */
const PAINTED = (text: string): string => `new Promise((resolve) => {
  const look = () => {
    if (!document.querySelector('[role=gridcell][aria-label=${JSON.stringify(text)}]')) return false;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(Date.now())));
    return true;
  };
  const observer = new MutationObserver(look);
  if (!look()) observer.observe(document, { subtree: true, childList: true, attributes: true });
})`;

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? NaN;
}

function say(what: string, figure: string): void {
  process.stdout.write(`| ${what} | ${figure} |\n`);
}

function frameFigures(frames: readonly number[]): string {
  const seconds = frames.reduce((sum, each) => sum + each, 0) / 1_000;
  const [median, p95, most] = [quantile(frames, 0.5), quantile(frames, 0.95), Math.max(...frames)];
  return `${(frames.length / seconds).toFixed(0)} frames a second; median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, longest ${most.toFixed(0)} ms`;
}

describeWithBrowser('figures of the dashboard', ({ postgresUrl, redisUrl, chromiumPath }) => {
  let databaseUrl: string;
  let app: TestApp;
  let small: Stage;
  let large: Stage;
  let browser: Browser;

  beforeAll(async () => {
    if (!process.env['FIGURES']) return;
    databaseUrl = await createDatabase(postgresUrl);
    app = await startApp({ databaseUrl, redisUrl, parts: { dashboard: true } });
    small = await createStage(app);
    large = await createStage(app);
    await fill(app, large, 200, 500);
    browser = await launch(chromiumPath);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    if (databaseUrl) await dropDatabase(databaseUrl);
  });

  const visit = (stage: Stage) => open(browser, new URL('/', app.url).href, stage.organization.people.VIEWER.bearer);

  measure('first paint', { timeout: 120_000 }, async () => {
    for (const [name, stage] of [
      ['4 cells', small],
      ['200 × 500 cells', large],
    ] as const) {
      const paints: number[] = [];
      const cells: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        const begin = Date.now();
        const { page } = await visit(stage);
        await page.locator('.cell-sign').first().waitFor();
        cells.push(Date.now() - begin);
        paints.push(Number(await page.evaluate(`performance.getEntriesByName('first-contentful-paint')[0].startTime`)));
        await page.context().close();
      }
      say(
        `first paint, ${name}, empty cache`,
        `${quantile(paints, 0.5).toFixed(0)} ms; with cells ${quantile(cells, 0.5)} ms`,
      );
      expect(quantile(cells, 0.5)).toBeLessThan(20_000);
    }
  });

  measure('from a commit to the pixels', { timeout: 120_000 }, async () => {
    const { page } = await visit(small);
    const [lane] = small.lanes;
    if (!lane) throw new Error('There is no lane.');
    const delays: number[] = [];
    for (let percent = 1; percent < 100; percent += 1) {
      const painted = page.evaluate(PAINTED(`Led project: in progress, ${percent} %`)) as Promise<number>;
      await change(app.services, small.lead, recordProgress, 'deploymentId', lane.ledDeployment, { percent });
      const committed = Date.now();
      delays.push((await painted) - committed);
    }
    say('from a commit to the pixels', `p50 ${quantile(delays, 0.5)} ms, p95 ${quantile(delays, 0.95)} ms`);
    expect(quantile(delays, 0.95)).toBeLessThan(1_000);
    await page.context().close();
  });

  const memory = async (page: Page): Promise<number> => {
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    await session.detach();
    return usedSize / 1_048_576;
  };

  measure('frames and memory on 200 × 500 cells', { timeout: 300_000 }, async () => {
    const { page } = await visit(large);
    await page.locator('.cell-sign').first().waitFor();
    say('frames, nothing happens', frameFigures((await page.evaluate(FRAMES(5_000, false))) as number[]));
    say('frames while scrolling both ways', frameFigures((await page.evaluate(FRAMES(5_000, true))) as number[]));
    const before = await memory(page);
    let running = true;
    let events = 0;
    const changing = (async () => {
      for (let second = 1; running; second += 1) {
        const begin = Date.now();
        await changeMany(app, large, 500, 10 + (second % 80));
        events += 500;
        await sleep(Math.max(0, begin + 1_000 - Date.now()));
      }
    })();
    say(
      'frames while 500 cells change each second',
      frameFigures((await page.evaluate(FRAMES(20_000, false))) as number[]),
    );
    say('the same while scrolling', frameFigures((await page.evaluate(FRAMES(5_000, true))) as number[]));
    running = false;
    await changing;
    await sleep(3_000);
    say(`memory before and after ${events} events`, `${before.toFixed(1)} MiB, ${(await memory(page)).toFixed(1)} MiB`);
    await page.context().close();
  });

  const measureLong = test.runIf(process.env['FIGURES'] && MINUTES > 0);
  measureLong('memory while events come', { timeout: (MINUTES + 5) * 60_000 }, async () => {
    const { page } = await visit(large);
    await page.locator('.cell-sign').first().waitFor();
    const sizes = [await memory(page)];
    for (let second = 1; second <= MINUTES * 60; second += 1) {
      const begin = Date.now();
      await changeMany(app, large, 5, second % 100);
      if (second % 600 === 0 || second === MINUTES * 60) sizes.push(await memory(page));
      await sleep(Math.max(0, begin + 1_000 - Date.now()));
    }
    const told = sizes.map((size) => size.toFixed(1)).join(', ');
    say(`memory while 5 cells change each second for ${MINUTES} minutes`, `${told} MiB`);
    const { position } = await app.services.database.prisma.eventLog.findUniqueOrThrow({
      where: { organizationId: large.organization.id },
    });
    const head = () => page.locator('.position').innerText();
    await expect.poll(head, { timeout: PATIENCE }).toBe(position.toLocaleString('en'));
    await page.context().close();
  });
});
