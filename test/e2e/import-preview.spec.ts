import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import {
  CLOUDTRAIL,
  answerOpenDialog,
  chooseMenuItem,
  confirmImport,
  rowCount,
  test,
} from './support/app.ts';
import { TIMES, importDialog, offer, write } from './support/imports.ts';

/** The time column has no name that is looked for, and no zone. */
const DOOR_LOG = [
  'opened;badge;door;result',
  '2026-03-01 10:00:00;mia;north gate;0',
  '2026-03-01 10:05:00;ben;north gate;1',
  '2026-03-01 10:10:00;ada;archive;0',
].join('\n');

/** A count of the dialog, by the word below it. */
function count(page: Page, label: string): Locator {
  const term = page.locator('dt', { hasText: new RegExp(`^${label}$`, 'u') });
  return importDialog(page).locator('dl > div').filter({ has: term }).locator('dd');
}

test('files are counted and shown before they are imported, and known again afterwards', async ({
  start,
}) => {
  const { app, page, errors } = await start();
  await offer(app, page, CLOUDTRAIL);
  const dialog = importDialog(page);
  await expect(dialog.getByText('the counts are exact')).toBeVisible();
  await expect(count(page, 'read')).toHaveText('2,900');
  await expect(count(page, 'new')).toHaveText('2,900');
  await expect(count(page, 'already there')).toHaveText('0');
  await expect(dialog).toContainText('AWS CloudTrail');

  const events = dialog.getByRole('grid', { name: 'New events' });
  await expect(events.getByRole('row')).toHaveCount(21);
  await events.getByRole('row').nth(1).focus();
  await page.keyboard.press('ArrowDown');
  await expect(events.getByRole('row').nth(2)).toHaveAttribute('aria-selected', 'true');
  await expect(dialog.getByRole('region', { name: 'The event' })).toContainText('GetBucketPublic');
  await expect(dialog.getByRole('region', { name: 'The record' })).toContainText(
    '"eventName":"GetBucketPublic',
  );

  await confirmImport(page);
  const result = page.getByRole('region', { name: 'Import' });
  await expect(result).toContainText(/2,900\s*added/u);
  await expect.poll(() => rowCount(page)).toBe(2_901);

  await offer(app, page, CLOUDTRAIL);
  await expect(dialog).toContainText('Everything is in the store already');
  await expect(count(page, 'already there')).toHaveText('2,900');
  await expect(dialog.getByRole('button', { name: 'Nothing to import' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => rowCount(page)).toBe(2_901);
  expect(errors).toEqual([]);
});

test('times without a zone are shown as they are read, in the zone that is chosen', async ({
  home,
  start,
}) => {
  const { app, page } = await start();
  await offer(app, page, write(home, 'doors.csv', TIMES));
  const dialog = importDialog(page);
  await expect(dialog).toContainText('2 records: the time names no zone; read as UTC');
  await expect(dialog.getByRole('grid')).toContainText('2026-03-01 10:00:00');
  await dialog.getByLabel('Zone of times without one').fill('Asia/Tokyo');
  await expect(dialog).toContainText('read as Asia/Tokyo');
  await expect(dialog.getByRole('grid')).toContainText('2026-03-01 01:00:00');
  await confirmImport(page);
  await expect(page.getByRole('row', { name: /mia/u })).toContainText('2026-03-01 01:00:00');
});

test('nothing is imported if any record is bad, when that is wanted', async ({ home, start }) => {
  const { app, page } = await start();
  const path = write(home, 'doors.csv', `${TIMES}\n1/2/2026 10:00,door.open,zoe`);
  await offer(app, page, path);
  const dialog = importDialog(page);
  const button = dialog.getByRole('button', { name: 'Import 2 events' });
  await expect(button).toBeEnabled();
  await dialog.getByRole('tab', { name: /Rejected/u }).click();
  await expect(dialog.getByRole('region', { name: 'Rejected records' })).toContainText('1/2/2026');
  await dialog.getByLabel('Import nothing if any record is bad').check();
  await expect(button).toBeDisabled();
  await dialog.getByLabel('Dates like 1/2/2026').selectOption({ label: 'Day first' });
  await expect(dialog.getByRole('button', { name: 'Import 3 events' })).toBeEnabled();
});

test('a mapping is made of the fields that records have, saved, and used', async ({
  home,
  start,
}) => {
  const { app, page, errors } = await start();
  await offer(app, page, write(home, 'doors.csv', DOOR_LOG));
  const dialog = importDialog(page);
  await dialog.getByLabel('How files are written').selectOption('csv');
  await expect(dialog).toContainText('No record can be read as an event');

  await dialog.getByRole('button', { name: /^Mapping/u }).click();
  await page.getByRole('menuitem', { name: 'New mapping…' }).click();
  const editor = page.getByRole('dialog', { name: 'Mapping' });
  const becomes = editor.getByRole('region', { name: 'What it becomes' });
  await expect(editor.getByLabel('Title')).toBeFocused();
  await editor.getByLabel('Title').fill('Door log');
  await editor.getByLabel('Time: paths').focus();
  await editor.getByRole('button', { name: /^opened/u }).click();
  await expect(editor.getByLabel('Time: paths')).toHaveValue('opened');
  await editor.getByLabel('Action: fixed value').fill('door.open');
  await editor.getByLabel('Actor name: paths').fill('badge');
  await editor.getByLabel('Outcome: paths').fill('result');
  await editor.getByLabel('Outcome: words').fill('0=success, 1=failure');
  await editor.getByRole('button', { name: 'Add a target' }).click();
  await editor.getByLabel('Target 1: type').fill('=door');
  await editor.getByLabel('Target 1: name').fill('door');
  await expect(becomes).toContainText('door north gate');
  await expect(becomes).toContainText('mia');
  await becomes.getByRole('button', { name: 'Next record' }).click();
  await expect(becomes).toContainText('failure');

  await editor.getByRole('tab', { name: 'JSON' }).click();
  await expect(editor.getByLabel('The mapping as JSON')).toHaveValue(/"name": "door-log"/u);
  await editor.getByRole('tab', { name: 'Fields' }).click();
  await editor.getByRole('button', { name: 'Save and use it' }).click();

  await expect(dialog.getByRole('button', { name: 'Mapping: Door log' })).toBeVisible();
  await confirmImport(page);
  await expect(page.getByRole('row', { name: /ben/u })).toContainText('failure');
  await expect(page.getByRole('row', { name: /ada/u })).toContainText('archive');
  expect(errors).toEqual([]);
});

test('a mapping is not left without asking, and removed only when it is meant', async ({
  home,
  start,
}) => {
  const { app, page } = await start();
  await offer(app, page, write(home, 'doors.csv', TIMES));
  const dialog = importDialog(page);
  const editor = page.getByRole('dialog', { name: 'Mapping' });
  const openEditor = async (item: RegExp): Promise<void> => {
    await dialog.getByRole('button', { name: /^Mapping/u }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await openEditor(/^New mapping/u);
  await editor.getByRole('button', { name: 'Save and use it' }).click();
  await expect(editor).toContainText('Say what it is called.');
  await editor.getByLabel('Title').fill('Doors');
  await page.keyboard.press('Escape');
  await expect(editor).toContainText('not saved');
  await editor.getByRole('button', { name: 'Keep editing' }).click();
  await editor.getByRole('button', { name: 'Save and use it' }).click();
  await openEditor(/^Edit Doors/u);
  await editor.getByRole('button', { name: 'Remove…' }).click();
  await editor.getByRole('button', { name: 'Remove it' }).click();
  await expect(dialog.getByRole('button', { name: 'Mapping: Automatic' })).toBeVisible();
});

test('an import is undone from the list of imports, and what is held stays', async ({ start }) => {
  const { app, page } = await start();
  await answerOpenDialog(app, [CLOUDTRAIL]);
  await page.getByRole('button', { name: /^Import a folder/u }).click();
  await confirmImport(page);
  await expect.poll(() => rowCount(page)).toBe(2_901);
  await holdEvent(page, 1);

  await chooseMenuItem(app, 'Imports');
  const list = page.getByRole('main');
  await expect(list.getByRole('row', { name: /cloudtrail/u })).toContainText('2,900');
  await list.getByRole('button', { name: /^Undo… import 1/u }).click();
  const question = page.getByRole('alertdialog', { name: 'Undo the import' });
  await expect(question).toContainText(
    '2,899 events will be deleted for good; 1 is held and stays',
  );
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(list).toBeVisible();

  await list.getByRole('button', { name: /^Undo… import 1/u }).click();
  await question.getByRole('button', { name: 'Delete 2,899 events' }).click();
  await expect(list.getByRole('region', { name: 'Deleting' })).toContainText(
    '2,899 events were deleted for good; 1 is held and stays',
  );
  await list.getByRole('button', { name: 'Show events of import 1' }).click();
  await expect.poll(() => rowCount(page)).toBe(1);
});

async function holdEvent(page: Page, seq: number): Promise<void> {
  const held = await page.evaluate(
    (wanted) =>
      window.annals.invoke('hold.place', { selection: { seqs: [wanted] }, reason: 'Case 7' }),
    seq,
  );
  expect(held).toMatchObject({ ok: true });
}
