import { clsx } from 'clsx';
import { memo, useMemo } from 'react';
import type { Answered } from '../../data/latest-answer.ts';
import { useZone } from '../../state/app-context.tsx';
import { barPaths, leftOf } from './bar-stack.ts';
import { timeTicks } from './time-ticks.ts';
import styles from './timeline-bars.module.css';

/** Px for the tallest bar, and below it for the axis. */
const BARS = 40;
const AXIS = 17;

interface TimelineBarsProps {
  readonly answered: Answered<'history.timeline'>;
  readonly width: number;
}

/** The drawing alone: not made again while the pointer moves over it. */
export const TimelineBars = memo(function TimelineBars({ answered, width }: TimelineBarsProps) {
  const zone = useZone();
  const { input, output } = answered;
  const count = output.buckets.length;
  const paths = useMemo(
    () => [...barPaths(output, input.by, width, BARS)],
    [output, input.by, width],
  );
  const ticks = useMemo(() => timeTicks(output.buckets, zone, width), [output, zone, width]);
  return (
    <svg
      className={clsx(styles.bars, styles[input.by])}
      width={width}
      height={BARS + AXIS}
      aria-hidden
    >
      {paths.map(([value, path]) => (
        <path key={value} className={styles[value]} d={path} shapeRendering="crispEdges" />
      ))}
      <path className={styles.ground} d={`M0 ${BARS + 0.5}h${width}`} />
      {ticks.map(({ bucket, label }) => {
        const left = leftOf(bucket, count, width);
        return (
          <g key={bucket}>
            <path className={styles.ground} d={`M${left + 0.5} ${BARS + 1}v4`} />
            <text className={styles.label} x={left + (bucket === 0 ? 0 : 4)} y={BARS + 14}>
              {label}
            </text>
          </g>
        );
      })}
    </svg>
  );
});
