import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { chooseMenuItem, rowCount, test } from './support/app.ts';
import { seriousProblems, settled } from './support/axe.ts';

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
  await page.getByRole('grid').focus();
}

/** Chooses the first events of the list, from the top. */
async function chooseByKeyboard(page: Page, count: number): Promise<void> {
  await page.keyboard.press('Home');
  for (let step = 1; step < count; step += 1) await page.keyboard.press('Shift+ArrowDown');
  await expect(bar(page)).toContainText(`${count} selected`);
}

function bar(page: Page): Locator {
  return page.getByRole('toolbar', { name: 'Selection' });
}

/** Rows that are shown as flagged. */
function flagged(page: Page): Locator {
  return page.getByRole('row').filter({ has: page.getByTitle(/Flagged/u) });
}

/** The row at a position of the list, from 1. */
function rowAt(page: Page, position: number): Locator {
  return page.locator(`[role="row"][aria-rowindex="${position + 1}"]`);
}

async function answerSaveDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

test('forty events are flagged and unflagged again by keyboard alone', async ({ start }) => {
  const { page, errors } = await start();
  await openSample(page);
  await chooseByKeyboard(page, 40);

  await page.keyboard.press('f');
  await expect(page.getByText('Flagged 40 events')).toBeVisible();
  await expect(flagged(page).first()).toBeVisible();
  const shown = await flagged(page).count();
  expect(shown).toBeGreaterThan(10);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Undone for 40 events')).toBeVisible();
  await expect(flagged(page)).toHaveCount(0);

  await page.keyboard.press('f');
  await expect(page.getByText('Flagged 40 events')).toBeVisible();
  await page.keyboard.press('f');
  await expect(page.getByText('Nothing changed: the events are flagged already')).toBeVisible();
  await expect(bar(page)).toContainText('40 selected');
  await page.keyboard.press('Escape');
  await expect(bar(page)).toHaveCount(0);
  await expect(page.getByRole('grid')).toBeFocused();
  await expect(flagged(page)).toHaveCount(shown);
  expect(errors).toEqual([]);
});

test('a note and a hold are written by keyboard and shown in the list and the details', async ({
  start,
}) => {
  const { page } = await start();
  await openSample(page);
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.keyboard.press('n');
  const noting = page.getByRole('dialog', { name: 'Add a note' });
  await expect(noting.getByLabel('Note')).toBeFocused();
  await page.keyboard.type('ask Ada about f and n');
  expect(await seriousProblems(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect(noting).toHaveCount(0);

  const details = page.getByRole('complementary').getByRole('region', { name: 'Review' });
  await expect(details).toContainText('ask Ada about f and n');
  await details.getByRole('button', { name: 'Hold…' }).press('Enter');
  await page.getByLabel('Reason').fill('case 7');
  await page.getByRole('button', { name: 'Place hold' }).press('Enter');
  await expect(details).toContainText('case 7');
  await expect(rowAt(page, 1).getByTitle('On hold, Has notes')).toBeVisible();

  await details.getByRole('button', { name: 'Flag' }).press('Space');
  await expect(details.getByRole('button', { name: 'Flagged' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('events are flagged with a note by keyboard, and that can be undone', async ({ start }) => {
  const { page } = await start();
  await openSample(page);
  await chooseByKeyboard(page, 3);
  await page.keyboard.press('Shift+N');
  const dialog = page.getByRole('dialog', { name: 'Flag 3 events' });
  await expect(dialog.getByLabel('Note')).toBeFocused();
  expect(await seriousProblems(page)).toEqual([]);
  await page.keyboard.type('odd hours');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Flagged 3 events')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toContainText('odd hours');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Undone for 3 events')).toBeVisible();
});

test('clicks choose one, several, a range, and all that match', async ({ start }) => {
  const { app, page } = await start();
  await openSample(page);
  await rowAt(page, 2).click();
  await expect(page.getByRole('complementary')).toBeVisible();
  await rowAt(page, 4).click({ modifiers: ['ControlOrMeta'] });
  await expect(bar(page)).toContainText('2 selected');
  await expect(rowAt(page, 2)).toHaveAttribute('aria-selected', 'true');
  await expect(rowAt(page, 3)).toHaveAttribute('aria-selected', 'false');
  await rowAt(page, 8).click({ modifiers: ['Shift'] });
  await expect(bar(page)).toContainText('5 selected');

  await bar(page).getByRole('button', { name: 'Select all 2,901 that match' }).click();
  await expect(bar(page)).toContainText('All 2,901 that match selected');
  await bar(page).getByRole('button', { name: 'Flag', exact: true }).click();
  await expect(page.getByText(/^Flagged 2,90\d events$/u)).toBeVisible();
  await page.getByRole('button', { name: /^Undo/u }).click();
  await expect(page.getByText(/^Undone for 2,90\d events$/u)).toBeVisible();

  await rowAt(page, 3).click();
  await expect(bar(page)).toHaveCount(0);
  await chooseMenuItem(app, 'Select all that match');
  await expect(bar(page)).toContainText('All');
  await page
    .getByRole('toolbar', { name: 'Filters' })
    .getByRole('button', { name: 'Outcome' })
    .click();
  await page.getByRole('option', { name: 'failure' }).click();
  await expect(bar(page)).toHaveCount(0);
});

test('what is selected is exported as CSV with chosen columns, and shown in its folder', async ({
  home,
  start,
}) => {
  const { app, page } = await start();
  await openSample(page);
  await chooseByKeyboard(page, 12);
  const file = join(home, 'some.csv');
  await answerSaveDialog(app, file);

  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export', exact: true });
  await expect(dialog.getByLabel(/What is selected/u)).toBeChecked();
  await settled(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await settled(page);
    expect(await seriousProblems(page)).toEqual([]);
  }
  await dialog.getByLabel('hash', { exact: true }).uncheck();
  await dialog.getByLabel('id', { exact: true }).press('Alt+ArrowUp');
  await dialog.getByRole('button', { name: 'Export 12 events…' }).press('Enter');
  await expect(dialog).toHaveCount(0);

  const result = page.getByRole('region', { name: 'Export' });
  await expect(result).toContainText('Exported 12 events to some.csv');
  const rows: string[][] = parse(readFileSync(file, 'utf8'));
  expect(rows).toHaveLength(13);
  expect(rows[0]?.slice(0, 4)).toEqual(['time (UTC)', 'id', 'seq', 'occurredAt']);
  expect(rows[0]).not.toContain('hash');

  await app.evaluate(({ shell }) => {
    shell.showItemInFolder = (path) => {
      process.env['SHOWN_PATH'] = path;
    };
  });
  await result.getByRole('button', { name: 'Show in folder' }).click();
  await expect.poll(() => app.evaluate(() => process.env['SHOWN_PATH'])).toBe(file);
});

test('chosen events are copied to the clipboard, and a viewer is offered no acts', async ({
  start,
}) => {
  const { app, page } = await start();
  await openSample(page);
  await chooseByKeyboard(page, 3);
  await page.keyboard.press('Control+Shift+c');
  await expect(page.getByText('Copied 3 events')).toBeVisible();
  const text = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(text.split('\n')[0]).toContain('occurredAt');
  await settled(page);
  expect(await seriousProblems(page)).toEqual([]);

  await page.evaluate(async () => {
    const passphrase = 'correct horse battery';
    await window.annals.invoke('operator.add', { name: 'Ada', role: 'admin', passphrase });
    await window.annals.invoke('access.signIn', { name: 'Ada', passphrase });
    await window.annals.invoke('operator.add', { name: 'Vic', role: 'viewer', passphrase });
    await window.annals.invoke('access.signOut', {});
    await window.annals.invoke('access.signIn', { name: 'Vic', passphrase });
  });
  await expect.poll(() => rowCount(page)).toBeGreaterThan(2_900);
  await page.getByRole('grid').focus();
  await chooseByKeyboard(page, 3);
  await expect(bar(page)).toContainText('Only an auditor can');
  await expect(bar(page).getByRole('button', { name: 'Flag', exact: true })).toHaveCount(0);
});
