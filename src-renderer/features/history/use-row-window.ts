import { observeElementOffset, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { START, canvasRows, firstVisible, pageRows, revealed, scrolled } from './row-model.ts';
import type { Geometry, Place } from './row-model.ts';

/** Rows kept beyond the view on both sides. */
const OVERSCAN = 12;

/** So long after its last turn, a scroll may still be the wheel's. */
const WHEEL_MS = 250;

/** One mounted row. */
interface WindowRow {
  /** Position in the result. */
  readonly index: number;
  /** Distance from the top of the canvas, in px. */
  readonly top: number;
  /** Key of its element: that of a row that has left the view, to be used again. */
  readonly slot: number;
}

/** The rows around the view, and the ways to move it. */
export interface RowWindow {
  readonly canvasHeight: number;
  readonly rows: readonly WindowRow[];
  readonly geometry: Geometry;
  /** Position of the first row that is fully in view now. */
  readonly firstInView: () => number;
  /** Scrolls as little as it takes to show a row. */
  readonly reveal: (index: number) => void;
}

/**
 * Windows a list of any length over a scroll element; see row-model.ts for the arithmetic.
 * @param headerHeight height of the sticky header, which covers that much of the view
 * @param question another one is shown from its first row
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  headerHeight: number,
  total: number,
  rowHeight: number,
  question: number,
): RowWindow {
  const [viewport, setViewport] = useState(0);
  const [shift, setShift] = useState(0);
  const place = useRef<Place>(START);
  const geometry: Geometry = { total, rowHeight, viewport };
  const latest = useRef(geometry);
  const wheeledAt = useRef(-Infinity);

  useLayoutEffect(() => {
    latest.current = { total, rowHeight, viewport };
  }, [total, rowHeight, viewport]);

  const settle = useCallback((next: Place) => {
    place.current = next;
    setShift(next.shift);
  }, []);

  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises what this answers
  const virtualizer = useVirtualizer({
    count: canvasRows(geometry),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    useFlushSync: false,
    observeElementOffset: (instance, report) =>
      observeElementOffset(instance, (offset, isScrolling) => {
        const isWheeled = performance.now() - wheeledAt.current < WHEEL_MS;
        const next = scrolled(place.current, offset, latest.current, isWheeled);
        settle(next);
        if (scroller.current && next.top !== offset) scroller.current.scrollTop = next.top;
        report(next.top, isScrolling);
      }),
  });

  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = (): void => setViewport(element.clientHeight - headerHeight);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    const noteWheel = (event: WheelEvent): void => {
      wheeledAt.current = event.timeStamp;
    };
    element.addEventListener('wheel', noteWheel, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('wheel', noteWheel);
    };
  }, [scroller, headerHeight]);

  const moveTo = useCallback(
    (next: Place) => {
      settle(next);
      if (scroller.current) scroller.current.scrollTop = next.top;
    },
    [scroller, settle],
  );

  const shownQuestion = useRef(question);
  useLayoutEffect(() => {
    if (shownQuestion.current !== question) moveTo(START);
    shownQuestion.current = question;
  }, [question, moveTo]);

  // A result that has become shorter may end above the rows that the shift points at.
  // Never fewer than are mounted at once: the page, the overscan and what fast scrolling adds.
  const slots = pageRows(geometry) + 4 * OVERSCAN;
  const shownShift = Math.min(shift, total - canvasRows(geometry));
  return {
    canvasHeight: virtualizer.getTotalSize(),
    rows: virtualizer.getVirtualItems().map((item) => ({
      index: item.index + shownShift,
      top: item.start,
      slot: item.index % slots,
    })),
    geometry,
    firstInView: () => firstVisible(place.current, rowHeight),
    reveal: useCallback(
      (index: number) => moveTo(revealed(place.current, index, latest.current)),
      [moveTo],
    ),
  };
}
