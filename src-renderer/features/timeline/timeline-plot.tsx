import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { TimelineBucket } from '#shared/model/timeline.ts';
import type { Answered } from '../../data/latest-answer.ts';
import { describeStretch } from '../../format/describe-stretch.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { useZone } from '../../state/app-context.tsx';
import { leftOf } from './bar-stack.ts';
import { bucketsIn, moved } from './brush.ts';
import type { Brush } from './brush.ts';
import { countsInWords } from './count-words.ts';
import { TimelineBars } from './timeline-bars.tsx';
import styles from './timeline-plot.module.css';
import { TimelineTooltip } from './timeline-tooltip.tsx';
import type { Zoom } from './use-zoom.ts';

/** A press that moves less than this is a click, which chooses one bucket and changes no filter. */
const DRAG_PX = 4;

interface TimelinePlotProps {
  readonly answered: Answered<'history.timeline'>;
  readonly width: number;
  readonly zoom: Zoom;
}

/** Bars with their brush. It has one bucket at least. */
export function TimelinePlot({ answered, width, zoom }: TimelinePlotProps) {
  const zone = useZone();
  const { buckets } = answered.output;
  const { by, filter } = answered.input;
  const count = buckets.length;
  const edges = edgesOf(buckets);
  const [marked, setMarked] = useState<{ edges: string; brush: Brush } | null>(null);
  // Other buckets are chosen from anew.
  const brush = marked?.edges === edges ? marked.brush : null;
  const setBrush = (next: Brush | null): void => setMarked(next && { edges, brush: next });
  const [hovered, setHovered] = useState<number | null>(null);
  const [hasFocus, setHasFocus] = useState(false);
  const [said, setSaid] = useState('');
  /** Where the press began, in px, and whether it has moved since. */
  const drag = useRef<{ readonly x: number; isMoved: boolean } | null>(null);
  const help = useId();

  const stretchOf = (chosen: Brush): { from: number; to: number; total: number } => {
    const [first, last] = bucketsIn(chosen);
    const part = buckets.slice(first, last + 1);
    return {
      // The outer buckets are round, and may reach beyond what was asked for.
      from: Math.max(part[0]?.start ?? 0, filter.from ?? -Infinity),
      to: Math.min(part.at(-1)?.end ?? 0, filter.to ?? Infinity),
      total: part.reduce((sum, { total }) => sum + total, 0),
    };
  };
  const inWords = (chosen: Brush): string => {
    const { from, to, total } = stretchOf(chosen);
    return `${describeStretch(from, to, zone)}, ${formatCountOf(total, 'event')}`;
  };
  const choose = (next: Brush): void => {
    setBrush(next);
    if (next.anchor !== next.cursor) setSaid(`Selected ${inWords(next)}`);
    else setSaid('');
  };
  const clear = (): void => {
    if (brush && brush.anchor !== brush.cursor) setSaid('Selection cleared');
    drag.current = null;
    setBrush(null);
  };
  const apply = (chosen: Brush): void => {
    const { from, to, total } = stretchOf(chosen);
    setBrush(null);
    // There would be nothing left to show, and nothing to choose from.
    setSaid(total === 0 ? 'No events in the selection' : `Showing ${inWords(chosen)}`);
    if (total > 0) zoom.zoomTo(from, to);
  };

  const handleKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && brush) apply(brush);
    else if (event.key === 'Escape' && brush) clear();
    else if (event.key === 'Backspace' && zoom.before) zoom.back();
    else {
      const next = moved(brush, event.key, event.shiftKey, count);
      if (!next) return;
      choose(next);
    }
    event.preventDefault();
  };

  const bucketAt = (event: PointerEvent): number => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return Math.min(count - 1, Math.max(0, Math.floor((x / width) * count)));
  };
  const handlePointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, isMoved: false };
    const bucket = bucketAt(event);
    setBrush({ anchor: bucket, cursor: bucket });
    setSaid('');
  };
  const handlePointerMove = (event: PointerEvent): void => {
    const bucket = bucketAt(event);
    setHovered(bucket);
    if (!drag.current || !brush) return;
    if (Math.abs(event.clientX - drag.current.x) >= DRAG_PX) drag.current.isMoved = true;
    if (drag.current.isMoved) setBrush({ ...brush, cursor: bucket });
  };
  const handlePointerUp = (): void => {
    const isDragged = drag.current?.isMoved === true;
    drag.current = null;
    if (isDragged && brush) apply(brush);
  };

  const isWide = brush !== null && brush.anchor !== brush.cursor;
  const shown = hovered ?? (hasFocus ? (brush?.cursor ?? null) : null);
  const bucket = shown === null ? undefined : buckets[shown];
  return (
    <>
      <div
        className={styles.plot}
        role="slider"
        tabIndex={0}
        data-region="timeline"
        aria-label="Time"
        aria-describedby={help}
        aria-valuemin={1}
        aria-valuemax={count}
        aria-valuenow={(brush?.cursor ?? 0) + 1}
        aria-valuetext={valueText(brush === null ? undefined : buckets[brush.cursor], zone)}
        onKeyDown={handleKeyDown}
        onFocus={() => setHasFocus(true)}
        onBlur={() => setHasFocus(false)}
        onPointerDown={handlePointerDown}
        onPointerMove={handlePointerMove}
        onPointerUp={handlePointerUp}
        onPointerCancel={clear}
        onDoubleClick={() => brush && apply(brush)}
        onPointerLeave={() => setHovered(null)}
      >
        <TimelineBars answered={answered} width={width} />
        {shown !== null && (
          <Span className={styles.cursor} of={[shown, shown]} {...{ count, width }} />
        )}
        {brush && <Span className={styles.brush} of={bucketsIn(brush)} {...{ count, width }} />}
      </div>
      <span id={help} className="visually-hidden">
        Arrow keys go from bar to bar, with Shift they select. Enter shows only that time, Escape
        clears, Backspace goes back.
      </span>
      <span className="visually-hidden" aria-live="polite">
        {said}
      </span>
      {bucket && shown !== null && (
        <TimelineTooltip
          bucket={bucket}
          by={by}
          x={leftOf(shown + 0.5, count, width)}
          width={width}
          selection={isWide ? inWords(brush) : null}
        />
      )}
    </>
  );
}

interface SpanProps {
  readonly className: string | undefined;
  readonly of: readonly [first: number, last: number];
  readonly count: number;
  readonly width: number;
}

/** A veil over some buckets. */
function Span({ className, of: [first, last], count, width }: SpanProps) {
  const left = leftOf(first, count, width);
  return (
    <div className={className} style={{ left, width: leftOf(last + 1, count, width) - left }} />
  );
}

function valueText(bucket: TimelineBucket | undefined, zone: string): string {
  if (!bucket) return 'No time chosen';
  return `${describeStretch(bucket.start, bucket.end, zone)}, ${countsInWords(bucket)}`;
}

function edgesOf(buckets: readonly TimelineBucket[]): string {
  return `${buckets[0]?.start}-${buckets.at(-1)?.end}-${buckets.length}`;
}
