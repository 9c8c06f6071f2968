import { useRef } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { readSeqs } from '../../data/read-seqs.ts';
import { failureOf } from '../../api/client.ts';
import { useActions, useApp } from '../../state/app-context.tsx';
import { MOST_CHOSEN } from '../../state/slices/chosen.ts';
import { chooseKeyAction } from './choose-keys.ts';
import type { ListKeyContext } from './list-keys.ts';

/** The ways to choose several events; each answers true if the key or the click was one of them. */
interface Choosing {
  readonly handleKey: (event: KeyboardEvent, context: ListKeyContext) => boolean;
  /** Also puts the place where the next range begins. */
  readonly handleClick: (event: MouseEvent, index: number) => boolean;
}

/** Choosing events in the list by keyboard and mouse. Only loaded rows can be chosen singly. */
export function useChoosing(): Choosing {
  const app = useApp();
  const { store, history } = app;
  const actions = useActions();
  /** Only the newest range counts, whichever is read first. */
  const asked = useRef(0);

  const seqAt = (index: number | null): number | null =>
    index === null ? null : (history.rowAt(index)?.seq ?? null);

  const toggle = (index: number | null): void => {
    const seq = seqAt(index);
    if (seq !== null) actions.toggleChosen(seq);
  };

  const extendTo = async (index: number, before: number | null, isAdded: boolean) => {
    const mine = (asked.current += 1);
    const anchor = store.getState().anchorSeq ?? seqAt(before);
    try {
      const from = anchor === null ? before : await history.positionOf(anchor);
      const seqs = await readSeqs(app, from ?? index, index, MOST_CHOSEN + 1);
      if (mine === asked.current) actions.chooseRange(seqs, isAdded);
    } catch (error) {
      actions.notifyFailure(failureOf(error));
    }
  };

  const extend = (index: number, before: number | null, isAdded: boolean): void => {
    if (store.getState().anchorSeq === null) actions.chooseOnly(seqAt(before ?? index));
    void extendTo(index, before, isAdded);
  };

  return {
    handleKey: (event, context) => {
      const action = chooseKeyAction(event, context, store.getState().chosen);
      if (!action) return false;
      event.preventDefault();
      switch (action.kind) {
        case 'all':
          actions.chooseMatching();
          break;
        case 'none':
          actions.clearChosen();
          break;
        case 'toggle':
          toggle(context.active);
          break;
        case 'step':
          actions.moveTo(action.index, seqAt(action.index));
          break;
        case 'extend':
          extend(action.index, context.active, false);
          actions.moveTo(action.index, seqAt(action.index));
          break;
      }
      return true;
    },
    handleClick: (event, index) => {
      asked.current += 1;
      const isToggled = event.ctrlKey || event.metaKey;
      const { activeIndex } = store.getState();
      if (event.shiftKey) extend(index, activeIndex, isToggled);
      else if (isToggled) toggle(index);
      else actions.chooseOnly(seqAt(index));
      return event.shiftKey || isToggled;
    },
  };
}
