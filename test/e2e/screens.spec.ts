import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { rowCount, test } from './support/app.ts';
import { seriousProblems, settled } from './support/axe.ts';

const SCREENS = [
  { name: 'Entities', keys: 'Control+2' },
  { name: 'Errors', keys: 'Control+3' },
  { name: 'Imports', keys: 'Control+4' },
  { name: 'Retention', keys: 'Control+5' },
  { name: 'Integrity', keys: 'Control+6' },
  { name: 'Settings', keys: 'Control+,' },
] as const;

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
}

/** True if a key pressed now would reach something in the window. */
async function hasFocus(page: Page): Promise<boolean> {
  return await page.evaluate(() => document.activeElement !== document.body);
}

for (const theme of ['light', 'dark'] as const) {
  for (const contrast of ['system', 'more'] as const) {
    const look = contrast === 'more' ? `${theme} high-contrast` : theme;
    test(`axe finds nothing serious on any screen in the ${look} theme`, async ({ start }) => {
      const { page, errors } = await start();
      await page.evaluate((wanted) => window.annals.invoke('settings.set', wanted), {
        theme,
        contrast,
      });
      await openSample(page);
      await page.getByRole('row').nth(3).click();
      await settled(page);
      expect(await seriousProblems(page), 'History').toEqual([]);
      for (const { name, keys } of SCREENS) {
        await page.keyboard.press(keys);
        await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
        await settled(page);
        expect(await seriousProblems(page), name).toEqual([]);
      }
      expect(errors).toEqual([]);
    });
  }
}

test('screens are reached by keys and by the rail, and the history stays where it was', async ({
  start,
}) => {
  const { page } = await start();
  await openSample(page);
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+End');
  const last = page.getByRole('row', { selected: true });
  await expect(last).toHaveAttribute('aria-rowindex', '2902');
  for (const { name, keys } of SCREENS) {
    await page.keyboard.press(keys);
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    // A screen takes the keyboard with its first frame.
    await expect.poll(() => hasFocus(page), name).toBe(true);
    await expect(page.getByRole('grid', { name: 'Events' })).toBeHidden();
  }
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('button', { name: 'History' })
    .click();
  await expect(last).toBeInViewport();
  await expect(page.getByRole('grid', { name: 'Events' })).toBeFocused();
});
