import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { WIDTH_STEP, withWidth, withoutWidth } from './column-choices.ts';
import { columnOf } from './columns.ts';
import type { Column } from './columns.ts';
import type { ListColumns } from './use-list-columns.ts';

/** What the edge of a column listens to. */
interface EdgeHandlers {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
  readonly onDoubleClick: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** An edge that is being pulled. */
interface Pull {
  readonly startX: number;
  readonly widths: ReadonlyMap<Column, number>;
  choices: ListColumns['choices'] | null;
}

/** Lets the edge of a column be pulled, moved by arrow keys, and set back by a double click. */
export function useColumnResize(column: Column, { choices, preview, change }: ListColumns) {
  const pull = useRef<Pull | null>(null);

  const end = (isTaken: boolean): void => {
    const pulled = pull.current?.choices;
    pull.current = null;
    if (pulled && isTaken) change(pulled);
    else preview(null);
  };

  const handlers: EdgeHandlers = {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      pull.current = { startX: event.clientX, widths: shownWidths(event.target), choices: null };
    },
    onPointerMove: (event) => {
      const { current } = pull;
      const before = current?.widths.get(column);
      if (!current || before === undefined) return;
      const width = before + event.clientX - current.startX;
      current.choices = withWidth(choices, column, width, current.widths);
      preview(current.choices);
    },
    onPointerUp: () => {
      if (pull.current) end(true);
    },
    onPointerCancel: () => {
      if (pull.current) end(false);
    },
    onDoubleClick: () => change(withoutWidth(choices, column)),
    onKeyDown: (event) => {
      if (event.key === 'Escape' && pull.current) {
        event.preventDefault();
        end(false);
        return;
      }
      const sense = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      if (event.key === 'Enter') {
        event.preventDefault();
        change(withoutWidth(choices, column));
      }
      if (sense === 0) return;
      event.preventDefault();
      const widths = shownWidths(event.target);
      const step = sense * WIDTH_STEP * (event.shiftKey ? 5 : 1);
      change(withWidth(choices, column, (widths.get(column) ?? 0) + step, widths));
    },
  };
  return handlers;
}

/** The widths of all columns as they are on screen. */
function shownWidths(target: EventTarget): ReadonlyMap<Column, number> {
  const row = target instanceof Element ? target.closest('[role="row"]') : null;
  const heads = row?.querySelectorAll<HTMLElement>('[role="columnheader"][data-column]') ?? [];
  return new Map(
    [...heads].flatMap((head): [Column, number][] => {
      const column = columnOf(head.dataset['column']);
      return column ? [[column, head.getBoundingClientRect().width]] : [];
    }),
  );
}
