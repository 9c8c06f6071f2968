import type { Region } from './command.ts';

/**
 * Gives the focus to the element that takes it for a region: `data-region="query"`. One that is on a
 * screen that was just asked for gets it when that is drawn.
 */
export function focusRegion(region: Region): void {
  if (!focusNow(region)) requestAnimationFrame(() => focusNow(region));
}

function focusNow(region: Region): boolean {
  const element = document.querySelector<HTMLElement>(`[data-region="${region}"]`);
  element?.focus();
  return element !== null && document.activeElement === element;
}
