import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { rowCount, test } from './support/app.ts';
import { seriousProblems, settled } from './support/axe.ts';

/** The sample store with its 2,900 records and the event of their import. */
async function openSample(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
  return page.getByRole('combobox', { name: 'Search events' });
}

function chips(page: Page): Locator {
  return page.getByRole('toolbar', { name: 'Filters' });
}

/** Every state of the coloured text. */
interface Drawn {
  readonly drawn: readonly string[];
}

/** The selected text. */
function selection(bar: Locator): Promise<string> {
  return bar.evaluate(({ value, selectionStart, selectionEnd }: HTMLInputElement) =>
    value.slice(selectionStart ?? 0, selectionEnd ?? 0),
  );
}

test('a typed query filters, becomes chips, and follows them', async ({ start }) => {
  const { page, errors } = await start();
  const bar = await openSample(page);
  await page.keyboard.press('/');
  await expect(bar).toBeFocused();
  await page.keyboard.type('outcome:failure actor:bert-jan');
  await expect(chips(page).getByText('Actor bert-jan')).toBeVisible();
  await expect.poll(() => rowCount(page)).toBeLessThan(300);
  await expect(bar).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Escape');
  await expect(bar).toHaveAttribute('aria-expanded', 'false');
  await expect(bar).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid')).toBeFocused();

  const actor = chips(page).locator('span', { has: page.getByRole('button', { name: /^Edit/u }) });
  await actor.last().getByRole('button', { name: 'Exclude these instead' }).click();
  await expect(bar).toHaveValue('outcome:failure -actor:bert-jan');
  await actor.last().getByRole('button', { name: 'Switch this filter off' }).click();
  await expect(bar).toHaveValue('outcome:failure');
  await expect.poll(() => rowCount(page)).toBe(300);
  await chips(page).getByRole('button', { name: 'Switch this filter on' }).click();
  await expect(bar).toHaveValue('outcome:failure -actor:bert-jan');

  await chips(page).getByRole('button', { name: /^Edit/u }).click();
  await expect(bar).toBeFocused();
  await expect.poll(() => selection(bar)).toBe('-actor:bert-jan');
  await page.keyboard.type('severity>=warning');
  await page.keyboard.press('Enter');
  await expect(bar).toHaveValue('outcome:failure severity>=warning ');
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect(bar).toHaveValue('');
  await expect.poll(() => rowCount(page)).toBe(2_901);
  expect(errors).toEqual([]);
});

test('the bar shows the whole filter, and typing on adds to it', async ({ start }) => {
  const { page } = await start();
  const bar = await openSample(page);
  await page
    .getByRole('toolbar', { name: 'Filters' })
    .getByRole('button', { name: 'Outcome' })
    .click();
  await page.getByRole('option', { name: 'failure' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Time range: All time' }).click();
  await page.getByRole('button', { name: 'Last 90 days' }).click();
  await expect(bar).toHaveValue('outcome:failure last:90d');
  await page.keyboard.press('/');
  await page.keyboard.type('policy');
  await expect(bar).toHaveValue('outcome:failure last:90d policy');
  await expect(chips(page).getByText('Text policy')).toBeVisible();
  await page.getByRole('button', { name: 'Import', exact: true }).focus();
  await expect(bar).toHaveValue('outcome:failure policy last:90d');
  await page.getByRole('button', { name: /^Time range/u }).focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(bar).toBeFocused();
  await page.keyboard.type('policy');
  await expect(bar).toHaveValue('policy');
  await expect.poll(() => rowCount(page)).toBeGreaterThan(0);
});

test('a mistake is shown where it is, and the list keeps the last valid query', async ({
  start,
}) => {
  const { page } = await start();
  const bar = await openSample(page);
  await bar.fill('outcome:failure');
  await expect.poll(() => rowCount(page)).toBe(300);
  await bar.fill('outcome:failure foo:bar');
  await expect(page.getByRole('alert')).toContainText('There is no field “foo”');
  await expect(page.getByRole('alert')).toContainText('Fields are text, anywhere');
  await expect(bar).toHaveAttribute('aria-invalid', 'true');
  const described = await bar.getAttribute('aria-describedby');
  await expect(page.locator(`#${described}`)).toContainText('foo');
  const word = await bar.boundingBox();
  const panel = await page.getByRole('alert').boundingBox();
  expect(panel?.x).toBeGreaterThan((word?.x ?? 0) + 60);
  expect(await rowCount(page)).toBe(300);

  await page.keyboard.press('Escape');
  await expect(bar).toHaveValue('outcome:failure');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('fields and values are completed by keyboard, values with their counts', async ({ start }) => {
  const { page } = await start();
  const bar = await openSample(page);
  await page.keyboard.press('/');
  await page.keyboard.type('out');
  await expect(page.getByRole('option', { name: /^outcome:/u })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(bar).toHaveValue('outcome:');
  await expect(page.getByRole('option', { name: /^failure\s*300$/u })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const active = await bar.getAttribute('aria-activedescendant');
  await expect(page.locator(`#${active}`)).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator(`#${active}`)).toContainText('failure');
  await page.keyboard.press('Enter');
  await expect(bar).toHaveValue('outcome:failure ');
  await expect(bar).toHaveAttribute('aria-expanded', 'false');
  await expect.poll(() => rowCount(page)).toBe(300);

  await page.keyboard.type('action:getbucketp');
  const values = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  await expect(values.first()).toContainText('GetBucketP');
  await values.first().click();
  await expect(bar).toBeFocused();
  await expect(bar).toHaveValue(/^outcome:failure action:GetBucketP\w+ $/u);
  await expect.poll(() => rowCount(page)).toBeLessThan(300);
});

test('queries asked before come back, also after a restart', async ({ start }) => {
  const first = await start();
  const bar = await openSample(first.page);
  for (const text of ['outcome:failure', 'GetBucketPolicyStatus']) {
    await bar.fill(text);
    await bar.press('Enter');
  }
  await expect.poll(() => rowCount(first.page)).toBeLessThan(300);
  await first.app.close();

  const { page } = await start();
  await expect(page.getByRole('button', { name: /^Explore sample data|^sample/u })).toBeVisible();
  const again = await openSample(page);
  await again.fill('disk');
  await page.getByRole('button', { name: 'Import', exact: true }).focus();
  await again.fill('');
  await page.keyboard.press('ArrowUp');
  const asked = page.getByRole('group', { name: 'Asked before' }).getByRole('option');
  await expect(asked).toHaveText(['disk', 'GetBucketPolicyStatus', 'outcome:failure']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => rowCount(page)).toBe(300);
});

test('every letter that is typed is drawn for itself, however long the query', async ({
  start,
}) => {
  const { page } = await start();
  const bar = await openSample(page);
  await bar.fill('actor:a,b -outcome:error '.repeat(20));
  await bar.evaluate((input: HTMLInputElement) => {
    const drawn: string[] = [];
    Object.assign(globalThis, { drawn });
    const colours = input.previousElementSibling;
    const observer = new MutationObserver(() => drawn.push(colours?.textContent ?? ''));
    if (colours) observer.observe(colours, { childList: true, characterData: true, subtree: true });
  });
  await page.keyboard.type('and more', { delay: 60 });
  await expect(bar).toHaveValue(/ and more$/u);
  const drawn = await page.evaluate(() => (globalThis as unknown as Drawn).drawn);
  const letters = 'and more';
  for (let length = 1; length <= letters.length; length += 1) {
    const end = letters.slice(0, length);
    expect(drawn.some((text) => text.endsWith(` ${end}`))).toBe(true);
  }
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in the bar, its popup and its mistakes: ${theme}`, async ({
    start,
  }) => {
    const { page } = await start();
    await page.emulateMedia({ colorScheme: theme });
    const bar = await openSample(page);
    await bar.fill('-outcome:failure "disk full" last:7d sev');
    await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await settled(page);
    expect(await seriousProblems(page)).toEqual([]);
    await bar.fill('disk foo:bar');
    await expect(page.getByRole('alert')).toBeVisible();
    await settled(page);
    expect(await seriousProblems(page)).toEqual([]);
  });
}
