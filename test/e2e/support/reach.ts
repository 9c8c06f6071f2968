import { expect } from '@playwright/test';
import type { ElectronApplication, Locator, Page } from '@playwright/test';

/** Magnifies the window of 1280×800 to 200 percent, as the menu can: 640×400 px are left. */
export async function magnify(app: ElectronApplication, page: Page): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate((each) => {
    each.setContentSize(1280, 800);
    each.webContents.setZoomFactor(2);
  });
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(640);
}

/**
 * The controls of a part of the window that cannot be brought into sight. Only what people can scroll
 * counts: a script, and the focus too, also scroll what hides the rest for good.
 */
export async function outOfReach(part: Locator): Promise<string[]> {
  return await part.evaluate((root) => {
    const controls = root.querySelectorAll<HTMLElement>(
      'button, input, select, textarea, [role="tab"], [role="option"], [role="menuitem"]',
    );
    return [...controls].flatMap((control) => {
      // A box that is drawn by its label is as large as a point itself.
      const shown = control.closest('label') ?? control;
      const { width, height } = shown.getBoundingClientRect();
      const isShown = shown.checkVisibility({ visibilityProperty: true });
      if (!isShown || width < 2 || height < 2) return [];
      const around = scrollersOf(shown);
      const before = around.map(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop] as const);
      shown.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
      for (const [index, each] of around.entries()) {
        const [left, top] = before[index] ?? [0, 0];
        const { overflowX, overflowY } = getComputedStyle(each);
        if (overflowX === 'hidden') each.scrollLeft = left;
        if (overflowY === 'hidden') each.scrollTop = top;
      }
      const box = shown.getBoundingClientRect();
      const x = box.left + box.width / 2;
      const y = box.top + box.height / 2;
      const frames = around.map((each) => each.getBoundingClientRect());
      const isInSight = [new DOMRect(0, 0, innerWidth, innerHeight), ...frames].every(
        ({ left, top, right, bottom }) => x >= left && x <= right && y >= top && y <= bottom,
      );
      const isWhole = box.left >= -1 && box.right <= innerWidth + 1;
      if (isInSight && isWhole) return [];
      return [`${control.tagName} ${control.ariaLabel ?? control.textContent} ${x} ${y}`];
    });

    /** What cuts off, or scrolls, what is in it; a fixed part is in no other. */
    function scrollersOf(element: Element): Element[] {
      const found: Element[] = [];
      for (let parent = element.parentElement; parent; parent = parent.parentElement) {
        const { overflowX, overflowY, position } = getComputedStyle(parent);
        if (overflowX !== 'visible' || overflowY !== 'visible') found.push(parent);
        if (position === 'fixed') break;
      }
      return found;
    }
  });
}
