import { useRef, useState } from 'react';
import type { MouseEvent, PointerEvent, RefObject } from 'react';
import { withPlaced } from './column-choices.ts';
import type { Column } from './columns.ts';
import type { ListColumns } from './use-list-columns.ts';

/** A press that goes no farther than this is a press. */
const SLACK_PX = 5;

/** A column on its way to another place. */
interface Drag {
  readonly column: Column;
  /** Before which of the columns it would stand. */
  readonly place: number;
  /** Where that is, in px from the left of the header. */
  readonly x: number;
}

interface ColumnDrag {
  readonly drag: Drag | null;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>, column: Column) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
  /** Keeps the click that ends a drag from being a press. */
  readonly onClickCapture: (event: MouseEvent) => void;
}

/** Lets columns be dragged by their names to other places. */
export function useColumnDrag(
  header: RefObject<HTMLElement | null>,
  { layout, choices, change }: ListColumns,
): ColumnDrag {
  const [drag, setDrag] = useState<Drag | null>(null);
  const press = useRef<{ readonly column: Column; readonly x: number } | null>(null);
  const isClickVoid = useRef(false);

  return {
    drag,
    onPointerDown: (event, column) => {
      isClickVoid.current = false;
      if (event.button === 0) press.current = { column, x: event.clientX };
    },
    onPointerMove: (event) => {
      // Let go of outside of the header, where nobody heard of it.
      if (event.buttons === 0) press.current = null;
      const { current } = press;
      const row = header.current;
      if (!current || !row) return;
      if (!drag && Math.abs(event.clientX - current.x) <= SLACK_PX) return;
      if (!drag) event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ column: current.column, ...placeAt(row, event.clientX) });
    },
    onPointerUp: () => {
      press.current = null;
      if (!drag) return;
      isClickVoid.current = true;
      setDrag(null);
      const from = layout.columns.indexOf(drag.column);
      const place = drag.place > from ? drag.place - 1 : drag.place;
      if (place !== from) change(withPlaced(choices, drag.column, place));
    },
    onPointerCancel: () => {
      press.current = null;
      setDrag(null);
    },
    onClickCapture: (event) => {
      if (isClickVoid.current) event.stopPropagation();
      isClickVoid.current = false;
    },
  };
}

/** Before which column a point is, and where the edge between the two is. */
function placeAt(row: HTMLElement, x: number): Pick<Drag, 'place' | 'x'> {
  const left = row.getBoundingClientRect().left;
  const boxes = [...row.querySelectorAll('[role="columnheader"][data-column]')].map((head) =>
    head.getBoundingClientRect(),
  );
  const found = boxes.findIndex((box) => x < box.left + box.width / 2);
  const place = found === -1 ? boxes.length : found;
  const next = boxes[place];
  const before = boxes[place - 1];
  const gap = next && before ? (next.left - before.right) / 2 : 6;
  const edge = next ? next.left - gap : (before?.right ?? 0) + gap;
  return { place, x: edge - left };
}
