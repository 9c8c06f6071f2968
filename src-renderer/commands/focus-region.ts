import type { Region } from './command.ts';

/**
 * Gives the focus to the element that takes it for a region: `data-region="query"`. One that is on a
 * screen that was just asked for gets it when that is drawn.
 */
export function focusRegion(region: Region): void {
  const isFocused = focusNow(region);
  requestAnimationFrame(() => {
    // That of the screen before goes with it.
    if (!isFocused || document.activeElement === document.body) focusNow(region);
  });
}

function focusNow(region: Region): boolean {
  const element = document.querySelector<HTMLElement>(`[data-region="${region}"]`);
  element?.focus();
  return element !== null && document.activeElement === element;
}
