import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { rowCount, test } from './support/app.ts';
import { seriousProblems, settled } from './support/axe.ts';

async function withSampleData(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
}

test('a command is found by typing, and runs where the keyboard was before', async ({ start }) => {
  const { page } = await start();
  await withSampleData(page);
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  const box = palette.getByRole('combobox', { name: 'Find a command' });
  await expect(box).toBeFocused();
  await settled(page);
  expect(await seriousProblems(page)).toEqual([]);

  await page.keyboard.type('add note');
  await expect(palette.getByRole('option', { selected: true })).toContainText('Add a note…');
  await page.keyboard.press('Enter');
  await expect(palette).toHaveCount(0);
  const dialog = page.getByRole('dialog', { name: /note/iu });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid')).toBeFocused();

  await page.keyboard.press('Control+Shift+P');
  await expect(palette.getByRole('option').first()).toContainText('Add a note…');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid')).toBeFocused();
});

test('the palette goes to screens, and lists nothing that makes no sense', async ({ start }) => {
  const { page } = await start();
  await expect(page.getByRole('button', { name: /^Import a log/u })).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await expect(palette.getByRole('option', { name: /^Open a store/u })).toBeVisible();
  await expect(palette.getByRole('option', { name: /^Flag/u })).toHaveCount(0);
  await page.keyboard.type('zzz');
  await expect(palette.getByText('No command fits', { exact: false })).toBeVisible();
  await page.keyboard.press('Escape');
  await withSampleData(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('impo scr');
  await expect(palette.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Imports', level: 1 })).toBeVisible();
});

test('a question mark opens all shortcuts, F1 the help, whose examples can be tried', async ({
  start,
}) => {
  const { page } = await start();
  await withSampleData(page);
  await page.getByRole('grid').focus();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Help' });
  await expect(help.getByRole('tab', { name: 'Keyboard' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(help.getByText('Select all that match')).toBeVisible();
  await expect(help.getByRole('heading', { name: 'In the timeline' })).toBeVisible();
  await settled(page);
  expect(await seriousProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid')).toBeFocused();

  await page.keyboard.press('F1');
  for (const topic of ['Reviewing', 'Exporting evidence', 'Proving', 'Retention']) {
    await help.getByRole('tab', { name: topic }).click();
    await expect(help.getByRole('heading', { name: topic, level: 3 })).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
  }
  await help.getByRole('tab', { name: 'Searching' }).click();
  await help.getByRole('button', { name: 'Try outcome:failure,error' }).click();
  await expect(help).toHaveCount(0);
  await expect.poll(() => rowCount(page)).toBe(300);
  await expect(page.getByRole('grid')).toBeFocused();
});

test('at 200 percent the palette and the help lose nothing', async ({ start }) => {
  const { app, page } = await start();
  await withSampleData(page);
  const window = await app.browserWindow(page);
  await window.evaluate((each) => {
    each.setContentSize(1280, 800);
    each.webContents.setZoomFactor(2);
  });
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(700);
  for (const [key, name] of [
    ['Control+k', 'Commands'],
    ['F1', 'Help'],
  ] as const) {
    await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name });
    await expect(dialog).toBeVisible();
    await settled(page);
    const outside = await dialog.evaluate((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
    });
    expect(outside).toBe(false);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
});
