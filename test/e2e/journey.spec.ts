import { expect } from '@playwright/test';
import {
  CLOUDTRAIL,
  answerOpenDialog,
  chooseMenuItem,
  confirmImport,
  rowCount,
  test,
} from './support/app.ts';

test('the first start offers to import, to open a store and to look at sample data', async ({
  start,
}) => {
  const { page, errors } = await start();
  await expect(page.getByRole('button', { name: /^Import a log/u })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Open a store/u })).toBeVisible();
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  await expect.poll(() => rowCount(page)).toBe(2_901);
  await expect(page.getByRole('row', { name: /DescribeEventAggregates/u }).first()).toBeVisible();
  expect(errors).toEqual([]);
});

test('a CloudTrail folder is imported by dialog, filtered, read, and still there after a restart', async ({
  start,
}) => {
  const first = await start();
  await answerOpenDialog(first.app, [CLOUDTRAIL]);
  await first.page.getByRole('button', { name: /^Import a folder/u }).click();
  await confirmImport(first.page);

  const result = first.page.getByRole('region', { name: 'Import' });
  await expect(result).toContainText(/2,900\s*added/u);
  await expect(result).toContainText(/0\s*rejected/u);
  await expect.poll(() => rowCount(first.page)).toBe(2_901);

  const filters = first.page.getByRole('toolbar', { name: 'Filters' });
  await filters.getByRole('button', { name: 'Outcome' }).click();
  await first.page.getByRole('option', { name: 'failure' }).click();
  await first.page.keyboard.press('Escape');
  await expect.poll(() => rowCount(first.page)).toBe(300);
  await expect(first.page.getByText('300 of 2,901')).toBeVisible();

  await first.page
    .getByRole('row', { name: /The bucket policy does not exist/u })
    .first()
    .click();
  const detail = first.page.getByRole('complementary');
  await expect(
    detail.getByRole('heading', { name: 'The bucket policy does not exist' }),
  ).toBeVisible();
  await expect(detail.getByText('NoSuchBucketPolicy', { exact: true }).first()).toBeVisible();
  await first.app.close();

  const second = await start();
  await expect.poll(() => rowCount(second.page)).toBe(2_901);
});

test('importing the same folder again adds nothing and says so', async ({ start }) => {
  const { app, page } = await start();
  await answerOpenDialog(app, [CLOUDTRAIL]);
  await expect(page.getByRole('button', { name: /^Import a log/u })).toBeVisible();
  await chooseMenuItem(app, 'Import a folder…');
  await confirmImport(page);
  const result = page.getByRole('region', { name: 'Import' });
  await expect(result).toContainText(/2,900\s*added/u);
  await chooseMenuItem(app, 'Import a folder…');
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await expect(dialog).toContainText('Everything is in the store already');
  await expect(dialog).toContainText(/2,900\s*already there/u);
  await expect(dialog.getByRole('button', { name: 'Nothing to import' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
});

test('text search is literal and its result can be scrolled to the end', async ({ start }) => {
  const { page } = await start();
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
  await page.keyboard.press('/');
  await page.keyboard.type('GetBucketPolicyStatus');
  await expect.poll(() => rowCount(page)).toBeLessThan(2_901);
  const matches = await rowCount(page);
  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  await expect(page.locator(`[role="row"][aria-rowindex="${matches + 1}"]`)).toBeVisible();

  await page.getByRole('combobox', { name: 'Search events' }).fill('100% of_nothing');
  await expect(page.getByText(/No events? match/u)).toBeVisible();
});

test('rows beyond the first page can be reached by position', async ({ start }) => {
  const { page } = await start();
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  const last = page.locator('[role="row"][aria-rowindex="2902"]');
  await expect(last).toContainText('2023-07-10 11:42:18');
  await page.keyboard.press('Home');
  await expect(page.locator('[role="row"][aria-rowindex="2"]')).toContainText('import');
  expect(await page.getByRole('row').count()).toBeLessThan(200);
});

test('a folder that is dropped on the window is imported', async ({ start }) => {
  const { page } = await start();
  await expect(page.getByRole('button', { name: /^Import a log/u })).toBeVisible();
  const devTools = await page.context().newCDPSession(page);
  const data = { items: [], files: [CLOUDTRAIL], dragOperationsMask: 1 };
  await devTools.send('Input.dispatchDragEvent', { type: 'dragEnter', x: 600, y: 400, data });
  await devTools.send('Input.dispatchDragEvent', { type: 'dragOver', x: 600, y: 400, data });
  await expect(page.getByText(/Drop to import/iu)).toBeVisible();
  await devTools.send('Input.dispatchDragEvent', { type: 'drop', x: 600, y: 400, data });
  await confirmImport(page);
  await expect.poll(() => rowCount(page)).toBe(2_901);
});
