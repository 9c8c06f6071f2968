import { cpSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { rowCount, test } from './support/app.ts';
import { seriousProblems, settled } from './support/axe.ts';
import { TIMES, importDialog, offer, write } from './support/imports.ts';
import { HISTORY_PLACES, lookAtEach, runCommand } from './support/places.ts';

/** Every dialog, popover, menu and side part of the window, in each of its looks. */

const LOOKS = [
  { colorScheme: 'light', contrast: 'no-preference' },
  { colorScheme: 'dark', contrast: 'no-preference' },
  { colorScheme: 'light', contrast: 'more' },
  { colorScheme: 'dark', contrast: 'more' },
] as const;

const PASSPHRASE = 'correct horse battery';

/** Nothing serious is found in what is shown, whatever the look. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const look of LOOKS) {
    await page.emulateMedia(look);
    const strong = page.locator('html[data-contrast="more"]');
    await expect(strong).toHaveCount(look.contrast === 'more' ? 1 : 0);
    await settled(page);
    expect(await seriousProblems(page), `${what}, ${JSON.stringify(look)}`).toEqual([]);
  }
}

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
}

test('axe finds nothing serious in any dialog, popover and menu of the history', async ({
  start,
}) => {
  test.setTimeout(400_000);
  const { page, errors } = await start();
  await openSample(page);
  await runCommand(page, 'Verify the trail');
  await expect(page.getByRole('region', { name: 'Verification' })).toBeVisible();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await lookAtEach(page, HISTORY_PLACES, async ({ name }) => await expectAccessible(page, name));
  expect(errors).toEqual([]);
});

test('axe finds nothing serious in the dialogs of imports', async ({ home, start }) => {
  test.setTimeout(180_000);
  const { app, page } = await start();
  await offer(app, page, write(home, 'doors.csv', `${TIMES}\n1/2/2026 10:00,door.open,zoe`));
  const dialog = importDialog(page);
  await expect(dialog.getByRole('button', { name: 'Import 2 events' })).toBeVisible();
  await dialog.getByRole('button', { name: /^Files/u }).click();
  await expectAccessible(page, 'import');
  await dialog.getByRole('button', { name: /^Mapping/u }).click();
  await expectAccessible(page, 'mappings');
  await page.getByRole('menuitem', { name: 'New mapping…' }).click();
  const editor = page.getByRole('dialog', { name: 'Mapping' });
  await expect(editor.getByRole('button', { name: /^time/u })).toBeVisible();
  await expectAccessible(page, 'mapping editor');
});

test('axe finds nothing serious in the side parts and dialogs of screens', async ({ start }) => {
  test.setTimeout(300_000);
  const { page, errors } = await start();
  await openSample(page);
  await page.evaluate(() =>
    window.annals.invoke('hold.place', { selection: { seqs: [3, 4] }, reason: 'case 7' }),
  );

  await page.keyboard.press('Control+2');
  const entities = page.getByRole('grid', { name: /entities/iu });
  await expect(entities).toBeVisible();
  await entities.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await expectAccessible(page, 'chosen entities');
  await runCommand(page, 'Flag entities with a note');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'flagging entities');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+3');
  const groups = page.getByRole('main').getByRole('row');
  await groups.nth(1).click();
  await expect(page.getByRole('complementary')).toBeVisible();
  await expectAccessible(page, 'errors of a kind');

  await page.keyboard.press('Control+5');
  await page.getByRole('button', { name: 'Add a rule…' }).press('Enter');
  await expectAccessible(page, 'adding a rule');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Release…/u }).press('Enter');
  await expectAccessible(page, 'releasing a hold');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+4');
  await page
    .getByRole('button', { name: /^Undo…/u })
    .first()
    .press('Enter');
  await expect(page.getByText(/events will be deleted/u)).toBeVisible();
  await expectAccessible(page, 'undoing an import');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: 'Add an operator…' }).press('Enter');
  await expectAccessible(page, 'adding an operator');
  await page.keyboard.press('Escape');
  await page.evaluate(
    (passphrase) =>
      window.annals.invoke('operator.add', { name: 'Ada', role: 'admin', passphrase }),
    PASSPHRASE,
  );
  await expect(page.getByRole('heading', { name: /^Sign in to/u })).toBeVisible();
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('Passphrase').fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('is not right');
  await expectAccessible(page, 'signing in');
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  const operators = page.getByRole('table', { name: 'Operators' });
  await expect(operators).toBeVisible();
  await expectAccessible(page, 'operators');
  await operators.getByRole('button', { name: /^New passphrase/u }).press('Enter');
  await expectAccessible(page, 'a new passphrase');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Locked by Ada' })).toBeVisible();
  await expectAccessible(page, 'locked');
  expect(errors).toEqual([]);
});

test('axe finds nothing serious where a store cannot be opened, and beside recent stores', async ({
  home,
  start,
}) => {
  test.setTimeout(180_000);
  const first = await start();
  await openSample(first.page);
  await first.app.close();
  const store = join(home, 'case-7.annals');
  cpSync(join(home, 'data', 'sample.db'), store);
  const second = await start(store);
  await expect.poll(() => rowCount(second.page)).toBe(2_901);
  await second.app.close();

  const third = await start();
  await expect(third.page.getByRole('navigation', { name: 'Recent stores' })).toBeVisible();
  await expectAccessible(third.page, 'first start');
  await third.app.close();

  mkdirSync(join(home, 'data'), { recursive: true });
  renameSync(store, `${store}.moved`);
  writeFileSync(join(home, 'data', 'audit.db'), 'meeting notes\n');
  const { page } = await start();
  await expect(page.getByText('audit.db could not be opened')).toBeVisible();
  await expectAccessible(page, 'recovery');
});
