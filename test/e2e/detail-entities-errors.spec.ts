import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { confirmImport, rowCount, test } from './support/app.ts';
import { seriousProblems, settled } from './support/axe.ts';
import { offer, write } from './support/imports.ts';

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
}

function detail(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Event details' });
}

function entities(page: Page): Locator {
  return page.getByRole('grid', { name: 'Entities' });
}

/** A bulk act with all that an event can carry; the names are not to be trusted. */
const RICH = {
  id: 'rich-1',
  action: 'seller.edit',
  occurredAt: '2026-01-02T03:04:05Z',
  actorName: 'eve\u202Egnp.exe',
  outcome: 'error',
  severity: 'error',
  message: 'Edited 1,000 sellers <img src=x>',
  targets: Array.from({ length: 1_000 }, (_, index) => ({
    type: 'seller',
    id: `s-${index}`,
    name: `Seller ${index}`,
  })),
  changes: {
    old: { terms: 'may read all orders', address: { city: 'Köln' }, gone: 1 },
    new: { terms: 'may write all orders', address: { city: 'Bonn' }, tags: ['a'] },
  },
  metadata: { rules: Array.from({ length: 1_000 }, (_, index) => ({ index })), vpc: 'vpc-1' },
  errorType: 'QuotaError',
  errorMessage: 'no more sellers',
  stackTrace:
    'QuotaError: no more sellers\n    at save (/app/src/sellers.ts:10:3)\n    at run (node:internal/process:1:1)',
};

test('an event shows what changed, its trace, its metadata and its original', async ({
  home,
  start,
}) => {
  const { app, page, errors } = await start();
  await offer(app, page, write(home, 'rich.jsonl', JSON.stringify(RICH)));
  await confirmImport(page);
  await page.getByRole('row', { name: /seller\.edit/u }).click();
  const pane = detail(page);
  await expect(pane.getByText('⟨U+202E⟩').first()).toBeVisible();
  await expect(pane.getByText(/did seller\.edit on Seller 0 and 999 more/u)).toBeVisible();
  await expect(pane.getByRole('deletion')).toHaveText('read');
  await expect(pane.getByRole('insertion')).toHaveText('write');
  await expect(pane.getByText('address.city')).toBeVisible();
  await expect(pane.getByText('removed', { exact: true })).toBeVisible();

  await pane.getByRole('button', { name: /^Show 100 more targets/u }).click();
  await expect(pane.getByText('Seller 107', { exact: true })).toBeVisible();

  await expect(pane.getByText('/app/src/sellers.ts')).toBeVisible();
  await pane.getByRole('button', { name: 'Own frames only' }).click();
  await expect(pane.getByText('1 library frame not shown')).toBeVisible();

  const tree = pane.getByRole('tree', { name: 'Metadata' });
  await tree.getByRole('treeitem', { name: /^rules/u }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(tree.getByRole('treeitem', { name: /^0 … 99/u })).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await tree.getByRole('treeitem').count()).toBeLessThanOrEqual(400);

  await pane.getByRole('radio', { name: 'As it was' }).click();
  await expect(pane.locator('pre').last()).toContainText('"id":"rich-1","action":"seller.edit"');
  await settled(page);
  expect(await seriousProblems(page)).toEqual([]);
  expect(errors).toEqual([]);
});

test('the values of an event are walked and filtered by with the keyboard alone', async ({
  start,
}) => {
  const { page } = await start();
  await openSample(page);
  await page
    .getByRole('row', { name: /failure/u })
    .first()
    .click();
  const pane = detail(page);
  await pane.getByRole('button', { name: 'Copy occurred' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(pane.getByRole('button', { name: 'Only this actor', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(pane.getByRole('button', { name: 'Exclude this actor', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect.poll(() => rowCount(page)).toBeLessThan(2_901);
});

test('a related event is opened, also where the filter hides it', async ({ start }) => {
  const { page } = await start();
  await openSample(page);
  await page
    .getByRole('row', { name: /failure/u })
    .first()
    .click();
  await page.getByRole('combobox', { name: /search|query/iu }).fill('outcome:failure');
  await page.keyboard.press('Enter');
  await expect.poll(() => rowCount(page)).toBe(300);
  const pane = detail(page);
  await pane.getByRole('tab', { name: /^Same target/u }).click();
  await pane
    .getByRole('tabpanel')
    .getByRole('button', { name: /^success/u })
    .first()
    .click();
  await expect(pane.getByText('The filter hides this event in the list.')).toBeVisible();
  await pane.getByRole('button', { name: 'Clear all filters' }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
  await expect(pane.getByText(/^[\d,]+ of 2,901$/u)).toBeVisible();
});

test('entities are found, flagged with a note, and their flags undone, by keyboard', async ({
  start,
}) => {
  const { page, errors } = await start();
  await openSample(page);
  await page.keyboard.press('Control+2');
  await expect(entities(page)).toHaveAttribute('aria-rowcount', '377');
  await page.getByRole('textbox', { name: 'Search entities' }).fill('bucket');
  await expect(entities(page)).not.toHaveAttribute('aria-rowcount', '377');
  await page.keyboard.press('ArrowDown');
  await expect(entities(page)).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('toolbar', { name: 'Selection' })).toContainText('3 selected');
  await page.keyboard.press('f');
  await expect(page.getByText('Flagged 3 entities')).toBeVisible();
  await expect(entities(page).getByTitle('Flagged')).toHaveCount(3);
  expect(await seriousProblems(page)).toEqual([]);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Undone for 3 entities')).toBeVisible();
  await expect(entities(page).getByTitle('Flagged')).toHaveCount(0);

  await page.getByRole('button', { name: 'Flag with a note…' }).click();
  await page.getByRole('textbox', { name: /^Note/u }).fill('seen in the incident');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Flagged 3 entities')).toBeVisible();
  await page.getByRole('button', { name: 'Flagged only' }).click();
  await expect(entities(page)).toHaveAttribute('aria-rowcount', '4');

  await entities(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Events' })).toBeFocused();
  await expect.poll(() => rowCount(page)).toBeLessThan(100);
  expect(errors).toEqual([]);
});

test('errors are grouped by type, and each group leads to its events', async ({ start }) => {
  const { page, errors } = await start();
  await openSample(page);
  await page.keyboard.press('Control+3');
  const table = page.getByRole('grid', { name: 'Errors by type' });
  const first = table.getByRole('row', { name: /ThrottlingException/u });
  await expect(first).toContainText('102');
  await expect(first.getByRole('img', { name: /^Most at /u })).toBeVisible();
  await settled(page);
  expect(await seriousProblems(page)).toEqual([]);

  await page.getByRole('combobox', { name: 'Severity' }).selectOption('Critical');
  await expect(page.getByText('No error matches')).toBeVisible();
  await page.getByRole('button', { name: 'Show all errors' }).click();
  await table
    .getByRole('row', { name: /AccessDenied/u })
    .first()
    .click();
  const side = page.getByRole('complementary', { name: 'Newest error of this type' });
  await expect(side.getByRole('heading', { name: 'AccessDenied' })).toBeVisible();
  await side.getByRole('button', { name: 'Show 16 events' }).click();
  await expect.poll(() => rowCount(page)).toBe(16);
  expect(errors).toEqual([]);
});
