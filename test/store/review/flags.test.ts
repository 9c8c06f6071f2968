import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { makeEvent, makeEvents } from '../../support/make-event.ts';
import type { TempStore } from '../../support/temp-store.ts';
import { tempStore } from '../../support/temp-store.ts';
import { failureOf } from '../support/files.ts';
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

const FLAGGED = having('flagged', 'yes');

function flag({ writes }: TempStore, seqs: number[], note: string | null = null) {
  return writes.flagEvents({ selection: { seqs }, flagged: true, note, operator });
}

function unflag({ writes }: TempStore, seqs: number[]) {
  return writes.flagEvents({ selection: { seqs }, flagged: false, note: null, operator });
}

function flagAll({ writes }: TempStore, filter: EventFilter, flagged = true) {
  return writes.flagEvents({ selection: { filter }, flagged, note: null, operator });
}

describe('flagging chosen events', () => {
  it('counts what really changed, and records it as one event', () => {
    const store = reviewedStore(6);
    flag(store, [2]);
    const result = flag(store, [5, 2, 3, 3]);
    expect(result).toEqual({
      updatedCount: 2,
      act: 8,
      eventId: expect.stringMatching(/^al_/u) as string,
      headSeq: 8,
    });
    expect(idsOf(store, FLAGGED)).toEqual(['e-2', 'e-3', 'e-5']);
    expect(store.reads.detail({ id: result.eventId ?? '' }).event).toMatchObject({
      seq: 8,
      category: 'admin',
      action: 'flag',
      source: 'manual',
      outcome: 'success',
      severity: 'notice',
      actorId: 'op-1',
      actorName: 'Olga Operator',
      actorType: 'user',
      message: 'Flagged 2 events',
      targets: [
        { type: 'event', id: 'e-3', name: 'event 3' },
        { type: 'event', id: 'e-5', name: 'event 5' },
      ],
      metadata: { flagged: true, note: null, targets: ['event:e-3', 'event:e-5'] },
      affectedCount: 2,
      totalCount: 7,
    });
    expectIntact(store);
  });

  it('changes and records nothing the second time', () => {
    const store = reviewedStore(3);
    flag(store, [1, 2], 'why');
    const before = contentOf(store);
    const nothing = { updatedCount: 0, act: null, eventId: null, headSeq: 4 };
    expect(flag(store, [1, 2], 'why')).toEqual(nothing);
    expect(flag(store, [2, 1])).toEqual(nothing);
    expect(unflag(store, [3])).toEqual(nothing);
    expect(contentOf(store)).toEqual(before);
  });

  it('replaces the note of those that had another', () => {
    const store = reviewedStore(3);
    flag(store, [1], 'old');
    flag(store, [2], 'new');
    const { writes, reads } = store;
    const selection = { seqs: [1, 2, 3] };
    expect(
      writes.flagEvents({ selection, flagged: true, note: 'new', operator: colleague }),
    ).toMatchObject({ updatedCount: 2 });
    expect(reads.reviewOf(1).flag).toMatchObject({ note: 'new', operator: 'Carl Colleague' });
    expect(reads.reviewOf(2).flag).toMatchObject({ note: 'new', operator: 'Olga Operator' });
  });

  it('takes flags away again', () => {
    const store = reviewedStore(4);
    flag(store, [1, 2, 3]);
    const result = unflag(store, [2, 3, 4]);
    expect(result).toMatchObject({ updatedCount: 2, act: 6 });
    expect(idsOf(store, FLAGGED)).toEqual(['e-1']);
    expect(store.reads.detail({ seq: 6 }).event).toMatchObject({
      action: 'flag',
      message: 'Unflagged 2 events',
      metadata: { flagged: false },
    });
    expect(store.reads.reviewOf(2).flag).toBeNull();
    expectIntact(store);
  });

  it('tells readers of every change, and of nothing else', () => {
    const store = reviewedStore(3);
    expect(versionOf(store)).toBe(0);
    flag(store, [1]);
    flag(store, [1]);
    expect(versionOf(store)).toBe(1);
    unflag(store, [1]);
    unflag(store, [1]);
    expect(versionOf(store)).toBe(2);
  });

  it('changes nothing if one of them is not there, and names the first', () => {
    const store = reviewedStore(3);
    const before = contentOf(store);
    const failure = failureOf(() => flag(store, [1, 9, 2, 7, 8, 11]));
    expect(failure.code).toBe('NOT_FOUND');
    expect(failure.message).toBe('The store does not have 4 events: 7, 8, 9 and 1 more.');
    expect(contentOf(store)).toEqual(before);
  });

  it('names as many targets as an event can have, though it changes more', () => {
    const store = tempStore();
    store.writes.record(makeEvents(LIMITS.targets + 5, { message: '  many\n words '.repeat(99) }));
    const { eventId } = flagAll(store, EVERYTHING);
    const { event } = store.reads.detail({ id: eventId ?? '' });
    expect(event.affectedCount).toBe(LIMITS.targets + 5);
    expect(event.message).toBe('Flagged 10,005 events');
    expect(event.targets).toHaveLength(LIMITS.targets);
    expect(new Set(event.targets.map(({ id }) => id)).size).toBe(LIMITS.targets);
    const [first] = event.targets;
    expect(first?.name).toMatch(/^many words many words .{1,120}…$/u);

    const selection = { seqs: event.targets.map((_, index) => index + 1) };
    const unflagged = store.writes.flagEvents({ selection, flagged: false, note: null, operator });
    const told = store.reads.detail({ id: unflagged.eventId ?? '' }).event.metadata;
    // Not all of their ids have room in metadata.
    expect(JSON.stringify(told).length).toBeLessThanOrEqual(LIMITS.json);
    expect(JSON.stringify(told).length).toBeGreaterThan(LIMITS.json - 100);
    expect(idsOf(store, FLAGGED)).toHaveLength(5);
    expectIntact(store);
  });
});

describe('flagging all events that match', () => {
  it('changes exactly those, and records the filter', () => {
    const store = reviewedStore(9);
    flag(store, [1]);
    const filter = having('target', 'seller:s-0');
    const { eventId, updatedCount } = flagAll(store, filter);
    expect(updatedCount).toBe(2);
    expect(idsOf(store, FLAGGED)).toEqual(['e-1', 'e-4', 'e-7']);
    expect(store.reads.detail({ id: eventId ?? '' }).event).toMatchObject({
      message: 'Flagged 2 events',
      metadata: { flagged: true, note: null, filter },
      targets: [{ id: 'e-4' }, { id: 'e-7' }],
      affectedCount: 2,
    });
    expect(flagAll(store, filter, false)).toMatchObject({ updatedCount: 3 });
    expect(idsOf(store, FLAGGED)).toEqual([]);
  });

  it.each<[string, EventFilter]>([
    ['everything', EVERYTHING],
    ['a time without end', { ...EVERYTHING, from: 0 }],
    ['a text that is in the names of what was flagged', having('text', 'EVENT')],
    ['a text that is not plain ASCII', having('text', 'évent')],
    ['its own action', having('action', 'flag')],
    ['those without a flag', having('flagged', 'no')],
  ])('comes to an end: the second time, nothing is left of %s', (_, filter) => {
    const store = tempStore();
    store.writes.record([...makeEvents(3), makeEvent({ message: 'Évent' })]);
    flagAll(store, filter);
    const before = contentOf(store);
    expect(flagAll(store, filter)).toMatchObject({ updatedCount: 0, act: null });
    expect(contentOf(store)).toEqual(before);
  });

  it('flags acts of flagging where they are chosen, and unflags them with all others', () => {
    const store = reviewedStore(1);
    const { act } = flag(store, [1]);
    expect(flag(store, [act ?? 0])).toMatchObject({ updatedCount: 1 });
    expect(flagAll(store, EVERYTHING, false)).toMatchObject({ updatedCount: 2 });
  });

  it('is refused if the filter is too long to be recorded', () => {
    const store = reviewedStore(1);
    const terms = Array.from({ length: 6 }, () => ({
      field: 'action' as const,
      values: Array.from({ length: 100 }, (_, index) => `${index}`.padEnd(512, 'x')),
      negated: true,
    }));
    const before = contentOf(store);
    const failure = failureOf(() => flagAll(store, { ...EVERYTHING, terms }));
    expect(failure.code).toBe('INVALID_INPUT');
    expect(failure.hint).not.toBe('');
    expect(contentOf(store)).toEqual(before);
  });
});

describe('flagging entities', () => {
  const sellers = (...numbers: number[]) =>
    numbers.map((number) => ({ type: 'seller', id: `s-${number}` }));

  it('works as flagging events does, and calls them by their type', () => {
    const store = reviewedStore(6);
    const { writes, reads } = store;
    const flagSellers = (note: string | null) =>
      writes.flagEntities({ entities: sellers(2, 0, 0), flagged: true, note, operator });
    const result = flagSellers(null);
    expect(result).toMatchObject({ updatedCount: 2, act: 7, headSeq: 7 });
    expect(reads.detail({ seq: 7 }).event).toMatchObject({
      category: 'admin',
      action: 'flag',
      message: 'Flagged 2 sellers',
      targets: [
        { type: 'seller', id: 's-0', name: 'Seller 0' },
        { type: 'seller', id: 's-2', name: 'Seller 2' },
      ],
      metadata: { flagged: true, note: null, targets: ['seller:s-0', 'seller:s-2'] },
      affectedCount: 2,
      totalCount: 3,
    });
    expect(flagSellers(null)).toMatchObject({ updatedCount: 0, eventId: null, headSeq: 7 });
    expect(flagSellers('again')).toMatchObject({ updatedCount: 2, headSeq: 8 });
    // A flag on a thing is none on its events.
    expect(idsOf(store, FLAGGED)).toEqual([]);
    expect(
      writes.flagEntities({ entities: sellers(0, 1), flagged: false, note: null, operator }),
    ).toMatchObject({ updatedCount: 1 });
    expect(versionOf(store)).toBe(3);
    expectIntact(store);
  });

  it('of different types calls them entities', () => {
    const store = reviewedStore(1);
    store.writes.record([makeEvent({ targets: [{ type: 'bus', id: '7', name: null }] })]);
    const entities = [...sellers(0), { type: 'bus', id: '7' }];
    const { eventId } = store.writes.flagEntities({
      entities,
      flagged: true,
      note: null,
      operator,
    });
    expect(store.reads.detail({ id: eventId ?? '' }).event.message).toBe('Flagged 2 entities');
  });

  it('changes nothing if one was never seen, and names it', () => {
    const store = reviewedStore(3);
    const before = contentOf(store);
    const entities = [...sellers(0, 77), { type: 's-1', id: 'seller' }];
    const failure = failureOf(() =>
      store.writes.flagEntities({ entities, flagged: true, note: null, operator }),
    );
    expect(failure.code).toBe('NOT_FOUND');
    expect(failure.message).toBe('The store does not have 2 entities: seller:s-77, s-1:seller.');
    expect(contentOf(store)).toEqual(before);
  });
});
