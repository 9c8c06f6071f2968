import { expect } from '@playwright/test';
import { rowCount, test } from './support/app.ts';
import { seriousProblems } from './support/axe.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in the ${theme} theme`, async ({ start }) => {
    const { page } = await start();
    await page.evaluate((wanted) => {
      type Invoke = (channel: string, input: unknown) => Promise<unknown>;
      const { invoke } = (globalThis as unknown as { annals: { invoke: Invoke } }).annals;
      return invoke('settings.set', { theme: wanted });
    }, theme);
    await expect(page.getByRole('button', { name: /^Explore sample data/u })).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);

    await page.getByRole('button', { name: /^Explore sample data/u }).click();
    await expect.poll(() => rowCount(page)).toBe(2_901);
    await page
      .getByRole('row', { name: /failure/u })
      .first()
      .click();
    await expect(page.getByRole('complementary').getByRole('heading').first()).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
  });
}

test('the list is reached, walked and read by keyboard alone', async ({ start }) => {
  const { page } = await start();
  await page.getByRole('button', { name: /^Explore sample data/u }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => rowCount(page)).toBe(2_901);
  const grid = page.getByRole('grid');
  for (let presses = 0; presses < 20; presses += 1) {
    if (await grid.evaluate((each) => each === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(grid).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('j');
  const active = await grid.getAttribute('aria-activedescendant');
  const row = page.locator(`[id="${active}"]`);
  await expect(row).toHaveAttribute('aria-rowindex', '3');
  await expect(row).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toHaveCount(0);
});
