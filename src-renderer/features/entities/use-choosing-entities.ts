import { useRef } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import type { Entity } from '#shared/model/entity.ts';
import type { EntityCache } from '../../data/entity-cache.ts';
import { useActions, useApp } from '../../state/app-context.tsx';
import { MOST_ENTITIES } from '../../state/slices/entities.ts';
import { chooseKeyAction } from '../history/choose-keys.ts';
import type { ListKeyContext } from '../history/list-keys.ts';

/** The ways to choose several entities, by keyboard and mouse. */
interface ChoosingEntities {
  /** @returns true if the key was one of them; `go` moves to a row */
  readonly handleKey: (
    event: KeyboardEvent,
    context: ListKeyContext,
    go: (index: number) => void,
  ) => boolean;
  readonly handleClick: (event: MouseEvent, index: number, active: number | null) => void;
  /** Lets go of all that is chosen; a range begins at this row from now on. */
  readonly chooseNone: (index: number) => void;
}

export function useChoosingEntities(cache: EntityCache): ChoosingEntities {
  const { store } = useApp();
  const { chooseEntities, toggleEntity, chooseEntityRange } = useActions();
  /** Where a range begins. */
  const anchor = useRef<number | null>(null);

  const chooseNone = (index: number): void => {
    anchor.current = index;
    chooseEntities([], false);
  };
  const toggle = (index: number | null): void => {
    const row = index === null ? undefined : cache.rowAt(index);
    if (!row) return;
    anchor.current = index;
    toggleEntity({ type: row.type, id: row.id });
  };
  const extend = (index: number, from: number | null, isAdded: boolean): void => {
    anchor.current ??= from ?? index;
    const first = Math.min(anchor.current, index);
    const last = Math.max(anchor.current, index);
    const rows = loadedRows(cache, first, last);
    if (rows)
      chooseEntities(
        rows.map(({ type, id }) => ({ type, id })),
        isAdded,
      );
    else void chooseEntityRange(first, last, isAdded);
  };

  return {
    chooseNone,
    handleKey: (event, context, go) => {
      const { chosenEntities } = store.getState();
      const chosen = { kind: 'events', seqs: new Set(chosenEntities.size > 0 ? [1] : []) } as const;
      const action = chooseKeyAction(event, context, chosen);
      if (!action) return false;
      event.preventDefault();
      switch (action.kind) {
        case 'all':
          void chooseEntityRange(0, context.total - 1, false);
          break;
        case 'none':
          chooseEntities([], false);
          break;
        case 'toggle':
          toggle(context.active);
          break;
        case 'step':
          go(action.index);
          break;
        case 'extend':
          extend(action.index, context.active, false);
          go(action.index);
          break;
      }
      return true;
    },
    handleClick: (event, index, active) => {
      const isToggled = event.ctrlKey || event.metaKey;
      if (event.shiftKey) extend(index, active, isToggled);
      else if (isToggled) toggle(index);
      else chooseNone(index);
    },
  };
}

/** The rows of a stretch, if all are at hand and it is not longer than may be chosen. */
function loadedRows(cache: EntityCache, first: number, last: number): Entity[] | null {
  if (last - first >= MOST_ENTITIES) return null;
  const rows: Entity[] = [];
  for (let index = first; index <= last; index += 1) {
    const row = cache.rowAt(index);
    if (!row) return null;
    rows.push(row);
  }
  return rows;
}
