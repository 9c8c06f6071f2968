import { useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { useActions, useApp, useAppState, useZone } from '../../state/app-context.tsx';
import { copyText } from '../../ui/copy-text.ts';
import type { CellMenuTarget } from './cell-menu.tsx';
import { ROW_START } from './column-layout.ts';
import { cellText } from './columns.ts';
import type { Column } from './columns.ts';
import { ACTIVE_CELL_ID, rowElementId } from './history-row.tsx';
import { listKeyAction } from './list-keys.ts';
import { pageRows } from './row-model.ts';
import type { useChoosing } from './use-choosing.ts';
import type { RowWindow } from './use-row-window.ts';

interface ListKeysOptions {
  readonly grid: RefObject<HTMLElement | null>;
  readonly total: number;
  readonly list: RowWindow;
  readonly columns: readonly Column[];
  readonly choosing: ReturnType<typeof useChoosing>;
  readonly onMenu: (target: CellMenuTarget) => void;
}

/** Where the keyboard is in the list. */
interface ListKeys {
  /** The cell of the active row; null if it is the row as a whole. */
  readonly activeColumn: Column | null;
  readonly setActiveColumn: (column: Column | null) => void;
  readonly handleKeyDown: (event: KeyboardEvent) => void;
}

/** Walks through rows and cells by keyboard, and asks for what can be done with them. */
export function useListKeys(options: ListKeysOptions): ListKeys {
  const { grid, total, list, columns, choosing, onMenu } = options;
  const { history, store } = useApp();
  const zone = useZone();
  const actions = useActions();
  const activeIndex = useAppState((state) => state.activeIndex);
  const [wanted, setActiveColumn] = useState<Column | null>(null);
  const activeColumn = wanted !== null && columns.includes(wanted) ? wanted : null;
  const activeRow = (): ReturnType<typeof history.rowAt> =>
    activeIndex === null ? undefined : history.rowAt(activeIndex);

  const goTo = (index: number): void => {
    const seq = history.rowAt(index)?.seq ?? null;
    actions.chooseOnly(seq);
    actions.moveTo(index, seq);
  };

  const goAside = (by: -1 | 1): void => {
    if (activeIndex === null) goTo(list.firstInView());
    const before = activeColumn === null ? -1 : columns.indexOf(activeColumn);
    const place = Math.min(columns.length - 1, before + by);
    const column = columns[place] ?? null;
    setActiveColumn(column);
    if (grid.current) bringIntoView(grid.current, column);
  };

  const openMenu = (): void => {
    const row = activeRow();
    if (!row || activeIndex === null) return;
    const id = activeColumn === null ? rowElementId(activeIndex) : ACTIVE_CELL_ID;
    const box = document.getElementById(id)?.getBoundingClientRect();
    const left = grid.current?.getBoundingClientRect().left ?? 0;
    if (!box) return;
    const x = activeColumn === null ? left + ROW_START : Math.max(left, box.left);
    onMenu({ row, column: activeColumn, x, y: box.bottom });
  };

  const handleKeyDown = (event: KeyboardEvent): void => {
    // Keys in the header belong to its buttons.
    if (event.target !== event.currentTarget) return;
    const row = activeRow();
    const isMod = event.ctrlKey || event.metaKey;
    if (isMod && !event.shiftKey && event.key.toLowerCase() === 'c' && activeColumn && row) {
      event.preventDefault();
      void copyText(cellText(activeColumn, row, zone));
      return;
    }
    const context = {
      active: activeIndex,
      total,
      page: pageRows(list.geometry),
      entry: list.firstInView(),
    };
    if (choosing.handleKey(event, context)) return;
    if (isMod || event.altKey) return;
    const key = event.shiftKey && event.key === 'F10' ? 'ContextMenu' : event.key;
    const action = listKeyAction(key, context);
    if (!action) return;
    event.preventDefault();
    switch (action.kind) {
      case 'move':
        goTo(action.index);
        break;
      case 'aside':
        goAside(action.by);
        break;
      case 'open':
        if (activeIndex === null) actions.moveTo(list.firstInView(), null);
        actions.openDetail();
        break;
      case 'back':
        if (activeColumn !== null) setActiveColumn(null);
        else if (store.getState().isDetailOpen) actions.closeDetail();
        else actions.clearSelection();
        break;
      case 'menu':
        openMenu();
        break;
    }
  };

  return { activeColumn, setActiveColumn, handleKeyDown };
}

/** Scrolls sideways as little as it takes to show a column; the start of the row without one. */
function bringIntoView(grid: HTMLElement, column: Column | null): void {
  if (column === null) {
    grid.scrollLeft = 0;
    return;
  }
  const head = grid.querySelector(`[role="columnheader"][data-column="${column}"]`);
  if (!head) return;
  const view = grid.getBoundingClientRect();
  const { left, right } = head.getBoundingClientRect();
  const isFirst = head.previousElementSibling?.getAttribute('aria-colindex') === '1';
  if (isFirst) grid.scrollLeft = 0;
  else if (left < view.left + EDGE_PX) grid.scrollLeft -= view.left + EDGE_PX - left;
  else if (right > view.left + grid.clientWidth - EDGE_PX) {
    grid.scrollLeft += right - (view.left + grid.clientWidth - EDGE_PX);
  }
}

/** Room that is left beside a cell which was scrolled to. */
const EDGE_PX = 12;
