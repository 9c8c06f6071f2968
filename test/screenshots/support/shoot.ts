import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { settled } from '../../e2e/support/axe.ts';

const FOLDER = new URL('../../../docs/screenshots', import.meta.url).pathname;
const SIZES = [
  [1280, 800],
  [1920, 1080],
] as const;
const THEMES = ['light', 'dark'] as const;
/** A third of what PNG takes, and no letter is blurred that a reader could see. */
const QUALITY = 80;

/** Takes the window as it is, in both themes and both sizes: `history-1280x800-dark.webp`. */
export async function shoot(
  { app, page }: { readonly app: ElectronApplication; readonly page: Page },
  name: string,
  { isMouseAway = false } = {},
): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const session = await page.context().newCDPSession(page);
  for (const [width, height] of SIZES) {
    await resize(app, width, height);
    // A window that changes its size finds the mouse of the display again, in its middle.
    if (isMouseAway) await page.mouse.move(2, height / 2);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // Nothing is to look as if it were pointed at.
      await page.mouse.move(1, 1);
      await page.mouse.move(0, 0);
      await settled(page);
      const asked = { format: 'webp', quality: QUALITY } as const;
      const { data } = await session.send('Page.captureScreenshot', asked);
      const file = join(FOLDER, `${name}-${width}x${height}-${colorScheme}.webp`);
      writeFileSync(file, Buffer.from(data, 'base64'));
    }
  }
  await session.detach();
}

/** Gives the window this size. */
export async function resize(
  app: ElectronApplication,
  width: number,
  height: number,
): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setMenuBarVisibility(false);
      window?.setContentSize(size.width, size.height);
    },
    { width, height },
  );
}
