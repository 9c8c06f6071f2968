import { useRef } from 'react';
import { useActions, useApp } from '../state/app-context.tsx';

/**
 * Opens an event in the detail pane: in its place in the list, or beside it where the list does not
 * have it.
 */
export function useOpenEvent(): (seq: number) => Promise<void> {
  const { history } = useApp();
  const { moveTo, showApart, chooseOnly, openDetail } = useActions();
  /** Only the event asked for last is opened, whichever is found first. */
  const asked = useRef(0);
  return async (seq) => {
    const mine = (asked.current += 1);
    const index = await history.positionOf(seq);
    if (mine !== asked.current) return;
    chooseOnly(seq);
    if (index === null) showApart(seq);
    else moveTo(index, seq);
    openDetail();
  };
}
