import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { confirmImport, rowCount, test } from './support/app.ts';
import { settled } from './support/axe.ts';
import { TIMES, importDialog, offer, write } from './support/imports.ts';
import { HISTORY_PLACES, lookAtEach, runCommand } from './support/places.ts';
import { magnify, outOfReach } from './support/reach.ts';

/** At 200 percent everything can be reached: nothing is cut off, and nothing lies under another. */

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
}

test('at 200 percent every button of the first start and of the history can be reached', async ({
  start,
}) => {
  const { app, page } = await start();
  await magnify(app, page);
  await expect(page.getByRole('button', { name: /^Explore sample data/u })).toBeVisible();
  expect(await outOfReach(page.locator('body')), 'first start').toEqual([]);
  await openSample(page);
  await settled(page);
  expect(await outOfReach(page.locator('body')), 'history').toEqual([]);
  await page.keyboard.press('Control+b');
  await expect(page.getByRole('region', { name: 'Facets' })).toBeVisible();
  expect(await outOfReach(page.locator('body')), 'history with facets').toEqual([]);
  await page.keyboard.press('Control+b');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary').getByRole('heading').first()).toBeVisible();
  await settled(page);
  expect(await outOfReach(page.locator('body')), 'history with details').toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('toolbar', { name: 'Selection' })).toBeVisible();
  expect(await outOfReach(page.locator('body')), 'history with a selection').toEqual([]);
});

test('at 200 percent every dialog, popover and menu of the history can be used', async ({
  start,
}) => {
  test.setTimeout(180_000);
  const { app, page } = await start();
  await openSample(page);
  await magnify(app, page);
  await runCommand(page, 'Verify the trail');
  await expect(page.getByRole('region', { name: 'Verification' })).toBeVisible();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  const found: Record<string, string[]> = {};
  await lookAtEach(page, HISTORY_PLACES, async ({ name }, shown) => {
    const problems = await outOfReach(shown);
    if (problems.length > 0) found[name] = problems;
  });
  expect(found).toEqual({});
});

test('at 200 percent every screen and the dialogs of screens can be used', async ({
  home,
  start,
}) => {
  test.setTimeout(180_000);
  const { app, page } = await start();
  await offer(app, page, write(home, 'doors.csv', `${TIMES}\n1/2/2026 10:00,door.open,zoe`));
  await magnify(app, page);
  const found: Record<string, string[]> = {};
  const dialogs = page.getByRole('dialog').or(page.getByRole('alertdialog'));
  const look = async (name: string): Promise<void> => {
    await settled(page);
    const isDialog = (await dialogs.count()) > 0;
    const problems = await outOfReach(isDialog ? dialogs.last() : page.locator('body'));
    if (problems.length > 0) found[name] = problems;
  };
  await expect(page.getByRole('button', { name: 'Import 2 events' })).toBeVisible();
  await look('import');
  await importDialog(page)
    .getByRole('button', { name: /^Mapping/u })
    .click();
  await page.getByRole('menuitem', { name: 'New mapping…' }).click();
  const editor = page.getByRole('dialog', { name: 'Mapping' });
  await expect(editor.getByRole('button', { name: /^time/u })).toBeVisible();
  await look('mapping editor');
  await page.keyboard.press('Escape');
  await confirmImport(page);
  await expect(page.getByRole('grid', { name: 'Events' })).toBeVisible();
  await page.evaluate(() =>
    window.annals.invoke('hold.place', { selection: { seqs: [1] }, reason: 'case 7' }),
  );

  const screens = ['Entities', 'Errors', 'Imports', 'Retention', 'Integrity'] as const;
  for (const [index, name] of screens.entries()) {
    await page.keyboard.press(`Control+${index + 2}`);
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    await look(name);
  }
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await look('Settings');
  const ways = [
    ['Control+,', /^Add an operator/u],
    ['Control+5', /^Add a rule/u],
    ['Control+5', /^Release…/u],
    ['Control+4', /^Undo…/u],
  ] as const;
  for (const [keys, button] of ways) {
    await page.keyboard.press(keys);
    await page.getByRole('button', { name: button }).first().press('Enter');
    await expect(dialogs.first()).toBeVisible();
    await look(button.source);
    await page.keyboard.press('Escape');
    await expect(dialogs).toHaveCount(0);
  }
  expect(found).toEqual({});
});
