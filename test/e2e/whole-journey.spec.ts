import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { CLOUDTRAIL, answerOpenDialog, answerSaveDialog, rowCount, test } from './support/app.ts';
import { expectFocus, tabTo } from './support/keyboard.ts';

/** What an admin does with a trail from the first start on. */

const RECORDS = 2_900;
const FAILURES = 300;
const FLAGGED = 40;

/** The parts of the window that the journey comes through. */
function partsOf(page: Page) {
  const detail = page.getByRole('complementary', { name: 'Event details' });
  return {
    grid: page.getByRole('grid', { name: 'Events' }),
    query: page.getByRole('combobox', { name: 'Search events' }),
    timeline: page.getByRole('slider', { name: 'Time' }),
    selection: page.getByRole('toolbar', { name: 'Selection' }),
    detail,
    headline: detail.getByRole('heading').first(),
    palette: page.getByRole('dialog', { name: 'Commands' }),
    pruning: page.getByRole('dialog', { name: 'Delete events' }),
    verdict: page.getByRole('region', { name: 'Verdict' }),
    help: page.getByRole('dialog', { name: 'Help' }),
    result: (name: string) => page.getByRole('region', { name, exact: true }),
    activeRow: page.locator('[role="row"][aria-selected="true"]'),
    flagged: page.getByRole('row').filter({ has: page.getByTitle(/Flagged/u) }),
  };
}

/** The number of rows of an exported file, its header not counted. */
function rowsIn(file: string): number {
  const rows: string[][] = parse(readFileSync(file, 'utf8'));
  return rows.length - 1;
}

/** What a timeline that was brushed leaves: some of the failures, and not all. */
async function brushedCount(page: Page): Promise<number> {
  await expect.poll(() => rowCount(page)).toBeLessThan(FAILURES);
  const count = await rowCount(page);
  expect(count).toBeGreaterThan(2);
  return count;
}

test('the whole journey by keyboard alone', async ({ home, start }) => {
  test.setTimeout(180_000);
  const { app, page, errors } = await start();
  const parts = partsOf(page);
  const { keyboard } = page;
  const press = async (key: string, times = 1): Promise<void> => {
    for (let pressed = 0; pressed < times; pressed += 1) await keyboard.press(key);
  };
  const runFromPalette = async (typed: string, label: string): Promise<void> => {
    await press('Control+k');
    await expectFocus(page, 'opening the palette');
    await keyboard.type(typed);
    await expect(parts.palette.getByRole('option', { selected: true })).toContainText(label);
    await press('Enter');
    await expect(parts.palette).toHaveCount(0);
  };

  await test.step('import a folder', async () => {
    await answerOpenDialog(app, [CLOUDTRAIL]);
    await tabTo(page, page.getByRole('button', { name: /^Import a folder/u }));
    await press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Import', exact: true });
    await expectFocus(page, 'opening the import');
    const go = dialog.getByRole('button', { name: 'Import 2,900 events' });
    await expect(go).toBeEnabled();
    await tabTo(page, go);
    await press('Enter');
    await expect(parts.result('Import')).toContainText(/2,900\s*added/u);
    await expect.poll(() => rowCount(page)).toBe(RECORDS + 1);
    await expectFocus(page, 'importing');
  });

  await test.step('filter in the query bar, with completion', async () => {
    await press('/');
    await expect(parts.query).toBeFocused();
    await keyboard.type('out');
    await expect(page.getByRole('option', { name: /^outcome:/u })).toBeVisible();
    await press('Tab');
    await expect(page.getByRole('option', { name: /^failure\s*300$/u })).toBeVisible();
    await press('ArrowDown', 2);
    await press('Enter');
    await expect(parts.query).toHaveValue('outcome:failure ');
    await expect.poll(() => rowCount(page)).toBe(FAILURES);
    await expectFocus(page, 'completing');
    await press('Escape');
    await expect(parts.grid).toBeFocused();
  });

  await test.step('brush the timeline', async () => {
    await tabTo(page, parts.timeline, 'Shift+Tab');
    await press('Home');
    await press('Shift+PageDown', 2);
    await expect(page.getByText(/^Selected 2023-07-10 .+ events?$/u)).toHaveCount(1);
    await press('Enter');
    await brushedCount(page);
    await expect(parts.timeline).toBeFocused();
  });

  await test.step('open an event, and go on to the next', async () => {
    await tabTo(page, parts.grid);
    await press('Home');
    await press('Enter');
    await expect(parts.detail).toContainText(/^1 of /u);
    await press('Alt+ArrowDown');
    await expect(parts.detail).toContainText(/^2 of /u);
    await expectFocus(page, 'going on to the next event');
    await expect(parts.headline).toBeVisible();
    await press('Escape');
    await expect(parts.detail).toHaveCount(0);
    await expect(parts.grid).toBeFocused();
  });

  const choose = async (): Promise<void> => {
    await press('Home');
    await press('Shift+ArrowDown', FLAGGED - 1);
    await expect(parts.selection).toContainText(`${FLAGGED} selected`);
  };

  await test.step('flag forty, undo, flag again', async () => {
    await press('Control+Shift+X');
    await expect.poll(() => rowCount(page)).toBe(RECORDS + 1);
    await expectFocus(page, 'clearing the filters');
    await choose();
    await press('f');
    await expect(page.getByText('Flagged 40 events')).toBeVisible();
    await expect(parts.flagged.first()).toBeVisible();
    await press('Control+z');
    await expect(page.getByText('Undone for 40 events')).toBeVisible();
    await expect(parts.flagged).toHaveCount(0);
    await press('f');
    await expect(page.getByText('Flagged 40 events')).toBeVisible();
    await expectFocus(page, 'flagging');
  });

  await test.step('write a note', async () => {
    await press('Escape');
    await expect(parts.selection).toHaveCount(0);
    await press('ArrowUp');
    await press('n');
    await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused();
    await keyboard.type('ask Bert-Jan');
    await press('Control+Enter');
    await expect(page.getByRole('row', { selected: true }).getByTitle(/Has notes/u)).toBeVisible();
    await expect(parts.grid).toBeFocused();
  });

  await test.step('export what is selected', async () => {
    await choose();
    const file = join(home, 'forty.csv');
    await answerSaveDialog(app, file);
    await press('Control+e');
    await expectFocus(page, 'opening the export');
    const dialog = page.getByRole('dialog', { name: 'Export', exact: true });
    await tabTo(page, dialog.getByRole('button', { name: 'Export 40 events…' }));
    await press('Enter');
    await expect(parts.result('Export')).toContainText('Exported 40 events to forty.csv');
    expect(rowsIn(file)).toBe(FLAGGED);
    await expect(parts.grid).toBeFocused();
  });

  await test.step('plan a prune, read it, and cancel', async () => {
    await runFromPalette('delete ev', 'Delete events…');
    await expect(parts.pruning.getByLabel('Older than a number of days')).toBeFocused();
    await press('Enter');
    const plan = parts.pruning.getByRole('group', { name: 'Plan' });
    await expect(plan).toContainText('2,900 events would be deleted for good');
    await expect(plan).toBeFocused();
    await press('Escape');
    await expect(parts.pruning).toHaveCount(0);
    await expect(parts.grid).toBeFocused();
    expect(await rowCount(page)).toBeGreaterThan(RECORDS);
  });

  await test.step('apply one, confirmed by typing its number', async () => {
    await press('/');
    await keyboard.type('outcome:failure');
    await press('Enter');
    await expect.poll(() => rowCount(page)).toBe(FAILURES);
    await runFromPalette('delete ev', 'Delete events…');
    await expect(parts.pruning.getByLabel('Older than a number of days')).toBeFocused();
    await press('ArrowDown', 3);
    await expect(parts.pruning.getByLabel(/All that match the filters/u)).toBeChecked();
    await press('Enter');
    await expect(parts.pruning).toContainText('300 events would be deleted for good');
    await tabTo(page, parts.pruning.getByLabel('Type 300 to confirm'));
    await keyboard.type('300');
    await tabTo(page, parts.pruning.getByRole('button', { name: 'Delete 300 events' }));
    await press('Enter');
    await expect(parts.result('Deleting')).toContainText('300 events were deleted for good');
    await expect(page.getByRole('heading', { name: 'No event matches' })).toBeVisible();
    await expectFocus(page, 'deleting');
  });

  await test.step('verify, and read the verdict', async () => {
    await runFromPalette('verify the', 'Verify the trail');
    await expect(parts.result('Verification')).toContainText('Intact.');
    await expectFocus(page, 'verifying');
    await press('Control+6');
    await expect(parts.verdict.getByRole('heading', { name: 'Intact' })).toBeVisible();
    await expect(parts.verdict).toContainText('What this cannot know');
    await expectFocus(page, 'going to the verdict');
  });

  await test.step('look up the help', async () => {
    await runFromPalette('help', 'Help');
    await expect(parts.help).toBeVisible();
    await expectFocus(page, 'opening the help');
    await press('Escape');
    await expect(parts.help).toHaveCount(0);
    await expectFocus(page, 'closing the help');
  });

  await test.step('change the zone, and come back to where the list was', async () => {
    await press('Control+1');
    await expect(page.getByRole('heading', { name: 'No event matches' })).toBeVisible();
    await expectFocus(page, 'coming back to where nothing matches');
    await press('Control+Shift+X');
    await expect.poll(() => rowCount(page)).toBeGreaterThan(RECORDS - FAILURES);
    await expect(parts.grid).toBeFocused();
    await press('Control+Home');
    await press('PageDown', 12);
    const place = await parts.activeRow.getAttribute('aria-rowindex');
    const row = page.locator(`[role="row"][aria-rowindex="${place}"]`);
    await expect(row).toContainText('2023-07-10 12:');

    await press('Control+,');
    const zone = page.getByRole('main').getByRole('button', { name: /^Time zone/u });
    await tabTo(page, zone);
    await press('Enter');
    await keyboard.type('kathmandu');
    await press('ArrowDown');
    await press('Enter');
    await expect(page.getByRole('dialog', { name: 'Time zone' })).toHaveCount(0);
    await expect(zone).toContainText('Asia/Kathmandu');
    await expect(zone).toBeFocused();

    await press('Control+1');
    await expect(row).toBeInViewport();
    await expect(row).toHaveAttribute('aria-selected', 'true');
    await expect(row).toContainText('2023-07-10 1');
    await expect(row).not.toContainText('2023-07-10 12:');
    await expect(parts.grid).toBeFocused();
  });
  expect(errors).toEqual([]);
});
