// Measures scrolling, dragging the bar, and typing in the real window. Called by the benchmark on a
// display, once for each store; prints one line of JSON.
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright';
import type { CDPSession, Page } from 'playwright';
import { PROJECT_ROOT } from '../../project.ts';
import { timingOf } from '../measure.ts';
import type { Timing } from '../measure.ts';
import { beginTiming, beginWatching, endWatching, slowKeys } from './frame-sampler.ts';
import type { Watched } from './frame-sampler.ts';

/** What one way of moving through the list did. Times in milliseconds. */
export interface Moving {
  readonly frames: Timing;
  /** The longest that a row in view stood without content; 0 if none did. */
  readonly longestBlank: number;
  readonly mounted: number;
}

/** What was measured in the window on one store. */
export interface WindowMeasurement {
  readonly events: number;
  /** Frames of the same window while nothing moves: what this machine can draw. */
  readonly idle: Timing;
  readonly wheel: Moving;
  readonly fastWheel: Moving;
  readonly drag: Moving;
  /** Used by the page's script after a collection, in bytes. */
  readonly heapBefore: number;
  readonly heapAfter: number;
  /** Keys typed while queries run, and how long those took that took 16 ms or more. */
  readonly keys: number;
  readonly slowKeys: readonly number[];
}

const MOVING_MS = 6_000;
const TICK_MS = 16;
/** Each letter changes the question, and so asks for rows, a total, facets and a timeline. */
const TYPED = 'ListBuckets outcome:failure ConsoleLogin';
const BETWEEN_KEYS_MS = 90;

const { BENCH_STORE = '{}', BENCH_ELECTRON = '', BENCH_ARGS = '[]' } = process.env;
const store = JSON.parse(BENCH_STORE) as { readonly events: number; readonly home: string };

async function watch(page: Page, move: () => Promise<void>): Promise<Watched> {
  await page.evaluate(beginWatching);
  await move();
  return await page.evaluate(endWatching);
}

function movingOf({ frames, blanks, mounted }: Watched): Moving {
  return { frames: timingOf(frames), longestBlank: Math.max(0, ...blanks), mounted };
}

async function every(tickMs: number, forMs: number, act: (share: number) => Promise<void>) {
  const startedAt = performance.now();
  for (let tick = 0; ; tick += 1) {
    const passed = performance.now() - startedAt;
    if (passed > forMs) return;
    await act(passed / forMs);
    const wait = startedAt + (tick + 1) * tickMs - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Down, and for the last third up again. */
async function wheel(page: Page, step: number): Promise<void> {
  await page.getByRole('grid').hover();
  await every(TICK_MS, MOVING_MS, (share) => page.mouse.wheel(0, share < 0.67 ? step : -step));
}

/** Takes the thumb, and moves it to the end and half way back. */
async function drag(page: Page): Promise<void> {
  const box = await page.getByRole('grid').boundingBox();
  if (!box) throw new Error('the list is not shown');
  const x = box.x + box.width - 6;
  const top = box.y + 40;
  const way = box.height - 60;
  await page.mouse.move(x, top);
  await page.mouse.down();
  await every(TICK_MS, MOVING_MS, (share) =>
    page.mouse.move(x, top + way * (share < 0.67 ? share / 0.67 : 1 - (share - 0.67) * 1.5)),
  );
  await page.mouse.up();
}

/** Goes to the last row. @throws Error if what screen readers are told of rows is not true there */
async function checkTheEnd(page: Page): Promise<void> {
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+End');
  await page.waitForFunction(() => {
    const grid = document.querySelector('[role="grid"]');
    const rows = [...document.querySelectorAll('[role="row"]:not([aria-busy="true"])')];
    return rows.some((row) => row.ariaRowIndex === grid?.ariaRowCount);
  });
  await page.keyboard.press('Control+Home');
  await page.waitForSelector('[role="row"][aria-rowindex="2"][aria-busy="false"]');
}

async function usedHeap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

async function type(page: Page): Promise<readonly number[]> {
  const box = page.getByRole('combobox', { name: 'Search events' });
  await box.click();
  await page.evaluate(beginTiming);
  await box.pressSequentially(TYPED, { delay: BETWEEN_KEYS_MS });
  await page.waitForTimeout(500);
  return await page.evaluate(slowKeys);
}

async function measure(page: Page): Promise<WindowMeasurement> {
  await page.waitForSelector('[role="row"][aria-rowindex="2"] [data-column]');
  // Counted, not only guessed from the scroll position; some ids of the corpus come twice.
  await page.waitForFunction(
    (least) => Number(document.querySelector('[role="grid"]')?.ariaRowCount) > least,
    store.events * 0.9,
    { timeout: 120_000 },
  );
  await page.waitForTimeout(3_000);
  const session = await page.context().newCDPSession(page);
  const idle = await watch(page, () => page.waitForTimeout(2_000));
  // Once before, so that what is made at first use, and the rows that are kept, count as there already.
  await wheel(page, 1_200);
  await drag(page);
  await checkTheEnd(page);
  const heapBefore = await usedHeap(session);
  const slow = await watch(page, () => wheel(page, 120));
  const fast = await watch(page, () => wheel(page, 1_200));
  const dragged = await watch(page, () => drag(page));
  const heapAfter = await usedHeap(session);
  return {
    events: await page.getByRole('grid').evaluate((grid) => Number(grid.ariaRowCount) - 1),
    idle: timingOf(idle.frames),
    wheel: movingOf(slow),
    fastWheel: movingOf(fast),
    drag: movingOf(dragged),
    heapBefore,
    heapAfter,
    keys: TYPED.length,
    slowKeys: await type(page),
  };
}

// The store as it is, with settings of its own: looking at it changes nothing.
const home = mkdtempSync(join(tmpdir(), 'annals-bench-'));
try {
  for (const folder of ['data', 'state']) {
    symlinkSync(join(store.home, folder), join(home, folder));
  }
  const app = await _electron.launch({
    executablePath: BENCH_ELECTRON,
    chromiumSandbox: true,
    args: [...(JSON.parse(BENCH_ARGS) as string[]), PROJECT_ROOT],
    env: { ...(process.env as Record<string, string>), ANNALS_HOME: home },
  });
  const page = await app.firstWindow();
  console.log(JSON.stringify(await measure(page)));
  await app.close();
} finally {
  rmSync(home, { recursive: true, force: true });
}
