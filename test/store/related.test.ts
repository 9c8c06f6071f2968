import { fc, test } from '@fast-check/vitest';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { NewEvent, StoredEvent } from '#shared/model/audit-event.ts';
import { RelatedEvents } from '#shared/model/related.ts';
import { readRelated } from '../../src-main/store/queries/related-reads.ts';
import type { StoreReads } from '../../src-main/store/store-api.ts';
import { HAPPENED_AT, makeEvent, makeEvents } from '../support/make-event.ts';
import {
  all,
  makeTempFolder,
  openStore,
  removeFolder,
  storePlace,
  tempStore,
} from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';
import { newEvent } from './support/arbitraries.ts';
import { ask, compareBy, storedEvents } from './support/asked.ts';
import { codeOf } from './support/files.ts';
import { indexAll } from './text/support/indexed.ts';
import { plansOf } from './support/statement-plans.ts';

const DAY_MS = 86_400_000;

/** The numbers of what is around an event. */
function related(reads: StoreReads, seq: number, limit: number) {
  const found = all(reads.related({ seq, limit }));
  expect(RelatedEvents.safeParse(found).error).toBeUndefined();
  const seqs = (events: readonly { readonly seq: number }[]): number[] =>
    events.map((event) => event.seq);
  return {
    newer: found.newer?.seq ?? null,
    older: found.older?.seq ?? null,
    target: found.sameTarget?.target ?? null,
    sameTarget: found.sameTarget && seqs(found.sameTarget.events),
    sameActor: seqs(found.sameActor),
    sameCorrelation: seqs(found.sameCorrelation),
  };
}

/** An event among others, newest first: as many newer as fit in half of the list, then older ones. */
function around(events: readonly StoredEvent[], seq: number, limit: number): number[] {
  const seqs = events.map((event) => event.seq);
  const at = seqs.indexOf(seq);
  if (at === -1) return [];
  const start = Math.max(0, at - Math.floor((limit - 1) / 2));
  return seqs.slice(start, start + limit);
}

/** What has to be around an event. */
function expected(events: readonly StoredEvent[], anchor: StoredEvent, limit: number) {
  const newestFirst = events.toSorted(compareBy('newest'));
  const at = newestFirst.findIndex(({ seq }) => seq === anchor.seq);
  const [target = null] = anchor.targets;
  const { actorId, actorName, correlationId } = anchor;
  const byActor = newestFirst.filter((event) =>
    actorId === null
      ? actorName !== null && event.actorName === actorName
      : event.actorId === actorId,
  );
  const correlated = newestFirst.filter(
    ({ correlationId: id, occurredAt }) =>
      id !== null &&
      id !== '' &&
      id === correlationId &&
      occurredAt >= anchor.occurredAt - DAY_MS &&
      occurredAt < anchor.occurredAt + DAY_MS,
  );
  return {
    newer: newestFirst[at - 1]?.seq ?? null,
    older: newestFirst[at + 1]?.seq ?? null,
    target,
    sameTarget:
      target &&
      newestFirst
        .filter(({ targets }) =>
          targets.some(({ type, id }) => type === target.type && id === target.id),
        )
        .slice(0, limit)
        .map(({ seq }) => seq),
    sameActor: around(byActor, anchor.seq, limit),
    sameCorrelation: around(correlated, anchor.seq, limit),
  };
}

describe('what stands around an event', () => {
  test.prop(
    [
      fc.array(newEvent, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
    ],
    { numRuns: 15 },
  )('is what the model has there, ends and ties included', (events, limit, isIndexed) => {
    const folder = makeTempFolder();
    const store = openStore(storePlace(folder));
    try {
      store.writes.record(events);
      if (isIndexed) indexAll(store.writes);
      const stored = storedEvents(store.reads);
      for (const anchor of stored) {
        expect(related(store.reads, anchor.seq, limit)).toEqual(expected(stored, anchor, limit));
      }
    } finally {
      store.close();
      removeFolder(folder);
    }
  });

  it('is nothing for an event that is alone', () => {
    const { writes, reads } = tempStore();
    writes.record([makeEvent({ actorId: null, actorName: null, targets: [], correlationId: '' })]);
    expect(related(reads, 1, 10)).toEqual({
      newer: null,
      older: null,
      target: null,
      sameTarget: null,
      sameActor: [],
      sameCorrelation: [],
    });
  });

  it('cannot be told of an event that is not there', () => {
    const { writes, reads } = tempStore();
    writes.record(makeEvents(3));
    for (const seq of [0, 4, -1]) {
      expect(codeOf(() => all(reads.related({ seq, limit: 5 })))).toBe('NOT_FOUND');
    }
  });

  /** More events than fit in a list, all of one actor, one target and one correlation. */
  function crowded(): TempStore {
    const store = tempStore();
    const targets = [{ type: 'seller', id: '1', name: null }];
    const alike: Partial<NewEvent> = { targets, correlationId: 'c-1', actorId: 'u-7' };
    store.writes.record(
      makeEvents(2_500, alike).map((event, index) => ({
        ...event,
        occurredAt: HAPPENED_AT + (index % 50),
      })),
    );
    return store;
  }

  it.each([
    ['before anything is indexed', false],
    ['when all is indexed', true],
  ])('has the event itself in the middle of a crowd, %s', (_, isIndexed) => {
    const { writes, reads } = crowded();
    if (isIndexed) indexAll(writes);
    const stored = storedEvents(reads);
    for (const seq of [1, 50, 51, 1_201, 2_451, 2_500]) {
      const [anchor] = stored.slice(seq - 1);
      if (!anchor) throw new Error('no such event');
      const found = related(reads, seq, 9);
      expect(found).toEqual(expected(stored, anchor, 9));
      expect(found.sameActor).toContain(seq);
      expect(found.sameCorrelation).toContain(seq);
    }
  });

  it('is read in steps of an index: no list sorts or scans a table', () => {
    const store = crowded();
    const { db, close } = ask(store.path, null);
    onTestFinished(close);
    const plans = plansOf(db, (watched) => all(readRelated(watched, { seq: 1_201, limit: 9 })));
    expect(plans.length).toBeGreaterThan(6);
    for (const { text, steps } of plans) {
      for (const detail of steps) {
        expect(detail).not.toContain('TEMP B-TREE');
        expect(detail).not.toMatch(/SCAN event(?:$| )(?!USING INDEX event_by_time)/u);
        if (text.includes('actor_id = ?'))
          expect(detail).toContain('event_by_actor_id (actor_id=?');
      }
    }
  });
});
