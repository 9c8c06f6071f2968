import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { rowCount, test } from './support/app.ts';
import type { RunningApp } from './support/app.ts';
import { seriousProblems, settled } from './support/axe.ts';

async function openSample({ app, page }: RunningApp, width = 1_440): Promise<void> {
  await app.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(wanted, 800);
  }, width);
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
}

const head = (page: Page, name: string): Locator => page.getByRole('columnheader', { name });
const headButton = (page: Page, name: string): Locator => head(page, name).getByRole('button');
const names = (page: Page): Promise<string[]> =>
  page.getByRole('columnheader').locator('button').allInnerTexts();
const STANDARD = ['Time', 'Severity', 'Action', 'Actor', 'Target', 'Message', 'Outcome'];

/** The left edges of a header and of the cell below it. */
async function edges(page: Page, name: string, column: string): Promise<number[]> {
  const cell = page.locator(`[role="row"][aria-rowindex="3"] [data-column="${column}"]`);
  const boxes = [await head(page, name).boundingBox(), await cell.boundingBox()];
  return boxes.map((box) => Math.round(box?.x ?? -1));
}

test('columns are chosen with check boxes, and are there again after a restart', async ({
  start,
}) => {
  const running = await start();
  const { page, errors } = running;
  await openSample(running);
  expect(await names(page)).toEqual(STANDARD);
  await page.getByRole('button', { name: 'Columns' }).click();
  const chooser = page.getByRole('dialog', { name: 'Columns' });
  await chooser.getByRole('checkbox', { name: 'IP address' }).check();
  await chooser.getByRole('checkbox', { name: 'Severity' }).uncheck();
  await chooser.getByRole('checkbox', { name: 'IP address' }).press('Alt+ArrowUp');
  await page.keyboard.press('Escape');
  const chosen = ['Time', 'Action', 'Actor', 'Target', 'Message', 'IP address', 'Outcome'];
  expect(await names(page)).toEqual(chosen);
  const grid = page.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-colcount', '8');
  await expect(head(page, 'IP address')).toHaveAttribute('aria-colindex', '7');
  const cell = page.locator('[role="row"][aria-rowindex="30"] [data-column="ip"]');
  await expect(cell).toHaveAttribute('aria-colindex', '7');
  await expect(cell).toHaveText(/^\d+\.\d+\.\d+\.\d+$/u);
  expect(errors).toEqual([]);
  await running.app.close();

  const second = await start();
  await openSample(second);
  expect(await names(second.page)).toEqual(chosen);
  await second.page.getByRole('button', { name: 'Columns' }).click();
  await second.page.getByRole('button', { name: 'Reset' }).click();
  expect(await names(second.page)).toEqual(STANDARD);
});

test('an edge is pulled with the mouse, moved by keyboard and set back by a double click', async ({
  start,
}) => {
  const running = await start();
  const { page } = running;
  await openSample(running);
  const action = head(page, 'Action');
  const before = await action.boundingBox();
  const edge = page.getByRole('separator', { name: 'Width of Action' });
  const at = await edge.boundingBox();
  const x = (at?.x ?? 0) + (at?.width ?? 0) / 2;
  await page.mouse.move(x, (at?.y ?? 0) + 8);
  await page.mouse.down();
  await page.mouse.move(x + 60, (at?.y ?? 0) + 8, { steps: 4 });
  await page.mouse.up();
  const pulled = Math.round((before?.width ?? 0) + 60);
  await expect(edge).toHaveAttribute('aria-valuenow', String(pulled));
  expect(Math.round((await action.boundingBox())?.width ?? 0)).toBe(pulled);
  expect(new Set(await edges(page, 'Outcome', 'message')).size).toBe(2);
  for (const [name, column] of [
    ['Actor', 'actor'],
    ['Message', 'message'],
  ] as const) {
    const [above, below] = await edges(page, name, column);
    expect(above).toBe(below);
  }

  await edge.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(edge).toHaveAttribute('aria-valuenow', String(pulled - 8));
  await page.keyboard.press('Shift+ArrowRight');
  await expect(edge).toHaveAttribute('aria-valuenow', String(pulled + 32));
  await edge.dblclick();
  await expect(edge).toHaveAttribute('aria-valuetext', 'Default');

  // The edge of the last one stands clear of the chooser.
  const last = page.getByRole('separator', { name: 'Width of Outcome' });
  await last.hover();
  await page.mouse.down();
  const lastAt = await last.boundingBox();
  await page.mouse.move((lastAt?.x ?? 0) - 10, (lastAt?.y ?? 0) + 8, { steps: 3 });
  await page.mouse.up();
  await expect(last).not.toHaveAttribute('aria-valuetext', 'Default');
});

test('columns are dragged by their names, and moved and hidden from a menu by keyboard', async ({
  start,
}) => {
  const running = await start();
  const { page } = running;
  await openSample(running);
  const from = await headButton(page, 'Outcome').boundingBox();
  const to = await headButton(page, 'Action').boundingBox();
  await page.mouse.move((from?.x ?? 0) + 20, (from?.y ?? 0) + 10);
  await page.mouse.down();
  await page.mouse.move((to?.x ?? 0) + 4, (to?.y ?? 0) + 10, { steps: 6 });
  await page.mouse.up();
  const dragged = ['Time', 'Severity', 'Outcome', 'Action', 'Actor', 'Target', 'Message'];
  expect(await names(page)).toEqual(dragged);
  // The press that began it opens no menu.
  await expect(page.getByRole('menu')).toHaveCount(0);

  await page.getByRole('grid').focus();
  await page.keyboard.press('Tab');
  // Tab reaches the header that was used last; arrows reach the others.
  await expect(headButton(page, 'Outcome')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(headButton(page, 'Severity')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Move left' }).press('Enter');
  await expect(headButton(page, 'Outcome')).toBeFocused();
  expect((await names(page)).slice(0, 3)).toEqual(['Time', 'Outcome', 'Severity']);
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Hide' }).press('Enter');
  await expect(page.getByRole('grid')).toBeFocused();
  expect(await names(page)).not.toContain('Outcome');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Reset all columns' }).press('Enter');
  expect(await names(page)).toEqual(STANDARD);
});

test('more columns than there is room for are scrolled sideways, header and rows together', async ({
  start,
}) => {
  const running = await start();
  const { page } = running;
  await openSample(running, 1_280);
  await page.getByRole('button', { name: 'Columns' }).click();
  for (const name of ['Recorded', 'Number', 'Event id', 'Host', 'Correlation', 'Category']) {
    await page.getByRole('checkbox', { name }).check();
  }
  await page.keyboard.press('Escape');
  const grid = page.getByRole('grid');
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  for (let presses = 0; presses < 13; presses += 1) await page.keyboard.press('ArrowRight');
  await expect(head(page, 'Category')).toBeInViewport({ ratio: 1 });
  expect(await grid.evaluate((each) => each.scrollLeft)).toBeGreaterThan(0);
  const [above, below] = await edges(page, 'Category', 'category');
  expect(above).toBe(below);
  await page.keyboard.press('Escape');
  await page.keyboard.press('End');
  await expect(page.locator('[role="row"][aria-rowindex="2902"]')).toBeInViewport();
});

test('the keyboard goes from cell to cell, and acts on the one it is at', async ({ start }) => {
  const running = await start();
  const { page } = running;
  await openSample(running);
  const grid = page.getByRole('grid');
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('ArrowRight');
  const active = page.locator(`[id="${await grid.getAttribute('aria-activedescendant')}"]`);
  await expect(active).toHaveAttribute('role', 'gridcell');
  await expect(active).toHaveAttribute('aria-colindex', '4');
  const action = await active.innerText();
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu', { name: 'Event' });
  await expect(menu.getByRole('menuitem', { name: `Only action ${action}` })).toBeVisible();
  await menu.getByRole('menuitem', { name: 'Copy action' }).press('Enter');
  await expect(grid).toBeFocused();
  expect(await running.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(action);

  await page.keyboard.press('ArrowRight');
  const actor = await active.innerText();
  await page.keyboard.press('Control+c');
  await expect
    .poll(() => running.app.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe(actor);
  await page.keyboard.press('Shift+F10');
  await menu.getByRole('menuitem', { name: `Exclude actor ${actor}` }).press('Enter');
  await expect.poll(() => rowCount(page)).toBeLessThan(2_901);

  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowDown');
  const row = page.locator(`[id="${await grid.getAttribute('aria-activedescendant')}"]`);
  await expect(row).toHaveAttribute('role', 'row');
});

test('a row shows flag, hold and note at once', async ({ start }) => {
  const running = await start();
  const { page } = running;
  await openSample(running);
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('f');
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Note' }).fill('Asked Benjamin.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('grid')).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Hold…' }).press('Enter');
  await page.getByRole('textbox', { name: 'Reason' }).fill('Case 7');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('grid')).toBeFocused();
  const marks = page.getByRole('gridcell', { name: 'Flagged, On hold, Has notes' });
  await expect(marks).toBeVisible();
  await expect(marks.locator('svg')).toHaveCount(3);
  await expect(marks).toHaveAttribute('aria-colindex', '1');
  const box = await marks.boundingBox();
  const time = await page.locator('[aria-rowindex="3"] [data-column="time"]').boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(time?.x ?? 0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in chosen columns and their chooser, ${colorScheme}`, async ({
    start,
  }) => {
    const running = await start();
    const { page } = running;
    await openSample(running);
    await page.emulateMedia({ colorScheme });
    await page.getByRole('button', { name: 'Columns' }).click();
    for (const name of ['Source', 'Took', 'Number', 'Event id', 'Error type']) {
      await page.getByRole('checkbox', { name }).check();
    }
    await settled(page);
    expect(await seriousProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await settled(page);
    expect(await seriousProblems(page)).toEqual([]);
  });
}
