import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { rowCount, test } from './support/app.ts';
import { seriousProblems, settled } from './support/axe.ts';

/** Opens the sample data. */
async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
}

async function chooseZone(page: Page, typed: string): Promise<void> {
  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: /^Time zone/u })
    .click();
  await page.keyboard.type(typed);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Time zone' })).toHaveCount(0);
}

test('another zone changes list, detail, query text, picker and export together', async ({
  start,
}) => {
  const { page, errors } = await start();
  await openSample(page);
  const query = page.getByRole('combobox', { name: /search|query/iu }).first();
  await query.fill('from:2023-07-10T12:00 to:2023-07-10T12:30');
  await query.press('Enter');
  await expect(page.getByText(/of 2,901/u)).toBeVisible();
  const first = page.getByRole('row', { name: /2023-07-10 ?12:29:48/u }).first();
  await first.click();
  const detail = page.getByRole('complementary');
  await expect(detail.getByText(/2023-07-10 12:29:48/u).first()).toBeVisible();

  await chooseZone(page, 'kathmandu');
  await expect(page.getByRole('row', { name: /2023-07-10 ?18:14:48/u }).first()).toBeVisible();
  await expect(detail.getByText(/2023-07-10 18:14:48/u).first()).toBeVisible();
  await expect(query).toHaveValue('from:2023-07-10T17:45 to:2023-07-10T18:15');
  await page.getByRole('button', { name: 'Time range: 2023-07-10 17:45 – 18:15' }).click();
  const picker = page.getByRole('dialog', { name: 'Time range' });
  await expect(picker.getByLabel('From')).toHaveValue('2023-07-10 17:45:00');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+e');
  await expect(page.getByLabel(/its time in Asia\/Kathmandu/u)).toBeChecked();
  expect(errors).toEqual([]);
});

test('the picker says what it takes for a time that does not exist or comes twice', async ({
  start,
}) => {
  const { page } = await start();
  await openSample(page);
  await chooseZone(page, 'europe/berlin');
  await page.getByRole('button', { name: /^Time range/u }).click();
  const picker = page.getByRole('dialog', { name: 'Time range' });
  await picker.getByLabel('From').fill('2026-03-29 02:30');
  await expect(picker.getByText(/02:30 does not exist .* 03:00 is taken/u)).toBeVisible();
  await picker.getByLabel('From').fill('2026-10-25 02:30');
  await expect(picker.getByText(/02:30 comes twice .* The first is taken/u)).toBeVisible();
  await settled(page);
  expect(await seriousProblems(page)).toEqual([]);

  // By keyboard: a day of the calendar, then a length that is typed.
  await picker.getByLabel('From').fill('2023-07-10');
  await picker.getByRole('button', { name: /July 10, 2023/u }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(picker.getByRole('button', { name: /July 11, 2023/u })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(picker.getByLabel('From')).toHaveValue('2023-07-11');
  await picker.getByLabel('Last', { exact: true }).fill('2 weeks');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Time range: Last 2 weeks' })).toBeVisible();
});

test('what was looked at is signed off, and what is new since then is found', async ({ start }) => {
  const { page } = await start();
  await openSample(page);
  await page.getByRole('button', { name: '2,901 unreviewed' }).click();
  await page.getByRole('button', { name: /^Mark as reviewed/u }).click();
  const dialog = page.getByRole('dialog', { name: 'Mark as reviewed' });
  await page.keyboard.type('Nothing odd');
  await dialog.getByRole('button', { name: 'Sign off' }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: 'All reviewed' }).click();
  await expect(page.getByText(/^Signed off up to number 2,901 by /u)).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: /^Time range/u }).click();
  await page.getByRole('button', { name: /^Since last review/u }).click();
  await expect(page.getByRole('button', { name: 'Time range: Since last review' })).toBeVisible();
  await expect(page.getByText('0 of 2,902')).toBeVisible();
});

test('settings hold at once, and the first operator has to sign in', async ({ start }) => {
  const { page, errors } = await start();
  await openSample(page);
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  for (const theme of ['Dark', 'Light'] as const) {
    await page.getByRole('radio', { name: theme }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase());
    await settled(page);
    expect(await seriousProblems(page)).toEqual([]);
  }
  await page.getByRole('button', { name: 'Add an operator…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add an operator' });
  await dialog.getByLabel('Name').fill('Ada');
  await dialog.getByLabel('Passphrase').fill('correct horse battery');
  await dialog.getByLabel('The same again').fill('correct horse');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('The two passphrases are not the same.');
  await dialog.getByLabel('The same again').fill('correct horse battery');
  await dialog.getByRole('button', { name: 'Add' }).click();

  await expect(page.getByRole('heading', { name: 'Sign in to sample.db' })).toBeVisible();
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('Passphrase').fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign in' }).click();
  const operators = page.getByRole('table', { name: 'Operators' });
  await expect(operators.getByRole('row', { name: /Ada/u })).toContainText('Admin');
  await expect(operators.getByRole('button', { name: 'Remove Ada…' })).toBeDisabled();
  expect(errors).toEqual([]);
});

test('the about screen tells the versions and where the chain ends', async ({ start }) => {
  const { page } = await start();
  await openSample(page);
  await page.getByRole('button', { name: 'About Annals' }).click();
  await expect(page.getByRole('heading', { name: 'About' })).toBeVisible();
  await expect(page.getByText(/^[0-9a-f]{64}$/u)).toBeVisible();
  await expect(page.getByText(/^\d+\.\d+\.\d+\.\d+$/u)).toBeVisible();
  await settled(page);
  expect(await seriousProblems(page)).toEqual([]);
});
