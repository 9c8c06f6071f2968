import { blankEvent } from '../../../src-shared/model/audit-event.ts';
import type { NewEvent } from '../../../src-shared/model/audit-event.ts';
import { openWrites } from '../../../src-main/store/open-store.ts';
import { timingOf } from '../measure.ts';
import type { Timing } from '../measure.ts';
import type { PreparedStore } from '../prepared-store.ts';
import { onCopy } from './store-copy.ts';

export interface RecordMeasurement {
  /** One event a call, each a durable commit, in milliseconds. */
  readonly one: Timing;
  /** Events in one call. */
  readonly batch: number;
  readonly perSecond: number;
}

const SINGLES = 2_000;
const BATCH = 500;
const BATCHES = 60;

/** Records into a copy of the store: one event after another, and in batches. */
export function measureRecord(store: PreparedStore): Promise<RecordMeasurement> {
  return onCopy(store, ({ path, stateFolder }) => {
    const { writes, close } = openWrites(path, { stateFolder });
    try {
      const times: number[] = [];
      for (let index = 0; index < SINGLES; index += 1) {
        const startedAt = performance.now();
        writes.record([eventOf(index)]);
        times.push(performance.now() - startedAt);
      }
      const batches = Array.from({ length: BATCHES }, (_, batch) =>
        Array.from({ length: BATCH }, (_, index) => eventOf(batch * BATCH + index)),
      );
      const startedAt = performance.now();
      for (const events of batches) writes.record(events);
      const seconds = (performance.now() - startedAt) / 1000;
      return { one: timingOf(times), batch: BATCH, perSecond: (BATCH * BATCHES) / seconds };
    } finally {
      close();
    }
  });
}

/** An act as a program would record it, about one of a thousand sellers. */
function eventOf(index: number): NewEvent {
  const seller = `s-${index % 1_000}`;
  return {
    ...blankEvent(Date.now(), 'seller.flag'),
    category: 'data',
    outcome: 'success',
    actorId: `u-${index % 40}`,
    actorName: `User ${index % 40}`,
    actorType: 'user',
    targets: [{ type: 'seller', id: seller, name: `Seller ${seller}` }],
    message: `User ${index % 40} flagged seller ${seller}`,
    metadata: { reason: 'reviewed by hand', ticket: index },
  };
}
