import { expect } from '@playwright/test';
import { chooseMenuItem, confirmImport, test } from './support/app.ts';
import { seriousProblems, settled } from './support/axe.ts';
import { TIMES, importDialog, offer, write } from './support/imports.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in the dialogs of imports in the ${theme} theme`, async ({
    home,
    start,
  }) => {
    const { app, page } = await start();
    await page.evaluate((wanted) => window.annals.invoke('settings.set', { theme: wanted }), theme);
    await offer(app, page, write(home, 'doors.csv', `${TIMES}\n1/2/2026 10:00,door.open,zoe`));
    const dialog = importDialog(page);
    await expect(dialog.getByRole('button', { name: 'Import 2 events' })).toBeVisible();
    await dialog.getByRole('button', { name: /^Files/u }).click();
    await settled(page);
    expect(await seriousProblems(page)).toEqual([]);
    await dialog.getByRole('tab', { name: /Rejected/u }).click();
    expect(await seriousProblems(page)).toEqual([]);

    await dialog.getByRole('button', { name: /^Mapping/u }).click();
    await page.getByRole('menuitem', { name: 'New mapping…' }).click();
    const editor = page.getByRole('dialog', { name: 'Mapping' });
    await editor.getByLabel('Outcome: words').fill('nonsense');
    await editor.getByRole('button', { name: 'Add a target' }).click();
    await editor.getByRole('button', { name: 'Save and use it' }).click();
    await expect(editor.getByRole('button', { name: /^time/u })).toBeVisible();
    await settled(page);
    expect(await seriousProblems(page)).toEqual([]);
    await editor.getByRole('tab', { name: 'JSON' }).click();
    expect(await seriousProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await editor.getByRole('button', { name: 'Discard them' }).click();

    await confirmImport(page);
    await chooseMenuItem(app, 'Imports');
    const list = page.getByRole('main');
    await expect(list.getByRole('row', { name: /doors\.csv/u })).toBeVisible();
    await settled(page);
    expect(await seriousProblems(page)).toEqual([]);
    await page.getByRole('button', { name: /^Undo… import 1/u }).click();
    await expect(page.getByText(/2 events will be deleted/u)).toBeVisible();
    await settled(page);
    expect(await seriousProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Delete 2 events' }).click();
    await expect(page.getByText('Events gone')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
}
