import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import type { HoldSelection } from '#shared/model/review.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { HAPPENED_AT, makeEvent, makeEvents } from '../../support/make-event.ts';
import { all, tempStore } from '../../support/temp-store.ts';
import type { TempStore } from '../../support/temp-store.ts';
import { codeOf, failureOf } from '../support/files.ts';
import {
  colleague,
  contentOf,
  expectIntact,
  having,
  idsOf,
  operator,
  reviewedStore,
  versionOf,
} from './support.ts';

const HELD = having('held', 'yes');
const SELLER = { type: 'seller', id: 's-0' };

function hold({ writes }: TempStore, selection: HoldSelection, reason = 'Case 7') {
  return writes.placeHold({ selection, reason, operator });
}

function release({ writes }: TempStore, hold: number, reason = 'Case closed') {
  return writes.releaseHold({ hold, reason, operator: colleague });
}

/** The numbers of the holds that keep an event. */
function holdsOn({ reads }: TempStore, seq: number): number[] {
  return reads.reviewOf(seq).holds.map(({ id }) => id);
}

/** Records one more event of the seller. */
function recordSale({ writes }: TempStore, id: string): number {
  const event = makeEvent({
    id,
    occurredAt: HAPPENED_AT + 999,
    targets: [{ ...SELLER, name: null }],
  });
  return writes.record([event])[0]?.seq ?? 0;
}

describe('a hold', () => {
  it('on chosen events keeps those', () => {
    const store = reviewedStore(6);
    const placed = hold(store, { seqs: [2, 5, 2] });
    expect(placed).toMatchObject({ hold: 1, heldCount: 2, headSeq: 7 });
    expect(store.reads.detail({ id: placed.eventId }).event).toMatchObject({
      category: 'admin',
      action: 'hold',
      message: 'Put 2 events on hold: Case 7',
      targets: [
        { type: 'hold', id: '1', name: 'Case 7' },
        { type: 'event', id: 'e-2' },
        { type: 'event', id: 'e-5' },
      ],
      metadata: { hold: 1, reason: 'Case 7' },
      affectedCount: 2,
    });
    expect(idsOf(store, HELD)).toEqual(['e-2', 'e-5']);
    expect([1, 2, 5].map((seq) => holdsOn(store, seq))).toEqual([[], [1], [1]]);
    expect(versionOf(store)).toBe(1);
    expectIntact(store);
  });

  it('on an entity keeps all that touched it, then and later', () => {
    const store = reviewedStore(4);
    const { eventId } = hold(store, { entity: SELLER });
    expect(store.reads.detail({ id: eventId }).event).toMatchObject({
      message: 'Put seller “Seller 0” (2 events) on hold: Case 7',
      affectedCount: 2,
    });
    const seq = recordSale(store, 'later');
    // The act of holding touched the entity, too.
    expect(idsOf(store, HELD)).toEqual(['e-1', 'e-4', 'later', eventId]);
    expect(holdsOn(store, seq)).toEqual([1]);
    expect(holdsOn(store, 2)).toEqual([]);
  });

  it('on a filter keeps all that match, then and later', () => {
    const store = reviewedStore(4);
    const filter: EventFilter = {
      from: HAPPENED_AT + 1,
      to: null,
      terms: [
        { field: 'category', values: ['auth'], negated: false },
        { field: 'target', values: ['seller:s-0'], negated: false },
        { field: 'text', values: ['EVENT', 'Sïgned', 'signed'], negated: false },
      ],
    };
    const { eventId, heldCount } = hold(store, { filter });
    expect(heldCount).toBe(1);
    expect(store.reads.detail({ id: eventId }).event).toMatchObject({
      message: 'Put all that matches a filter (1 event) on hold: Case 7',
      metadata: { filter },
    });
    const seq = recordSale(store, 'later');
    expect(idsOf(store, HELD)).toEqual(['e-4', 'later']);
    expect([holdsOn(store, 1), holdsOn(store, seq)]).toEqual([[], [1]]);
  });

  it('keeps what it keeps until it is released; others go on', () => {
    const store = reviewedStore(3);
    hold(store, { seqs: [1, 2] }, 'first');
    hold(store, { entity: SELLER }, 'second');
    hold(store, { filter: having('category', 'auth') }, 'third');
    expect(holdsOn(store, 1)).toEqual([3, 2, 1]);
    const version = versionOf(store);
    const released = release(store, 1);
    expect(released).toMatchObject({ hold: 1, heldCount: 2 });
    expect(versionOf(store)).toBe(version + 1);
    expect(store.reads.detail({ id: released.eventId }).event).toMatchObject({
      action: 'hold.release',
      actorName: 'Carl Colleague',
      message: 'Released the hold on 2 events: Case closed',
      targets: [{ type: 'hold', id: '1', name: 'first' }],
      metadata: { hold: 1, reason: 'Case closed' },
      affectedCount: 2,
    });
    expect(holdsOn(store, 1)).toEqual([3, 2]);
    expect(holdsOn(store, 2)).toEqual([3]);
    release(store, 3);
    expect(holdsOn(store, 1)).toEqual([2]);
    release(store, 2);
    expect(idsOf(store, HELD)).toEqual([]);
    expectIntact(store);
  });

  it('is listed with what it is about, what it keeps and how it ended', () => {
    const store = reviewedStore(6);
    hold(store, { seqs: [1] }, 'one');
    hold(store, { entity: SELLER }, 'two');
    const filter = having('action', 'user.*');
    hold(store, { filter }, 'three');
    release(store, 1, 'no longer');
    const at = expect.any(Number) as number;
    const signature = { at, operator: 'Olga Operator' };
    expect(all(store.reads.holds())).toEqual([
      {
        id: 3,
        kind: 'filter',
        reason: 'three',
        ...signature,
        entity: null,
        filter,
        heldCount: 6,
        released: null,
      },
      {
        id: 2,
        kind: 'entity',
        reason: 'two',
        ...signature,
        entity: { ...SELLER, name: 'Seller 0' },
        filter: null,
        heldCount: 3,
        released: null,
      },
      {
        id: 1,
        kind: 'events',
        reason: 'one',
        ...signature,
        entity: null,
        filter: null,
        heldCount: null,
        released: { reason: 'no longer', at, operator: 'Carl Colleague' },
      },
    ]);
  });

  it('on as many events as can be chosen names as many as an event can', () => {
    const store = tempStore();
    store.writes.record(makeEvents(LIMITS.targets));
    const seqs = Array.from({ length: LIMITS.targets }, (_, index) => index + 1);
    const { eventId, heldCount } = hold(store, { seqs });
    expect(heldCount).toBe(LIMITS.targets);
    expect(store.reads.detail({ id: eventId }).event.targets).toHaveLength(LIMITS.targets);
  });

  it('may hold nothing yet, or everything', () => {
    const store = reviewedStore(2);
    expect(hold(store, { filter: having('action', 'none.*') })).toMatchObject({ heldCount: 0 });
    expect(hold(store, { filter: EVERYTHING })).toMatchObject({ heldCount: 3 });
    expect(idsOf(store, HELD)).toHaveLength(4);
  });
});

describe('a hold is refused', () => {
  /** Tries to hold; nothing may have happened. */
  function refused(store: TempStore, selection: HoldSelection, reason?: string) {
    const before = contentOf(store);
    const failure = failureOf(() => hold(store, selection, reason));
    expect(contentOf(store)).toEqual(before);
    expect(failure.message).not.toBe('');
    return failure;
  }

  it.each(['', ' \n\t', 'x'.repeat(LIMITS.message + 1)])('without a good reason (%j)', (reason) => {
    const store = reviewedStore(1);
    expect(refused(store, { seqs: [1] }, reason).code).toBe('INVALID_INPUT');
    hold(store, { seqs: [1] });
    expect(codeOf(() => release(store, 1, reason))).toBe('INVALID_INPUT');
    expect(holdsOn(store, 1)).toEqual([1]);
  });

  it.each(['flagged', 'held', 'noted'] as const)('if it asks for %s, which changes', (field) => {
    const failure = refused(reviewedStore(1), { filter: having(field, 'yes') });
    expect(failure.code).toBe('INVALID_INPUT');
    expect(failure.message).toContain(field);
    expect(failure.hint).not.toBe('');
  });

  it.each(['target', 'service'] as const)(
    'if it asks for a %s by its name, which the next event may change',
    (field) => {
      const store = reviewedStore(1);
      const targets = [{ type: 'service', id: 's3', name: 'Storage' }];
      store.writes.record([makeEvent({ targets })]);
      const failure = refused(store, { filter: having(field, 's3', 'Storage') });
      expect(failure.code).toBe('INVALID_INPUT');
      expect(failure.hint).toContain('service:s3');
      expect(hold(store, { filter: having(field, 's3') })).toMatchObject({ heldCount: 1 });
      expect(hold(store, { filter: having('service', 'Seller 0') })).toMatchObject({
        heldCount: 0,
      });
      store.writes.record([
        makeEvent({ targets: [{ type: 'service', id: 's3', name: 'Renamed' }] }),
      ]);
      expect(all(store.reads.holds())).toMatchObject([{ heldCount: 0 }, { heldCount: 2 }]);
    },
  );

  it('if it leaves out a target: the next event could give another thing that name', () => {
    const filter: EventFilter = {
      ...EVERYTHING,
      terms: [{ field: 'target', values: ['seller:s-9'], negated: true }],
    };
    expect(refused(reviewedStore(1), { filter }).code).toBe('INVALID_INPUT');
  });

  it('if what it names is not there', () => {
    const store = reviewedStore(1);
    expect(refused(store, { seqs: [1, 2] }).code).toBe('NOT_FOUND');
    expect(refused(store, { entity: { type: 'seller', id: 'x' } }).code).toBe('NOT_FOUND');
  });

  it('and so is releasing one that is not there or no longer in force', () => {
    const store = reviewedStore(1);
    hold(store, { seqs: [1] });
    release(store, 1);
    const before = contentOf(store);
    expect(codeOf(() => release(store, 1))).toBe('CONFLICT');
    expect(codeOf(() => release(store, 2))).toBe('NOT_FOUND');
    expect(contentOf(store)).toEqual(before);
  });
});
