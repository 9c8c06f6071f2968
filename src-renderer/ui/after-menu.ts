/**
 * Does something when the menu that asked for it has gone and given the keyboard back, so that what
 * opens now can give it back to the same place.
 */
export function afterMenu(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}
