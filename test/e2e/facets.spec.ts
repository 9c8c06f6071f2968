import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { rowCount, test } from './support/app.ts';
import type { RunningApp } from './support/app.ts';
import { seriousProblems, settled } from './support/axe.ts';

async function openSample({ app, page }: RunningApp, width: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(wanted, 800);
  }, width);
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
}

const rail = (page: Page) => page.getByRole('region', { name: 'Facets' });
const valueOf = (page: Page, name: RegExp) => rail(page).getByRole('button', { name });

test('a press on a value asks for it, another lets it go, Alt keeps it out', async ({ start }) => {
  const running = await start();
  const { page, errors } = running;
  await openSample(running, 1_440);
  const failure = valueOf(page, /failure 300 events$/u);
  await expect(failure).toHaveAttribute('aria-pressed', 'false');
  await failure.click();
  await expect.poll(() => rowCount(page)).toBe(300);
  await expect(failure).toHaveAttribute('aria-pressed', 'true');
  // Its own field still says what another choice would give; others count what is left.
  await expect(valueOf(page, /^success 2,601 events$/u)).toBeVisible();
  await expect(valueOf(page, /^management 2,277 events$/u)).toHaveCount(0);

  await failure.click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
  await failure.click({ modifiers: ['Alt'] });
  await expect.poll(() => rowCount(page)).toBe(2_601);
  await expect(valueOf(page, /^not failure 300 events$/u)).toHaveAttribute('aria-pressed', 'true');
  expect(errors).toEqual([]);
});

test('values are reached, chosen and kept out by keyboard alone', async ({ start }) => {
  const running = await start();
  const { page } = running;
  await openSample(running, 1_440);
  await valueOf(page, /^success /u).focus();
  await page.keyboard.press('ArrowDown');
  const failure = valueOf(page, /failure 300 events$/u);
  await expect(failure).toBeFocused();
  await page.keyboard.press('Space');
  await expect.poll(() => rowCount(page)).toBe(300);
  await expect(failure).toBeFocused();

  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Exclude failure' }).press('Enter');
  await expect.poll(() => rowCount(page)).toBe(2_601);
  await expect(valueOf(page, /^not failure /u)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(rail(page).locator(':focus')).toHaveCount(0);
});

test('a section shows more when asked, and stays folded after a restart', async ({ start }) => {
  const first = await start();
  await openSample(first, 1_440);
  const actions = rail(first.page).getByRole('list', { name: 'Action' });
  await expect(actions.getByRole('listitem')).toHaveCount(6);
  await rail(first.page).getByRole('button', { name: '255 more' }).click();
  await expect(actions.getByRole('listitem')).toHaveCount(18);
  await rail(first.page)
    .getByRole('button', { name: /^Action/u })
    .click();
  await expect(actions).toBeHidden();
  await first.app.close();

  const second = await start();
  await openSample(second, 1_440);
  const head = rail(second.page).getByRole('button', { name: /^Action/u });
  await expect(head).toHaveAttribute('aria-expanded', 'false');
  await expect(rail(second.page).getByRole('list', { name: 'Actor' })).toBeVisible();
});

test('a narrow window begins without facets, and has them when asked for', async ({ start }) => {
  const running = await start();
  const { page } = running;
  await openSample(running, 1_280);
  await expect(rail(page)).toHaveCount(0);
  await page.keyboard.press('Control+b');
  await expect(rail(page)).toBeVisible();
  await page.getByRole('row').nth(2).click();
  await expect(page.getByRole('complementary')).toBeVisible();
  const list = await page.getByRole('grid').boundingBox();
  expect(list?.width).toBeGreaterThan(560);
  await page.getByRole('button', { name: 'Hide the facets' }).click();
  await expect(rail(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Show the facets' })).toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious beside values that are chosen, ${colorScheme}`, async ({
    start,
  }) => {
    const running = await start();
    const { page } = running;
    await openSample(running, 1_440);
    await page.emulateMedia({ colorScheme });
    await valueOf(page, /^failure /u).click({ modifiers: ['Alt'] });
    await valueOf(page, /^info /u).click();
    await expect(valueOf(page, /^not failure /u)).toBeVisible();
    await settled(page);
    expect(await seriousProblems(page)).toEqual([]);
  });
}
