import { useLayoutEffect } from 'react';
import type { RefObject } from 'react';
import { focusRegion } from './focus-region.ts';

/** When a part of the window goes with the keyboard in it, the screen that is shown gets that. */
export function useKeyboardBack(part: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = part.current;
    return () => {
      if (element?.contains(document.activeElement)) requestAnimationFrame(takeLostKeyboard);
    };
  }, [part]);
}

/** Gives the keyboard to the screen that is shown, if nothing has it. */
export function takeLostKeyboard(): void {
  if (document.activeElement !== document.body) return;
  focusRegion(document.querySelector('[data-region="screen"]') ? 'screen' : 'history');
}
