import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** More elements than any screen or dialog has on the way of Tab. */
const MOST_TABS = 80;

/** The next key press reaches something in the window, and not the page as a whole. */
export async function expectFocus(page: Page, after: string): Promise<void> {
  const hasFocus = (): Promise<boolean> =>
    page.evaluate(() => {
      const { activeElement, body } = document;
      return activeElement !== null && activeElement !== body;
    });
  await expect.poll(hasFocus, `focus after: ${after}`).toBe(true);
}

/** Goes on with Tab, or back with Shift+Tab, until something has the focus. */
export async function tabTo(
  page: Page,
  target: Locator,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not reach ${target.toString()}`);
}

async function isFocused(target: Locator): Promise<boolean> {
  return await target.evaluate((element) => element === document.activeElement);
}
