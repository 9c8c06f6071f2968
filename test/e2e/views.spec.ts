import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { rowCount, test } from './support/app.ts';
import type { RunningApp } from './support/app.ts';
import { seriousProblems, settled } from './support/axe.ts';

async function openSample({ app, page }: RunningApp, width = 1_440): Promise<void> {
  await app.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(wanted, 800);
  }, width);
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
}

const list = (page: Page) => page.getByRole('list', { name: 'Views' });
const view = (page: Page, name: string) =>
  list(page).getByRole('button', { name: new RegExp(`^${name}`, 'u') });
const viewButton = (page: Page) => page.getByRole('button', { name: /^View: /u });

async function save(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+s');
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('views that come with Annals ask for their events, and the one that is shown is marked', async ({
  start,
}) => {
  const running = await start();
  const { page, errors } = running;
  await openSample(running);
  await expect(view(page, 'Everything')).toHaveAttribute('aria-current', 'true');
  await view(page, 'Errors').click();
  await expect.poll(() => rowCount(page)).toBe(300);
  await expect(view(page, 'Errors')).toHaveAttribute('aria-current', 'true');
  await expect(viewButton(page)).toHaveAccessibleName('View: Errors');
  await view(page, 'Acts in Annals').click();
  await expect.poll(() => rowCount(page)).toBe(1);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
  await expect(viewButton(page)).toHaveAccessibleName('View: Everything');
  expect(errors).toEqual([]);
});

test('a filter is saved as a view with its columns, and is there after a restart', async ({
  start,
}) => {
  const first = await start();
  const { page } = first;
  await openSample(first);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Error type' }).check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type('outcome:failure');
  await expect.poll(() => rowCount(page)).toBe(300);
  await page.getByRole('grid').focus();
  await save(page, 'Failed calls');
  await expect(page.getByRole('grid')).toBeFocused();
  await expect(viewButton(page)).toHaveAccessibleName('View: Failed calls');
  await expect(page.getByText('Saved the view “Failed calls”')).toBeVisible();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Message' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(viewButton(page)).toHaveAccessibleName('View: Failed calls modified');
  await viewButton(page).click();
  await page.getByRole('menuitem', { name: 'Update with what is shown' }).click();
  await expect(viewButton(page)).toHaveAccessibleName('View: Failed calls');
  await first.app.close();

  const second = await start();
  await openSample(second);
  await expect(second.page.getByRole('columnheader', { name: 'Message' })).toBeVisible();
  await view(second.page, 'Failed calls').click();
  await expect.poll(() => rowCount(second.page)).toBe(300);
  await expect(second.page.getByRole('columnheader', { name: 'Error type' })).toBeVisible();
  await expect(second.page.getByRole('columnheader', { name: 'Message' })).toHaveCount(0);
  await view(second.page, 'Everything').click();
  await expect(second.page.getByRole('columnheader', { name: 'Message' })).toBeVisible();
});

test('a view is renamed and deleted by keyboard alone, and the deletion undone', async ({
  start,
}) => {
  const running = await start();
  const { page } = running;
  await openSample(running);
  await page.getByRole('grid').focus();
  await save(page, 'Mine');
  await view(page, 'Acts in Annals').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(view(page, 'Mine')).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Rename…' }).press('Enter');
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('errors');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Another view has this name.');
  await name.fill('Ours');
  await page.keyboard.press('Enter');
  await expect(view(page, 'Ours')).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Delete' }).press('Enter');
  await expect(view(page, 'Ours')).toHaveCount(0);
  await expect(view(page, 'Acts in Annals')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(view(page, 'Ours')).toHaveAttribute('aria-current', 'true');
});

test('views are at hand where there is no room for the rail, and can be hidden', async ({
  start,
}) => {
  const running = await start();
  const { page } = running;
  await openSample(running, 1_280);
  await viewButton(page).press('Enter');
  await page.getByRole('menuitem', { name: 'On hold' }).press('Enter');
  await expect(viewButton(page)).toHaveAccessibleName('View: On hold');
  await expect(page.getByText(/No events? match/u)).toBeVisible();
  await viewButton(page).press('Enter');
  await page.getByRole('menuitem', { name: 'Hide' }).press('Enter');
  await viewButton(page).press('Enter');
  await expect(page.getByRole('menuitem', { name: 'On hold' })).toHaveCount(0);
  await page.getByRole('menuitem', { name: 'Show hidden views' }).press('Enter');
  await viewButton(page).press('Enter');
  await expect(page.getByRole('menuitem', { name: 'On hold' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in views and the dialog of their name, ${colorScheme}`, async ({
    start,
  }) => {
    const running = await start();
    const { page } = running;
    await openSample(running);
    await page.emulateMedia({ colorScheme });
    await view(page, 'Errors').click();
    await page.getByRole('button', { name: /^failure /u }).click();
    await expect(viewButton(page)).toHaveAccessibleName('View: Errors modified');
    await settled(page);
    expect(await seriousProblems(page)).toEqual([]);
    await page.keyboard.press('Control+s');
    await expect(page.getByRole('dialog', { name: 'Save as a view' })).toBeVisible();
    await settled(page);
    expect(await seriousProblems(page)).toEqual([]);
  });
}
