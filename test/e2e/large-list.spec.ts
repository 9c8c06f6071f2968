import { expect } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import type { EventSummary } from '#shared/model/audit-event.ts';
import { rowCount, test } from './support/app.ts';

const TOTAL = 10_000_000;

/**
 * Lets main answer as a store of ten million events would: the same real events over and over, made
 * when they are asked for. Everything in the window is as it is.
 */
async function repeatEvents(app: ElectronApplication, page: Page): Promise<void> {
  const rows = await page.evaluate(async () => {
    type Opened = { readonly value: { readonly rows: unknown[] } };
    type Invoke = (channel: string, input: unknown) => Promise<Opened>;
    const { invoke } = (globalThis as unknown as { annals: { invoke: Invoke } }).annals;
    const filter = { from: null, to: null, terms: [] };
    return (await invoke('history.open', { filter, order: 'newest' })).value.rows;
  });
  await app.evaluate(
    ({ ipcMain }, { rows, total }) => {
      type Input = { readonly start: number; readonly end: number; readonly at: { seq: number } };
      const answer = (channel: string, value: (input: Input) => unknown): void => {
        ipcMain.removeHandler(channel);
        ipcMain.handle(channel, (_event, input: Input) => ({ ok: true, value: value(input) }));
      };
      const between = (start: number, end: number): unknown[] =>
        Array.from({ length: Math.min(end, total) - start }, (_, step) => {
          const index = start + step;
          const row = rows[index % rows.length];
          return { ...row, seq: total - index, message: `Row ${index + 1}` };
        });
      answer('history.open', () => ({ queryId: 'q1', headSeq: total, rows: between(0, 200) }));
      answer('history.total', () => ({ total }));
      answer('history.rows', ({ start, end }) => ({
        rows: between(start, end),
      }));
      answer('history.position', ({ at }) => ({
        position: total - at.seq,
      }));
    },
    { rows: rows as EventSummary[], total: TOTAL },
  );
}

/** Numbers of the rows in the page, by what they say and by what they are called. */
async function mounted(page: Page): Promise<readonly { index: number; text: string }[]> {
  return page.locator('[role="row"][data-index]').evaluateAll((rows) =>
    rows.map((row) => ({
      index: Number(row.getAttribute('aria-rowindex')),
      text: row.querySelector('[data-column="message"]')?.textContent ?? '',
    })),
  );
}

test('ten million rows: at most 200 are mounted, each says its true number, the end is reached', async ({
  start,
}) => {
  const { app, page, errors } = await start();
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
  await repeatEvents(app, page);
  await page.keyboard.press('F5');
  await expect.poll(() => rowCount(page)).toBe(TOTAL);
  const grid = page.getByRole('grid');

  const check = async (): Promise<void> => {
    await expect
      .poll(async () => (await mounted(page)).every(({ text }) => text !== ''))
      .toBe(true);
    const rows = await mounted(page);
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.length).toBeLessThanOrEqual(200);
    expect(rows.map(({ text }) => text)).toEqual(rows.map(({ index }) => `Row ${index - 1}`));
    expect(new Set(rows.map(({ index }) => index)).size).toBe(rows.length);
  };

  await check();
  await grid.focus();
  await page.keyboard.press('End');
  const last = page.locator(`[role="row"][aria-rowindex="${TOTAL + 1}"]`);
  await expect(last).toBeInViewport({ ratio: 0.9 });
  await check();

  // The bar: half way down it is the middle of the trail.
  await grid.evaluate((each) => {
    each.scrollTop = (each.scrollHeight - each.clientHeight) / 2;
  });
  await expect.poll(async () => Math.round(((await mounted(page))[0]?.index ?? 0) / 1e5)).toBe(50);
  await check();
  await grid.evaluate((each) => {
    each.scrollTop = each.scrollHeight;
  });
  await expect(last).toBeInViewport({ ratio: 0.9 });
  await check();
  await page.keyboard.press('Home');
  await expect(page.locator('[role="row"][aria-rowindex="2"]')).toBeInViewport();
  await check();
  expect(errors).toEqual([]);
});
