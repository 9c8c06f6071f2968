import type { TimelineBucket, TimelineSplit } from '#shared/model/timeline.ts';
import { describeStretch } from '../../format/describe-stretch.ts';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { useZone } from '../../state/app-context.tsx';
import { STACKED } from './bar-stack.ts';
import { SplitValue } from './split-value.tsx';
import styles from './timeline-tooltip.module.css';

/** Width in px, known here so that it can be kept inside the window. */
const WIDTH = 236;

interface TimelineTooltipProps {
  readonly bucket: TimelineBucket;
  readonly by: TimelineSplit;
  /** Middle of the bucket in px. */
  readonly x: number;
  /** How wide the drawing is. */
  readonly width: number;
  /** What is selected, in words, if more than one bucket is. */
  readonly selection: string | null;
}

/** What a bar stands for, in numbers. Screen readers are told by the slider itself. */
export function TimelineTooltip({ bucket, by, x, width, selection }: TimelineTooltipProps) {
  const zone = useZone();
  const left = Math.min(Math.max(0, x - WIDTH / 2), Math.max(0, width - WIDTH));
  return (
    <div className={styles.tooltip} style={{ left, width: WIDTH }} aria-hidden>
      <p className={styles.time}>{describeStretch(bucket.start, bucket.end, zone)}</p>
      <p className={styles.total}>
        {bucket.total === 0 ? 'No events' : formatCountOf(bucket.total, 'event')}
      </p>
      {STACKED[by]
        .filter((value) => (bucket.counts[value] ?? 0) > 0)
        .map((value) => (
          <p key={value} className={styles.line}>
            <SplitValue by={by} value={value} />
            <span className={styles.count}>{formatCount(bucket.counts[value] ?? 0)}</span>
          </p>
        ))}
      {selection !== null && <p className={styles.selection}>Selected: {selection}</p>}
    </div>
  );
}
