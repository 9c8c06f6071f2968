import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { rowCount, test } from './support/app.ts';
import type { RunningApp } from './support/app.ts';
import { seriousProblems, settled } from './support/axe.ts';

async function openSample({ page }: RunningApp): Promise<void> {
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
}

/** The row that the keyboard is at. */
const activeRow = (page: Page) => page.locator('[role="row"][aria-selected="true"]');

async function goTo(page: Page, time: string): Promise<void> {
  await page.keyboard.press('Control+g');
  await page.getByRole('textbox', { name: /^Time in/u }).fill(time);
  await page.keyboard.press('Enter');
}

test('Ctrl+G goes to the last event at or before a time, and the list has the keyboard', async ({
  start,
}) => {
  const running = await start();
  const { page, errors } = running;
  await openSample(running);
  await goTo(page, '2023-07-10 11:59:59.500');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('grid')).toBeFocused();
  const row = activeRow(page);
  await expect(row).toBeInViewport();
  await expect(row).toContainText('2023-07-10 11:59:59');
  await goTo(page, '2023-07-10');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(activeRow(page)).toHaveAttribute('aria-rowindex', '3');
  await goTo(page, 'now');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(activeRow(page)).toHaveAttribute('aria-rowindex', '2');

  // Oldest first, it is the first event that is not before it.
  await page.getByRole('columnheader', { name: 'Time' }).getByRole('button').click();
  await expect(page.locator('[aria-rowindex="2"]')).toContainText('2023-07-10 11:42:18');
  await goTo(page, '2023-07-10 11:59:59.500');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(activeRow(page)).toContainText('2023-07-10 12:00:00');
  expect(errors).toEqual([]);
});

test('the time is meant in the zone that is shown', async ({ start }) => {
  const running = await start();
  const { page } = running;
  await openSample(running);
  await page.evaluate(() => {
    type Invoke = (channel: string, input: unknown) => Promise<unknown>;
    const { invoke } = (globalThis as unknown as { annals: { invoke: Invoke } }).annals;
    return invoke('settings.set', { zone: 'Asia/Tokyo' });
  });
  await page.reload();
  await expect.poll(() => rowCount(page)).toBe(2_901);
  await page.keyboard.press('Control+g');
  await expect(page.getByRole('textbox', { name: 'Time in Asia/Tokyo (UTC+9)' })).toBeFocused();
  await page.keyboard.type('2023-07-10 21:00');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(activeRow(page)).toContainText('2023-07-10 21:00:00');
});

test('it is said plainly where there is no such row, or no order by time', async ({ start }) => {
  const running = await start();
  const { page } = running;
  await openSample(running);
  await goTo(page, '1999-01-01');
  const dialog = page.getByRole('dialog', { name: 'Go to time' });
  await expect(dialog.getByRole('alert')).toHaveText(
    'No event in this list happened at or before 1999-01-01 23:59:59.',
  );
  await settled(page);
  expect(await seriousProblems(page)).toEqual([]);
  await dialog.getByRole('textbox').fill('soon');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('Write a time as');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Number' }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('columnheader', { name: 'Number' }).getByRole('button').click();
  await expect(page.getByRole('columnheader', { name: 'Number' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await page.keyboard.press('Control+g');
  await expect(dialog.getByRole('alert')).toContainText('no place for a time');
  await dialog.getByRole('button', { name: 'Order by time' }).press('Enter');
  await expect(dialog.getByText('no place for a time')).toHaveCount(0);
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await dialog.getByRole('textbox').fill('2023-07-10 12:00');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(activeRow(page)).toContainText('2023-07-10 12:00:00');
});
