import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import {
  CLOUDTRAIL,
  answerOpenDialog,
  chooseMenuItem,
  confirmImport,
  rowCount,
  test,
} from './support/app.ts';
import { seriousProblems, settled } from './support/axe.ts';
import { changeMessage } from './support/tamper.ts';

async function importRealEvents(app: ElectronApplication, page: Page): Promise<void> {
  await answerOpenDialog(app, [CLOUDTRAIL]);
  await page.getByRole('button', { name: /^Import a folder/u }).click();
  await confirmImport(page);
  await expect.poll(() => rowCount(page)).toBe(2_901);
}

async function answerSaveDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

/** Nothing serious is found in light and in dark. */
async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await settled(page);
    expect(await seriousProblems(page)).toEqual([]);
  }
}

function chain(page: Page): Locator {
  return page.getByRole('contentinfo').getByRole('button', { name: /^Chain:/u });
}

test('events are deleted by keyboard: a plan to read, a typed number, and what came of it', async ({
  home,
  start,
}) => {
  const { app, page, errors } = await start();
  await importRealEvents(app, page);
  await page.evaluate(() =>
    window.annals.invoke('hold.place', { selection: { seqs: [3, 4, 5] }, reason: 'case 7' }),
  );
  await page.keyboard.press('/');
  await page.keyboard.type('outcome:failure');
  await page.keyboard.press('Enter');
  await expect.poll(() => rowCount(page)).toBe(300);
  await chooseMenuItem(app, 'Delete events…');
  const dialog = page.getByRole('dialog', { name: 'Delete events' });
  await expect(dialog.getByLabel('Older than a number of days')).toBeFocused();
  await expectAccessible(page);

  await dialog.getByLabel('Older than', { exact: true }).fill('no number');
  await expect(dialog.getByRole('alert').first()).toContainText('Write a number of days');
  await dialog.getByLabel('Older than a number of days').focus();
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('ArrowDown');
  await expect(dialog.getByLabel(/All that match the filters/u)).toBeChecked();
  await page.keyboard.press('Enter');

  const plan = dialog.getByRole('group', { name: 'Plan' });
  await expect(plan).toContainText(/29\d events would be deleted for good|300 events would be/u);
  await expect(plan).toContainText('All that match outcome:failure');
  await expect(plan).toBeFocused();
  await expectAccessible(page);
  const go = dialog.getByRole('button', { name: /^Delete \d+ events/u });
  await expect(go).toBeDisabled();
  const [, count = ''] = /^Delete (\d+)/u.exec((await go.textContent()) ?? '') ?? [];
  await dialog.getByLabel('First write an archive').press('Space');
  await answerSaveDialog(app, join(home, 'gone.zip'));
  const box = dialog.getByLabel(`Type ${count} to confirm`);
  await box.fill('1');
  await expect(go).toBeDisabled();
  await box.fill(count);
  // Enter alone deletes nothing.
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await go.press('Enter');

  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Deleting' })).toContainText(
    `${count} events were deleted for good`,
  );
  expect(errors).toEqual([]);
});

test('a plan that no longer holds deletes nothing and is made again', async ({ start }) => {
  const { app, page } = await start();
  await importRealEvents(app, page);
  await chooseMenuItem(app, 'Delete events…');
  const dialog = page.getByRole('dialog', { name: 'Delete events' });
  await expect(dialog.getByLabel('Older than a number of days')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('2,900 events would be deleted for good');
  // While the plan is read, somebody holds what it would delete.
  await page.evaluate(() =>
    window.annals.invoke('hold.place', { selection: { seqs: [3, 4, 5] }, reason: 'case 7' }),
  );
  await dialog.getByLabel('Type 2900 to confirm').fill('2900');
  await dialog.getByRole('button', { name: 'Delete 2,900 events' }).click();
  await expect(dialog).toContainText('the plan no longer held');
  await expect(dialog).toContainText('2,897 events would be deleted for good');
  await expect(dialog.getByLabel('Type 2897 to confirm')).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => rowCount(page)).toBeGreaterThanOrEqual(2_901);
});

test('rules of retention are off until enabled, say what they would delete, and are applied', async ({
  start,
}) => {
  const { app, page } = await start();
  await importRealEvents(app, page);
  await page.keyboard.press('Control+5');
  await expect(page.getByRole('heading', { name: 'Retention', level: 1 })).toBeVisible();
  await expect(page.getByText('Off: there are no rules')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Add a rule…' }).press('Enter');
  const adding = page.getByRole('dialog', { name: 'Add a rule' });
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(adding).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add a rule…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await adding.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(adding.getByRole('alert')).toContainText('Name a category');
  await adding.getByLabel('Category', { exact: true }).fill('auth');
  await page.keyboard.press('Enter');
  await expect(adding).toHaveCount(0);

  const rules = page.getByRole('table', { name: 'Rules' });
  await expect(rules).toContainText('the last 365 days');
  await expect(page.getByText('Off: no rule is enabled')).toBeVisible();
  await page.getByRole('button', { name: 'What would go now?' }).press('Enter');
  await expect(rules).toContainText('51 events');
  await expect(page.getByRole('button', { name: 'Apply retention now…' })).toBeDisabled();
  await rules.getByRole('button', { name: 'Enable the rule for auth' }).press('Enter');
  const apply = page.getByRole('button', { name: 'Apply retention now…' });
  // A disabled button takes no keys, and the rule is being saved.
  await expect(apply).toBeEnabled();
  await apply.press('Enter');
  const question = page.getByRole('alertdialog', { name: 'Delete what the rules say?' });
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(question).toContainText('51 events');
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Delete' }).press('Enter');
  await expect(question).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Retention' })).toContainText(
    '51 events were deleted for good: auth 51.',
  );
  await expect(page.getByRole('table', { name: 'Deleted lately' })).toContainText('51 events');
  await expect(page.getByText(/Last applied/u)).toBeVisible();
  await rules.getByRole('button', { name: 'Remove the rule for auth' }).press('Enter');
  await expect(page.getByText('Off: there are no rules')).toBeVisible();
});

test('holds are listed with their reasons, and released with one', async ({ start }) => {
  const { app, page } = await start();
  await importRealEvents(app, page);
  await page.evaluate(async () => {
    const term = { field: 'outcome' as const, values: ['failure'], negated: false };
    const filter = { from: null, to: null, terms: [term] };
    await window.annals.invoke('hold.place', { selection: { filter }, reason: 'case 7' });
  });
  await page.keyboard.press('Control+5');
  const holds = page.getByRole('table', { name: 'Legal holds' });
  await expect(holds).toContainText('All that match outcome:failure');
  await expect(holds).toContainText('case 7');
  await expect(holds.getByRole('cell', { name: '300', exact: true })).toBeVisible();
  await expectAccessible(page);
  await holds.getByRole('button', { name: 'Release… hold 1' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Release the hold' });
  await expect(dialog.getByLabel('Why it is released')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('case closed');
  await dialog.getByRole('button', { name: 'Release' }).press('Enter');
  await expect(page.getByText('Released the hold on 300 events')).toBeVisible();
  await expect(page.getByText(/^Nothing is on hold/u)).toBeVisible();
  await page.getByRole('button', { name: 'Show 1 released' }).press('Enter');
  await expect(holds).toContainText('case closed');
});

test('a trail is verified, sealed, verified against the seal, and bundled', async ({
  home,
  start,
}) => {
  const { app, page } = await start();
  await importRealEvents(app, page);
  await expect(chain(page)).toHaveText(/Not verified yet/u);
  await chain(page).press('Enter');
  await expect(page.getByText('Not verified since this store was opened')).toBeVisible();
  await page.getByRole('button', { name: 'Verify the trail' }).press('Enter');
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict.getByRole('heading', { name: 'Intact' })).toBeVisible();
  await expect(verdict).toContainText('No change detected since');
  await expect(chain(page)).toHaveText(/Intact, \d\d:\d\d/u);
  await expectAccessible(page);

  const seal = join(home, 'seal.json');
  await answerSaveDialog(app, seal);
  await page.getByRole('button', { name: 'Save a seal…' }).press('Enter');
  await expect(page.getByText(/^Saved seal\.json/u)).toBeVisible();
  await answerOpenDialog(app, [seal]);
  await page.getByRole('button', { name: 'Verify against seals…' }).press('Enter');
  const evidence = page.getByRole('table', { name: 'Evidence from outside' });
  await expect(evidence.getByRole('row', { name: /Seal seal\.json/u })).toContainText('Agrees');

  await answerSaveDialog(app, join(home, 'evidence.zip'));
  await page.getByRole('button', { name: 'Make an evidence bundle…' }).press('Enter');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Bundle/u })
    .press('Enter');
  await expect(page.getByRole('region', { name: 'Evidence bundle' })).toContainText(
    /Bundled 2,90\d events into evidence\.zip/u,
  );
});

test('a trail that was tampered with is said on every screen, with the way to the event', async ({
  home,
  start,
}) => {
  const { app, page } = await start();
  await importRealEvents(app, page);
  changeMessage(home, 57, 'nothing happened here');
  await chooseMenuItem(app, 'Verify the trail');
  const banner = page.getByRole('region', { name: 'Verification' });
  await expect(banner).toContainText('This trail was tampered with. Event 57 does not fit.');
  await expect(chain(page)).toHaveText(/Tampered/u);
  await expectAccessible(page);
  await page.keyboard.press('Control+4');
  await expect(banner).toBeVisible();
  await banner.getByRole('button', { name: 'What was found' }).press('Enter');
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict.getByRole('heading', { name: 'Tampered' })).toBeVisible();
  await expectAccessible(page);
  await verdict.getByRole('button', { name: 'Show event 57' }).press('Enter');
  await expect(page.getByRole('complementary')).toContainText('nothing happened here');
  await expect(page.getByRole('row', { name: /nothing happened here/u })).toBeVisible();
  await expect(banner).toBeVisible();
});
