import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import {
  CLOUDTRAIL,
  answerOpenDialog,
  answerSaveDialog,
  chooseMenuItem,
  rowCount,
  test,
} from './support/app.ts';
import { expectFocus, tabTo } from './support/keyboard.ts';

/** What an admin does with a trail from the first start on, once by keyboard and once by mouse. */

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

test('the whole journey by mouse', async ({ home, start }) => {
  test.setTimeout(180_000);
  const { app, page, errors } = await start();
  const parts = partsOf(page);
  const click = async (target: Locator, what: string): Promise<void> => {
    await target.click();
    await expectFocus(page, what);
  };
  const rowAt = (position: number): Locator =>
    page.locator(`[role="row"][aria-rowindex="${position + 1}"]`);
  const goTo = async (name: string): Promise<void> => {
    const screens = page.getByRole('navigation', { name: 'Screens' });
    await click(screens.getByRole('button', { name, exact: true }), `going to ${name}`);
  };

  await test.step('import a folder', async () => {
    await answerOpenDialog(app, [CLOUDTRAIL]);
    await click(page.getByRole('button', { name: /^Import a folder/u }), 'asking for an import');
    await page.getByRole('button', { name: 'Import 2,900 events' }).click();
    await expect(parts.result('Import')).toContainText(/2,900\s*added/u);
    await expect.poll(() => rowCount(page)).toBe(RECORDS + 1);
    await expectFocus(page, 'importing');
  });

  await test.step('filter by a chip', async () => {
    const filters = page.getByRole('toolbar', { name: 'Filters' });
    await click(filters.getByRole('button', { name: 'Outcome' }), 'opening the outcomes');
    await click(page.getByRole('option', { name: 'failure' }), 'choosing an outcome');
    await expect.poll(() => rowCount(page)).toBe(FAILURES);
    // Beside the popover, which closes it.
    await page.mouse.click(700, 600);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expectFocus(page, 'leaving the outcomes');
  });

  await test.step('brush the timeline', async () => {
    const box = await parts.timeline.boundingBox();
    if (!box) throw new Error('the timeline is not shown');
    await page.mouse.move(box.x + 1, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.4, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await brushedCount(page);
    await expectFocus(page, 'brushing');
  });

  await test.step('open an event, and go on to the next', async () => {
    await click(rowAt(1), 'opening an event');
    await expect(parts.detail).toContainText(/^1 of /u);
    await click(parts.detail.getByRole('button', { name: 'Next event' }), 'the next event');
    await expect(parts.detail).toContainText(/^2 of /u);
    const hide = parts.detail.getByRole('button', { name: 'Show or hide the details' });
    await click(hide, 'closing the details');
    await expect(parts.detail).toHaveCount(0);
  });

  await test.step('flag, undo, flag again', async () => {
    await click(page.getByRole('button', { name: 'Clear all' }), 'clearing the filters');
    await expect.poll(() => rowCount(page)).toBe(RECORDS + 1);
    await click(rowAt(1), 'choosing the first');
    await parts.grid.hover();
    await page.mouse.wheel(0, 700);
    await rowAt(FLAGGED).click({ modifiers: ['Shift'] });
    await expect(parts.selection).toContainText('40 selected');
    const flag = parts.selection.getByRole('button', { name: 'Flag', exact: true });
    await click(flag, 'flagging');
    await expect(page.getByText('Flagged 40 events')).toBeVisible();
    await click(page.getByRole('button', { name: /^Undo/u }), 'undoing');
    await expect(page.getByText('Undone for 40 events')).toBeVisible();
    await expect(parts.flagged).toHaveCount(0);
    await click(flag, 'flagging again');
    await expect(page.getByText('Flagged 40 events')).toBeVisible();
  });

  await test.step('export what is selected', async () => {
    const file = join(home, 'forty.csv');
    await answerSaveDialog(app, file);
    await click(parts.selection.getByRole('button', { name: /^Export/u }), 'opening the export');
    await click(page.getByRole('button', { name: 'Export 40 events…' }), 'exporting');
    await expect(parts.result('Export')).toContainText('Exported 40 events to forty.csv');
    expect(rowsIn(file)).toBe(FLAGGED);
    await expectFocus(page, 'having exported');
    await click(parts.selection.getByRole('button', { name: 'Clear' }), 'clearing the selection');
  });

  await test.step('write a note', async () => {
    await parts.grid.hover();
    await page.mouse.wheel(0, -2_000);
    await click(rowAt(2), 'opening an event');
    await parts.detail.getByRole('button', { name: 'Add note' }).click();
    const asking = page.getByRole('dialog', { name: 'Add a note' });
    await asking.getByLabel('Note').fill('ask Bert-Jan');
    await click(asking.getByRole('button', { name: 'Add note' }), 'adding a note');
    await expect(parts.detail).toContainText('ask Bert-Jan');
  });

  await test.step('plan a prune and cancel it, then apply one', async () => {
    await goTo('Retention');
    const open = page.getByRole('button', { name: 'Delete events…' });
    await click(open, 'opening a prune');
    await click(parts.pruning.getByRole('button', { name: 'Make a plan' }), 'planning');
    await expect(parts.pruning).toContainText('2,900 events would be deleted for good');
    await click(parts.pruning.getByRole('button', { name: 'Cancel' }), 'cancelling a prune');
    await expect(open).toBeFocused();

    await goTo('History');
    const filters = page.getByRole('toolbar', { name: 'Filters' });
    await click(filters.getByRole('button', { name: 'Outcome' }), 'opening the outcomes');
    await click(page.getByRole('option', { name: 'failure' }), 'choosing an outcome');
    await page.keyboard.press('Escape');
    await expect.poll(() => rowCount(page)).toBe(FAILURES);
    await goTo('Retention');
    await click(open, 'opening a prune again');
    await parts.pruning.getByText('All that match the filters').click();
    await click(parts.pruning.getByRole('button', { name: 'Make a plan' }), 'planning again');
    await parts.pruning.getByLabel('Type 300 to confirm').fill('300');
    await click(parts.pruning.getByRole('button', { name: 'Delete 300 events' }), 'deleting');
    await expect(parts.result('Deleting')).toContainText('300 events were deleted for good');
    await expectFocus(page, 'having deleted');
  });

  await test.step('verify, and read the verdict', async () => {
    await goTo('Integrity');
    await click(page.getByRole('button', { name: 'Verify the trail' }), 'asking to verify');
    await expect(parts.verdict.getByRole('heading', { name: 'Intact' })).toBeVisible();
    await expectFocus(page, 'having verified');
  });

  await test.step('look up the help', async () => {
    await chooseMenuItem(app, 'Keyboard shortcuts');
    await expect(parts.help).toBeVisible();
    await click(parts.help.getByRole('button', { name: 'Close' }), 'closing the help');
    await expect(parts.help).toHaveCount(0);
    await expectFocus(page, 'having closed the help');
  });

  await test.step('change the zone, and come back to the list', async () => {
    await goTo('Settings');
    const zone = page.getByRole('main').getByRole('button', { name: /^Time zone/u });
    await click(zone, 'opening the zones');
    await page.getByPlaceholder('Find a place or an offset').fill('kathmandu');
    await click(page.getByRole('option', { name: /Kathmandu/u }), 'choosing a zone');
    await expect(zone).toContainText('Asia/Kathmandu');
    await goTo('History');
    await expect(page.getByRole('heading', { name: 'No event matches' })).toBeVisible();
    await click(page.getByRole('button', { name: 'Clear all' }).first(), 'clearing the filters');
    await expect(rowAt(12)).toContainText('2023-07-10 1');
  });
  expect(errors).toEqual([]);
});
