import type { EventFilter } from '#shared/model/event-filter.ts';
import { finish } from '../store/sliced.ts';
import type { StoreReads } from '../store/store-api.ts';
import { counted, formatCount } from './print/format.ts';
import { ProgressLine } from './print/progress-line.ts';

/** Up to so many events, SQL has counted before the lens is there. */
const FEW_EVENTS = 50_000;

/** Brings the lens up to date where many events are to be counted, and says so meanwhile. */
export function prepareLens(reads: StoreReads, filter: EventFilter): void {
  const { events } = reads.facts();
  if (events <= FEW_EVENTS || finish(reads.total(filter)) <= FEW_EVENTS) return;
  const progress = new ProgressLine();
  try {
    const work = reads.prepareLens();
    while (!work.next().done) {
      const { events: done } = reads.lens();
      const read = done === 0 ? '' : `: ${formatCount(done)} read`;
      progress.show(`Preparing to count ${counted(events, 'event')}${read}`);
    }
  } finally {
    progress.clear();
  }
}
