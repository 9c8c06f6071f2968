import { ChevronDown, ChevronUp, FoldHorizontal, Undo2 } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { focusRegion } from '../../commands/focus-region.ts';
import { describeCommand, useCommand } from '../../commands/use-commands.ts';
import { useLatestAnswer } from '../../data/use-latest-answer.ts';
import { describeRange } from '../../format/describe-range.ts';
import { useAppState, useZone } from '../../state/app-context.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { LeftOut } from './left-out.tsx';
import { SplitChoice } from './split-choice.tsx';
import { TimelineChart } from './timeline-chart.tsx';
import { TimelineTable } from './timeline-table.tsx';
import styles from './timeline.module.css';
import { useWidth } from './use-width.ts';
import { useZoom } from './use-zoom.ts';

/** Px that a bar takes at least, its gap included. */
const BAR_WIDTH = 6;
const MOST_BUCKETS = 200;
/** Asked for in steps, so that dragging the window's edge does not ask at every pixel. */
const BUCKET_STEP = 20;

/** How many events happened when, above the list; choosing a part of it sets the time range. */
export function Timeline({ start }: { readonly start: ReactNode }) {
  const zone = useZone();
  const isOpen = useAppState((state) => state.settings.isTimelineOpen);
  const by = useAppState((state) => state.settings.timelineSplit);
  const filter = useAppState((state) => state.filter);
  const middle = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const plotWidth = useWidth(plot);
  // Not of the plot alone: what stands beside it comes with the answer, which is not to be asked for anew.
  const width = useWidth(middle);
  const buckets = bucketsFor(width);
  const [isCrowdOnly, setIsCrowdOnly] = useState(true);
  const input = useMemo(
    () => (isOpen && buckets > 0 ? { filter, by, buckets, timeZone: zone, isCrowdOnly } : null),
    [isOpen, filter, by, buckets, zone, isCrowdOnly],
  );
  const { snapshot, retry } = useLatestAnswer('history.timeline', input);
  const { answered } = snapshot;
  const { earlier = 0, later = 0 } = answered?.output ?? {};
  const showAll = (): void => setIsCrowdOnly(false);
  const zoom = useZoom();
  return (
    <section className={styles.strip} data-open={isOpen} aria-label="Timeline">
      <div className={styles.start}>{start}</div>
      <div ref={middle} className={styles.middle}>
        {isOpen && earlier > 0 && <LeftOut side="earlier" count={earlier} onShow={showAll} />}
        <div ref={plot} className={styles.plot}>
          {isOpen ? (
            <TimelineChart snapshot={snapshot} width={plotWidth} zoom={zoom} onRetry={retry} />
          ) : (
            <span className={styles.title}>Timeline</span>
          )}
        </div>
        {isOpen && later > 0 && <LeftOut side="later" count={later} onShow={showAll} />}
      </div>
      <div className={styles.controls}>
        <div className={styles.buttons}>
          {isOpen && zoom.before && (
            <IconButton
              size="small"
              label={`Back to ${describeRange(zoom.before, zone)}`}
              onPress={zoom.back}
            >
              <Undo2 size={13} />
            </IconButton>
          )}
          {isOpen && !isCrowdOnly && (
            <IconButton
              size="small"
              label="Show only where most events are"
              onPress={() => {
                setIsCrowdOnly(true);
                // The button goes.
                focusRegion('timeline');
              }}
            >
              <FoldHorizontal size={13} />
            </IconButton>
          )}
          {isOpen && <TimelineTable answered={answered} />}
          <FoldButton isOpen={isOpen} />
        </div>
        {isOpen && <SplitChoice by={by} />}
      </div>
    </section>
  );
}

function FoldButton({ isOpen }: { readonly isOpen: boolean }) {
  const run = useCommand();
  const { keys } = describeCommand('timeline.toggle');
  return (
    <IconButton
      size="small"
      label={isOpen ? 'Hide the timeline' : 'Show the timeline'}
      keys={keys}
      onPress={() => run('timeline.toggle')}
    >
      {isOpen ? <ChevronUp size={14} /> : <ChevronDown size={14} />}
    </IconButton>
  );
}

/** As many buckets as there is room for; 0 while that is not known. */
function bucketsFor(width: number): number {
  if (width === 0) return 0;
  const fitting = Math.floor(width / BAR_WIDTH / BUCKET_STEP) * BUCKET_STEP;
  return Math.min(MOST_BUCKETS, Math.max(BUCKET_STEP, fitting));
}
