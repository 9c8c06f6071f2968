import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, PointerEvent } from 'react';
import type { HistoryResult } from '../../data/history-cache.ts';
import { useActions, useApp, useAppState, useZone } from '../../state/app-context.tsx';
import { isAny, isChosen } from '../../state/slices/chosen.ts';
import { CellMenu } from './cell-menu.tsx';
import type { CellMenuTarget } from './cell-menu.tsx';
import { COLUMNS, cellTitle } from './columns.ts';
import type { Column } from './columns.ts';
import styles from './history-list.module.css';
import { HistoryRow, rowElementId } from './history-row.tsx';
import { HEADER_HEIGHT, ListHeader } from './list-header.tsx';
import { listKeyAction } from './list-keys.ts';
import { pageRows } from './row-model.ts';
import { useChoosing } from './use-choosing.ts';
import { useEventMarks } from './use-event-marks.ts';
import { useRowWindow } from './use-row-window.ts';

/** Height of a row in px for each density; the same numbers as in performance and docs. */
const ROW_HEIGHTS = { compact: 24, standard: 28, comfortable: 34 } as const;

interface HistoryListProps {
  readonly result: HistoryResult;
}

/** The events of a result: a grid with one focus target and as many rows as fit. */
export function HistoryList({ result }: HistoryListProps) {
  const { history, store } = useApp();
  const zone = useZone();
  const actions = useActions();
  const density = useAppState((state) => state.settings.density);
  const activeIndex = useAppState((state) => state.activeIndex);
  const activeSeq = useAppState((state) => state.activeSeq);
  const reveal = useAppState((state) => state.reveal);
  const grid = useRef<HTMLDivElement>(null);
  const rowHeight = ROW_HEIGHTS[density];
  const list = useRowWindow(grid, HEADER_HEIGHT, result.count, rowHeight, result.question);
  const [menu, setMenu] = useState<CellMenuTarget | null>(null);
  const { reveal: revealRow } = list;

  useLayoutEffect(() => {
    if (reveal) revealRow(reveal.index);
  }, [reveal, revealRow]);

  const first = list.rows[0]?.index ?? 0;
  const end = (list.rows.at(-1)?.index ?? -1) + 1;
  useEffect(() => {
    if (end > first) history.want(first, end);
  }, [history, first, end]);

  const chosen = useAppState((state) => state.chosen);
  const choosing = useChoosing();
  const marks = useEventMarks(first, end);

  const activate = (index: number): void => {
    actions.activate(index, history.rowAt(index)?.seq ?? null);
  };

  const handleKeyDown = (event: KeyboardEvent): void => {
    // Keys in the header belong to its button.
    if (event.target !== event.currentTarget) return;
    const context = {
      active: activeIndex,
      total: result.count,
      page: pageRows(list.geometry),
      entry: list.firstInView(),
    };
    if (choosing.handleKey(event, context)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.shiftKey && event.key === 'F10' ? 'ContextMenu' : event.key;
    const action = listKeyAction(key, context);
    if (!action) return;
    event.preventDefault();
    switch (action.kind) {
      case 'move':
        actions.chooseOnly(history.rowAt(action.index)?.seq ?? null);
        actions.moveTo(action.index, history.rowAt(action.index)?.seq ?? null);
        break;
      case 'open':
        if (activeIndex === null) actions.moveTo(list.firstInView(), null);
        actions.openDetail();
        break;
      case 'back':
        if (store.getState().isDetailOpen) actions.closeDetail();
        else actions.clearSelection();
        break;
      case 'menu': {
        const row = activeIndex === null ? null : history.rowAt(activeIndex);
        const element =
          activeIndex === null ? null : document.getElementById(rowElementId(activeIndex));
        const box = element?.getBoundingClientRect();
        if (row && box) setMenu({ row, column: null, x: box.left + 24, y: box.bottom });
        break;
      }
    }
  };

  const handleClick = (event: MouseEvent): void => {
    const place = placeOf(event.target);
    if (!place || document.getSelection()?.type === 'Range') return;
    const isChoosing = choosing.handleClick(event, place.index);
    activate(place.index);
    if (!isChoosing) actions.openDetail();
  };

  const handleContextMenu = (event: MouseEvent): void => {
    const place = placeOf(event.target);
    const row = place && history.rowAt(place.index);
    if (!place || !row) return;
    event.preventDefault();
    if (!isChosen(chosen, row.seq)) actions.chooseOnly(row.seq);
    activate(place.index);
    setMenu({ row, column: place.column, x: event.clientX, y: event.clientY });
  };

  // Titles are made when the pointer asks for one: hundreds of them slow scrolling down.
  const handlePointerOver = (event: PointerEvent): void => {
    const place = placeOf(event.target);
    const row = place && history.rowAt(place.index);
    if (row && place.cell && place.column) {
      place.cell.title = cellTitle(place.column, row, zone);
    }
  };

  const isMounted = activeIndex !== null && activeIndex >= first && activeIndex < end;
  return (
    <div className={styles.list}>
      <div
        ref={grid}
        role="grid"
        tabIndex={0}
        data-region="history"
        aria-label="Events"
        aria-multiselectable
        aria-rowcount={result.count + 1}
        aria-colcount={COLUMNS.length}
        {...(isMounted ? { 'aria-activedescendant': rowElementId(activeIndex) } : {})}
        className={styles.grid}
        style={{ '--row-height': `${rowHeight}px` }}
        onKeyDown={handleKeyDown}
        onClick={handleClick}
        onContextMenu={handleContextMenu}
        onPointerOver={handlePointerOver}
      >
        <ListHeader />
        <div className={styles.canvas} role="rowgroup" style={{ height: list.canvasHeight }}>
          {list.rows.map(({ index, top, slot }) => {
            const row = history.rowAt(index);
            const isActive =
              row && activeSeq !== null ? row.seq === activeSeq : index === activeIndex;
            return (
              <HistoryRow
                key={slot}
                index={index}
                top={top}
                row={row}
                isActive={isActive}
                isSelected={isAny(chosen) ? isChosen(chosen, row?.seq ?? null) : isActive}
                mark={row ? marks.get(row.seq) : undefined}
                zone={zone}
              />
            );
          })}
        </div>
      </div>
      <CellMenu target={menu} onClose={() => setMenu(null)} />
    </div>
  );
}

/** A place in the grid that the pointer is at. */
interface PointerPlace {
  readonly index: number;
  readonly column: Column | null;
  readonly cell: HTMLElement | null;
}

/** The row and cell under a mouse event; one listener serves all rows. */
function placeOf(target: EventTarget): PointerPlace | null {
  if (!(target instanceof Element)) return null;
  const row = target.closest<HTMLElement>('[data-index]');
  if (!row) return null;
  const cell = target.closest<HTMLElement>('[data-column]');
  const name = cell?.dataset['column'];
  return {
    index: Number(row.dataset['index']),
    column: COLUMNS.find((column) => column === name) ?? null,
    cell,
  };
}
