import { TriangleAlert } from 'lucide-react';
import type { AnswerSnapshot } from '../../data/latest-answer.ts';
import { Button } from '../../ui/button.tsx';
import { TimelinePlot } from './timeline-plot.tsx';
import styles from './timeline-chart.module.css';
import type { Zoom } from './use-zoom.ts';

interface TimelineChartProps {
  readonly snapshot: AnswerSnapshot<'history.timeline'>;
  readonly width: number;
  readonly zoom: Zoom;
  readonly onRetry: () => void;
}

/** The bars, or what stands in their place. Old ones stay until others are here. */
export function TimelineChart({ snapshot, width, zoom, onRetry }: TimelineChartProps) {
  const { answered, failure, isAsking } = snapshot;
  const isEmpty = answered !== null && answered.output.buckets.length === 0;
  return (
    <div className={styles.chart} aria-busy={isAsking}>
      {answered && !isEmpty && width > 0 && (
        <TimelinePlot answered={answered} width={width} zoom={zoom} />
      )}
      {isEmpty && !failure && <p className={styles.empty}>No events to show on a timeline</p>}
      {failure && (
        <p className={styles.failure} role="alert">
          <TriangleAlert size={13} aria-hidden />
          <span className={styles.reason}>
            The timeline could not be counted: {failure.message}
          </span>
          <Button look="quiet" size="small" onPress={onRetry}>
            Try again
          </Button>
        </p>
      )}
    </div>
  );
}
