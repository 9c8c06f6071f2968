import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { settled } from './axe.ts';

/** A dialog, popover or menu of the window, and how it is reached. */
export interface Place {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
  /** What is shown then. */
  readonly shown: (page: Page) => Locator;
}

/** Runs a command as somebody does who knows its name. */
export async function runCommand(page: Page, label: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await palette.getByRole('combobox').fill(label);
  await expect(palette.getByRole('option', { selected: true })).toContainText(label);
  await page.keyboard.press('Enter');
  await expect(palette).toHaveCount(0);
}

const dialog =
  (name: string) =>
  (page: Page): Locator =>
    page.getByRole('dialog', { name, exact: true });

/** The one menu that is open. */
const menu = (page: Page): Locator => page.getByRole('menu');

const press =
  (keys: string) =>
  async (page: Page): Promise<void> =>
    await page.keyboard.press(keys);

const pressOn =
  (button: RegExp, keys = 'Enter') =>
  async (page: Page): Promise<void> =>
    await page.getByRole('button', { name: button }).first().press(keys);

const command =
  (label: string) =>
  async (page: Page): Promise<void> =>
    await runCommand(page, label);

/** Those of the history, with an event chosen; each is left by Escape. */
export const HISTORY_PLACES: readonly Place[] = [
  { name: 'palette', open: press('Control+k'), shown: dialog('Commands') },
  { name: 'help', open: press('F1'), shown: dialog('Help') },
  { name: 'shortcuts', open: press('?'), shown: dialog('Help') },
  { name: 'columns', open: command('Columns…'), shown: dialog('Columns') },
  { name: 'name of a view', open: press('Control+s'), shown: dialog('Save as a view') },
  { name: 'views', open: pressOn(/^View: /u), shown: menu },
  { name: 'go to time', open: press('Control+g'), shown: dialog('Go to time') },
  { name: 'time picker', open: pressOn(/^Time range/u), shown: dialog('Time range') },
  { name: 'zones', open: command('Change the time zone…'), shown: dialog('Time zone') },
  { name: 'work', open: press('Control+j'), shown: dialog('Work') },
  { name: 'stores', open: pressOn(/^Store: /u), shown: menu },
  { name: 'imports', open: pressOn(/^Import$/u), shown: menu },
  {
    name: 'a column',
    open: async (page) =>
      await page.getByRole('columnheader', { name: 'Action' }).getByRole('button').press('Enter'),
    shown: menu,
  },
  { name: 'an event', open: press('Shift+F10'), shown: menu },
  { name: 'note', open: press('n'), shown: dialog('Add a note') },
  { name: 'flag with a note', open: press('Shift+N'), shown: dialog('Flag 1 event') },
  { name: 'hold', open: command('Hold…'), shown: dialog('Put 1 event on hold') },
  { name: 'review', open: pressOn(/unreviewed$/u), shown: dialog('Review') },
  { name: 'sign-off', open: command('Mark as reviewed'), shown: dialog('Mark as reviewed') },
  { name: 'export', open: press('Control+e'), shown: dialog('Export') },
  { name: 'bundle', open: command('Make an evidence'), shown: dialog('Make an evidence bundle') },
  { name: 'prune', open: command('Delete events…'), shown: dialog('Delete events') },
  {
    name: 'plan of a prune',
    open: async (page) => {
      await runCommand(page, 'Delete events…');
      const first = dialog('Delete events')(page).getByLabel('Older than a number of days');
      await expect(first).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(dialog('Delete events')(page)).toContainText('would be deleted for good');
    },
    shown: dialog('Delete events'),
  },
];

/** Opens each place, looks at it, and leaves it; the list has the keyboard before and after. */
export async function lookAtEach(
  page: Page,
  places: readonly Place[],
  look: (place: Place, shown: Locator) => Promise<void>,
): Promise<void> {
  for (const place of places) {
    await page.getByRole('grid', { name: 'Events' }).focus();
    await place.open(page);
    const shown = place.shown(page);
    await expect(shown, place.name).toBeVisible();
    await settled(page);
    await look(place, shown);
    await page.keyboard.press('Escape');
    await expect(shown, place.name).toHaveCount(0);
  }
}
