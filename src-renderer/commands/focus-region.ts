import type { Region } from './command.ts';

/** Gives the focus to the element that takes it for a region: `data-region="query"`. */
export function focusRegion(region: Region): void {
  document.querySelector<HTMLElement>(`[data-region="${region}"]`)?.focus();
}
