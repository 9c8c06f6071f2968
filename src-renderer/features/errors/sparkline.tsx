import { useEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { ErrorGroup } from '#shared/model/error-group.ts';
import type { TimelineBucket } from '#shared/model/timeline.ts';
import { useLatestAnswer } from '../../data/use-latest-answer.ts';
import { describeStretch } from '../../format/describe-stretch.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { errorTerms } from '../../state/error-terms.ts';
import { useAppState, useZone } from '../../state/app-context.tsx';
import type { Period } from './period.ts';
import styles from './sparkline.module.css';

interface SparklineProps {
  readonly group: ErrorGroup;
  readonly groups: readonly ErrorGroup[];
  readonly period: Period;
}

const WIDTH = 124;
const HEIGHT = 26;
/** Bars of 3 px and gaps of 1 px. */
const MOST_BARS = 31;
/** A single bar does not fill the place. */
const MOST_WIDTH = 8;
/** Never so low that it could be overlooked. */
const LEAST_HEIGHT = 3;

/** How the errors of a group are spread over time; counted only while it is in view. */
export function Sparkline({ group, groups, period }: SparklineProps) {
  const zone = useZone();
  const severity = useAppState((state) => state.errorQuery.severity);
  const place = useRef<HTMLDivElement>(null);
  const isVisible = useIsVisible(place);
  const { from, to } = period;
  // The same object as long as it means the same: a new one would be counted again.
  const terms = JSON.stringify(errorTerms(group, groups, severity));
  const input = useMemo(() => {
    const parsed = JSON.parse(terms) as ReturnType<typeof errorTerms>;
    if (!isVisible || !parsed) return null;
    const filter = { from, to, terms: parsed };
    return { filter, by: 'severity' as const, buckets: MOST_BARS, timeZone: zone };
  }, [isVisible, terms, from, to, zone]);
  const { snapshot } = useLatestAnswer('history.timeline', input);
  const buckets = snapshot.answered?.output.buckets ?? [];
  return (
    <div ref={place} className={styles.place} aria-busy={snapshot.isAsking}>
      {buckets.length > 0 && (
        <svg
          width={WIDTH}
          height={HEIGHT}
          role="img"
          aria-label={describe(buckets, zone)}
          className={styles.bars}
        >
          <title>{describe(buckets, zone)}</title>
          <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className={styles.ground} />
          {barsOf(buckets).map(({ at, left, width, height }) => (
            <rect
              key={at}
              x={left}
              y={HEIGHT - height}
              width={width}
              height={height}
              className={styles.bar}
            />
          ))}
        </svg>
      )}
    </div>
  );
}

interface Bar {
  readonly at: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

function barsOf(buckets: readonly TimelineBucket[]): readonly Bar[] {
  const most = buckets.reduce((highest, { total }) => Math.max(highest, total), 1);
  const step = WIDTH / buckets.length;
  return buckets.flatMap(({ start: at, total }, index) => {
    if (total === 0) return [];
    const height = Math.max(LEAST_HEIGHT, Math.round((total / most) * (HEIGHT - 2)));
    const start = Math.round(index * step);
    const room = Math.max(1, Math.round((index + 1) * step) - start - 1);
    const width = Math.min(MOST_WIDTH, room);
    const left = start + Math.round((room - width) / 2);
    return [{ at, left, width, height }];
  });
}

/** When most of them were, for those who do not see the bars. */
function describe(buckets: readonly TimelineBucket[], zone: string): string {
  const busiest = buckets.reduce((most, bucket) => (bucket.total > most.total ? bucket : most));
  const stretch = describeStretch(busiest.start, busiest.end, zone);
  return `Most at ${stretch}: ${formatCountOf(busiest.total, 'error')}`;
}

/** True once an element has come into view, as long as it is there. */
function useIsVisible(element: RefObject<HTMLElement | null>): boolean {
  const [isVisible, setVisible] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver((entries) => {
      setVisible(entries.at(-1)?.isIntersecting ?? false);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return isVisible;
}
