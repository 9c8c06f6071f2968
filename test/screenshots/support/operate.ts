import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { rowCount } from '../../e2e/support/app.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;

/** Real logs in many formats, some with broken lines; SOURCES.md beside them says whence. */
export const FIXTURES = join(ROOT, 'test', 'import', 'fixtures');

/** Opens the sample data from the first start. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
}

/** Asks the query bar, and waits for what it brings. */
export async function ask(page: Page, query: string): Promise<void> {
  const bar = page.getByRole('combobox', { name: 'Search events' });
  await bar.fill(query);
  await bar.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByText(/[\d,]+ of [\d,]+ match/u)).toBeVisible();
}

/** Opens the first event whose row says this. @returns the pane of its details */
export async function openEvent(page: Page, row: RegExp): Promise<Locator> {
  await page.getByRole('row', { name: row }).first().click();
  const pane = page.getByRole('complementary', { name: 'Event details' });
  await expect(pane.getByRole('heading').first()).toBeVisible();
  return pane;
}

/** Chooses this many rows of the list, from the first, by keyboard. */
export async function chooseRows(page: Page, count: number): Promise<void> {
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  for (let step = 1; step < count; step += 1) await page.keyboard.press('Shift+ArrowDown');
}

/** Records something into a store while the window has it open, as another program would. */
export function record(home: string, store: string, event: object): void {
  const main = join(ROOT, 'src-main', 'cli', 'main.ts');
  execFileSync(process.execPath, [main, 'record', '--store', store], {
    input: JSON.stringify(event),
    env: { ...process.env, ANNALS_HOME: home },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}
