import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { rowCount, test } from './support/app.ts';
import { seriousProblems, settled } from './support/axe.ts';

/** The sample's records are of one day, the act of importing them is of today. */
const RECORDS = 2_900;

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(RECORDS + 1);
  await expect(timeline(page)).toBeVisible();
}

/** And its timeline over all of the three years. */
async function openWholeSample(page: Page): Promise<void> {
  await openSample(page);
  await page.getByRole('button', { name: '1 later: show that time too' }).click();
  await expect(page.getByRole('button', { name: 'Show only where most events are' })).toBeVisible();
  await expect(timeline(page)).toBeFocused();
}

const timeline = (page: Page) => page.getByRole('slider', { name: 'Time' });

/** Number of buckets that the timeline shows. */
async function bucketCount(page: Page): Promise<number> {
  return Number(await timeline(page).getAttribute('aria-valuemax'));
}

/** A point over the bars, as parts of their width. */
async function pointAt(page: Page, part: number): Promise<{ x: number; y: number }> {
  const box = await timeline(page).boundingBox();
  if (!box) throw new Error('the timeline is not shown');
  return { x: box.x + box.width * part, y: box.y + 20 };
}

test('bars stand for the hours of the records, and the act of today is counted beside them', async ({
  start,
}) => {
  const { page } = await start();
  await openSample(page);
  await timeline(page).focus();
  await page.keyboard.press('Home');
  await expect(timeline(page)).toHaveAttribute('aria-valuetext', /^2023-07-10 11:00/u);
  await page.keyboard.press('Shift+End');
  await expect(page.getByText(/^Selected 2023-07-10 .+, 2,900 events$/u)).toHaveCount(1);
  await page.getByRole('button', { name: '1 later: show that time too' }).click();
  await expect(timeline(page)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(timeline(page)).toHaveAttribute('aria-valuetext', /, 2,900 events: /u);
  await page.getByRole('button', { name: 'Show only where most events are' }).click();
  await expect(page.getByRole('button', { name: /^1 later/u })).toBeVisible();
});

test('a stretch that is dragged over becomes the time range, and back undoes it', async ({
  start,
}) => {
  const { page, errors } = await start();
  await openWholeSample(page);
  const from = await pointAt(page, 0);
  const to = await pointAt(page, 0.3);
  await page.mouse.move(from.x + 1, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await expect(page.getByText(/^Selected: 2023-07-.+, 2,900 events$/u)).toBeVisible();
  await page.mouse.up();
  await expect.poll(() => rowCount(page)).toBe(RECORDS);
  await expect(page.getByRole('button', { name: /^Time range: 2023-07-/u })).toBeVisible();

  await page.getByRole('button', { name: 'Back to All time' }).click();
  await expect.poll(() => rowCount(page)).toBe(RECORDS + 1);
  await expect(page.getByRole('button', { name: 'Time range: All time' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Back to/u })).toHaveCount(0);
  await expect(timeline(page)).toBeFocused();
  expect(errors).toEqual([]);
});

test('Escape cancels a drag', async ({ start }) => {
  const { page } = await start();
  await openWholeSample(page);
  const from = await pointAt(page, 0.1);
  const to = await pointAt(page, 0.5);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await expect(page.getByText(/^Selected:/u)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText(/^Selected:/u)).toHaveCount(0);
  await page.mouse.move(to.x + 60, to.y, { steps: 2 });
  await page.mouse.up();
  await expect(page.getByRole('button', { name: 'Time range: All time' })).toBeVisible();
  expect(await rowCount(page)).toBe(RECORDS + 1);
});

test('the keyboard selects, is told what, and zooms', async ({ start }) => {
  const { page } = await start();
  await openWholeSample(page);
  await timeline(page).focus();
  await page.keyboard.press('Home');
  await expect(timeline(page)).toHaveAttribute(
    'aria-valuetext',
    /^2023-07-.+, 2,900 events: 2,600 success, 300 failure$/u,
  );
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByText(/^Selected 2023-07-.+, 2,900 events$/u)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByText('Selection cleared')).toHaveCount(1);
  await expect(timeline(page)).toHaveAttribute('aria-valuetext', 'No time chosen');

  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(() => rowCount(page)).toBe(RECORDS);
  await expect(timeline(page)).toBeFocused();
  // Another set of bars has come, and the next zoom starts from it.
  await expect(timeline(page)).toHaveAttribute('aria-valuetext', 'No time chosen');
  await page.keyboard.press('Backspace');
  await expect.poll(() => rowCount(page)).toBe(RECORDS + 1);
});

test('the same numbers stand in a table, by outcome or by severity', async ({ start }) => {
  const { page } = await start();
  await openWholeSample(page);
  await page.getByRole('button', { name: 'Show as table' }).click();
  const table = page.getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveText(['Time', 'Total', 'failure', 'success']);
  await expect(table.getByRole('row').nth(1)).toHaveText(/^2023-07-.+2,9003002,600$/u);
  await settled(page);
  expect(await seriousProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await page.getByRole('radio', { name: 'Severity' }).click();
  await timeline(page).focus();
  await page.keyboard.press('Home');
  await expect(timeline(page)).toHaveAttribute('aria-valuetext', /2,267 info, .*32 error$/u);
});

test('the timeline follows the filter and the width, and stays folded after a restart', async ({
  start,
}) => {
  const first = await start();
  await openWholeSample(first.page);
  const before = await bucketCount(first.page);
  await first.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(960, 700);
  });
  await expect.poll(() => bucketCount(first.page)).toBeLessThan(before);

  await first.page.getByRole('combobox', { name: 'Search events' }).fill('no such thing anywhere');
  await expect(first.page.getByText('No events to show on a timeline')).toBeVisible();
  await first.page.getByRole('button', { name: 'Hide the timeline' }).click();
  await expect(first.page.getByText('No events to show on a timeline')).toHaveCount(0);
  await first.app.close();

  const second = await start();
  await second.page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect(second.page.getByRole('button', { name: 'Show the timeline' })).toBeVisible();
  await second.page.keyboard.press('Control+t');
  await expect(second.page.getByRole('button', { name: 'Hide the timeline' })).toBeVisible();
});
