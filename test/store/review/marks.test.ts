import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { makeEvent, makeEvents } from '../../support/make-event.ts';
import {
  all,
  makeTempFolder,
  openStore,
  removeFolder,
  storePlace,
  tempStore,
} from '../../support/temp-store.ts';
import type { TempStore } from '../../support/temp-store.ts';
import { codeOf } from '../support/files.ts';
import { colleague, contentOf, expectIntact, operator, reviewedStore, tamper } from './support.ts';

function mark({ writes }: TempStore, upToSeq: number, note: string | null = null) {
  return writes.markReviewed({ upToSeq, note, operator });
}

/** Events that nobody has reviewed: the count and the filter tell the same. */
function unreviewed({ reads }: TempStore): number {
  const { unreviewed } = reads.reviewState();
  const filter = {
    ...EVERYTHING,
    terms: [{ field: 'reviewed' as const, values: ['no'], negated: false }],
  };
  expect(all(reads.total(filter))).toBe(unreviewed);
  return unreviewed;
}

describe('the review mark', () => {
  it('is at the beginning of a trail that nobody reviewed', () => {
    const store = reviewedStore(3);
    const nobody = { upToSeq: 0, at: null, operator: null };
    expect(store.reads.reviewState()).toEqual({ ...nobody, unreviewed: 3 });
    expect(tempStore().reads.reviewState()).toEqual({ ...nobody, unreviewed: 0 });
  });

  it('says who reviewed how far, in an event that tells the same', () => {
    const store = reviewedStore(5);
    const { eventId, ...result } = mark(store, 3, 'nothing\nodd');
    expect(result).toEqual({ updatedCount: 3, headSeq: 6 });
    const { event } = store.reads.detail({ id: eventId ?? '' });
    expect(event).toMatchObject({
      category: 'admin',
      action: 'review.mark',
      actorId: 'op-1',
      message: 'Reviewed 3 events, up to number 3: nothing odd',
      targets: [{ type: 'event', id: 'e-3', name: 'event 3' }],
      metadata: { upToSeq: 3, note: 'nothing\nodd', targets: ['event:e-3'] },
      affectedCount: 3,
      totalCount: 5,
    });
    expect(store.reads.reviewState()).toEqual({
      upToSeq: 3,
      at: event.occurredAt,
      operator: 'Olga Operator',
      unreviewed: 2,
    });
    expectIntact(store);
  });

  it('moves forward only: the same again, or further back, is no act', () => {
    const store = reviewedStore(5);
    mark(store, 3);
    const before = contentOf(store);
    for (const seq of [3, 2]) {
      expect(mark(store, seq)).toEqual({ updatedCount: 0, eventId: null, headSeq: 6 });
    }
    expect(contentOf(store)).toEqual(before);
    expect(mark(store, 5)).toMatchObject({ updatedCount: 2, headSeq: 7 });
    expect(unreviewed(store)).toBe(0);
  });

  it('is of whoever set it last', () => {
    const store = reviewedStore(4);
    mark(store, 2);
    store.writes.markReviewed({ upToSeq: 4, note: null, operator: colleague });
    expect(store.reads.reviewState()).toMatchObject({ upToSeq: 4, operator: 'Carl Colleague' });
  });

  it('is not moved by acts of review, which need none', () => {
    const store = reviewedStore(2);
    mark(store, 2);
    const { writes } = store;
    const selection = { filter: EVERYTHING };
    writes.flagEvents({ selection, flagged: true, note: null, operator });
    writes.flagEntities({
      entities: [{ type: 'seller', id: 's-0' }],
      flagged: true,
      note: null,
      operator,
    });
    writes.addNote({ seq: 1, text: 'odd', operator });
    const { hold, headSeq } = writes.placeHold({ selection, reason: 'case', operator });
    writes.releaseHold({ hold, reason: 'closed', operator });
    expect(unreviewed(store)).toBe(0);
    expect(mark(store, headSeq)).toMatchObject({ updatedCount: 0, eventId: null });
  });

  it('counts that something was undone, and what other programs call a flag or a note', () => {
    const store = reviewedStore(2);
    mark(store, 2);
    const { writes } = store;
    const flagging = { flagged: true, note: null, operator };
    const { act } = writes.flagEvents({ selection: { seqs: [1] }, ...flagging });
    writes.undoFlags({ act: act ?? 0, operator });
    expect(unreviewed(store)).toBe(1);
    writes.record(
      ['flag', 'note', 'hold'].map((action) => makeEvent({ action, category: 'admin' })),
    );
    expect(unreviewed(store)).toBe(4);
  });

  it('does not count what was pruned', () => {
    const store = reviewedStore(9);
    // Numbers 2 to 4 and 6 to 8: the first run lies across the mark.
    tamper(
      store,
      `INSERT INTO prune (state, action, scope, planned, kept_by_hold, by_category, is_text_anew, operator_id,
         operator_name, source, host, pid, started_at)
         VALUES ('running', 'prune', '{}', 6, 0, '{}', 0, 'o', 'o', 'manual', 'h', 1, 0);
       DELETE FROM event WHERE seq BETWEEN 2 AND 4 OR seq BETWEEN 6 AND 8;
       INSERT INTO pruned_run SELECT 2, 4, zeroblob(32), zeroblob(32), id FROM prune;
       INSERT INTO pruned_run SELECT 6, 8, zeroblob(32), zeroblob(32), id FROM prune;`,
    );
    expect(unreviewed(store)).toBe(3);
    expect(mark(store, 3)).toMatchObject({ updatedCount: 1 });
    expect(unreviewed(store)).toBe(2);
    expect(mark(store, 7)).toMatchObject({ updatedCount: 1 });
    expect(unreviewed(store)).toBe(1);
  });

  it('cannot be set where the trail has not come yet', () => {
    const store = reviewedStore(2);
    const before = contentOf(store);
    expect(codeOf(() => mark(store, 3))).toBe('NOT_FOUND');
    expect(contentOf(store)).toEqual(before);
  });

  const step = fc.oneof(
    fc.record({ kind: fc.constant('record' as const), count: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ kind: fc.constant('note' as const) }),
    fc.record({
      kind: fc.constant('mark' as const),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  );

  test.prop([fc.array(step, { maxLength: 20 })], { numRuns: 40 })(
    'counts as the model does after any sequence of recording, noting and marking',
    (steps) => {
      const folder = makeTempFolder();
      const store = openStore(storePlace(folder));
      try {
        // Of each event of the trail, whether it has to be reviewed.
        const trail = [true];
        let upTo = 0;
        store.writes.record([makeEvent()]);
        for (const each of steps) {
          if (each.kind === 'record') {
            store.writes.record(makeEvents(each.count));
            trail.push(...Array.from({ length: each.count }, () => true));
          } else if (each.kind === 'note') {
            store.writes.addNote({ seq: 1, text: 'n', operator });
            trail.push(false);
          } else {
            const seq = Math.max(1, Math.round(each.share * trail.length));
            const expected = trail.slice(upTo, seq).filter(Boolean).length;
            expect(mark(store, seq).updatedCount).toBe(expected);
            if (expected > 0) {
              upTo = seq;
              trail.push(false);
            }
          }
          expect(unreviewed(store)).toBe(trail.slice(upTo).filter(Boolean).length);
          expect(store.reads.facts().headSeq).toBe(trail.length);
        }
      } finally {
        store.close();
        removeFolder(folder);
      }
    },
  );
});
