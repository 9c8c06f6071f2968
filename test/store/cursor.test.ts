import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { EVENT_ORDERS, EVERYTHING } from '#shared/model/event-filter.ts';
import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import { parseCursor, printCursor } from '../../src-main/store/queries/cursor.ts';
import { makeEvents } from '../support/make-event.ts';
import { all, tempStore } from '../support/temp-store.ts';
import { eventFilter } from './support/arbitraries.ts';
import { codeOf, failureOf } from './support/files.ts';

const failures: EventFilter = {
  from: null,
  to: null,
  terms: [{ field: 'outcome', values: ['failure', 'error'], negated: false }],
};
const place = { occurredAt: -5, seq: 7 };

describe('a cursor', () => {
  test.prop([
    eventFilter,
    fc.constantFrom(...EVENT_ORDERS),
    fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }),
    fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  ])('reads as the place it was printed for', (filter, order, occurredAt, seq) => {
    const cursor = printCursor(filter, order, { occurredAt, seq });
    expect(cursor).toMatch(/^[\w-]+$/u);
    expect(parseCursor(cursor, filter, order)).toEqual({ occurredAt, seq });
  });

  it.each<[string, EventFilter, EventOrder]>([
    ['another order', failures, 'oldest'],
    ['another filter', EVERYTHING, 'newest'],
    [
      'a negated condition',
      { ...failures, terms: failures.terms.map((term) => ({ ...term, negated: true })) },
      'newest',
    ],
    [
      'fewer values',
      { ...failures, terms: [{ field: 'outcome', values: ['failure'], negated: false }] },
      'newest',
    ],
  ])('is refused for a question with %s', (_, filter, order) => {
    const failure = failureOf(() =>
      parseCursor(printCursor(failures, 'newest', place), filter, order),
    );
    expect(failure.code).toBe('INVALID_INPUT');
    expect(failure.message).toContain('another filter or order');
  });

  it('goes on where the range of time has moved, as that of the last 7 days does', () => {
    const cursor = printCursor({ ...failures, from: 1 }, 'newest', place);
    expect(parseCursor(cursor, { ...failures, from: 2, to: 9 }, 'newest')).toEqual(place);
  });

  it('goes on with the same question put in other words', () => {
    const same: EventFilter = {
      ...failures,
      terms: [
        { field: 'outcome', values: ['error', 'failure', 'error'], negated: false },
        { field: 'outcome', values: ['failure', 'error'], negated: false },
      ],
    };
    expect(parseCursor(printCursor(failures, 'newest', place), same, 'newest')).toEqual(place);
  });

  const good = printCursor(failures, 'newest', place);
  const encoded = (value: unknown): string =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each(
    [
      ['', 'x', '!', 'null', good.slice(0, -3), good.slice(1), `${good}AAAA`],
      [encoded(null), encoded({}), encoded([]), encoded(['q', 1]), encoded(['q', 1.5, 1])],
      [encoded(['q', 1, 0]), encoded(['q', '1', 1]), encoded([1, 1, 1]), encoded(['q', 1, 1, 1])],
    ].flat(),
  )('is refused when damaged: %s', (text) => {
    const failure = failureOf(() => parseCursor(text, failures, 'newest'));
    expect(failure.code).toBe('INVALID_INPUT');
    expect(failure.hint).not.toBe('');
  });

  it('of another question is refused by a page', () => {
    const { writes, reads } = tempStore();
    writes.record(makeEvents(20));
    const page = (filter: EventFilter, order: EventOrder, cursor: string | null) =>
      all(reads.page({ filter, order, limit: 3, offset: 0, cursor }));
    const { nextCursor } = page(EVERYTHING, 'newest', null);
    expect(page(EVERYTHING, 'newest', nextCursor).items).toHaveLength(3);
    expect(codeOf(() => page(EVERYTHING, 'oldest', nextCursor))).toBe('INVALID_INPUT');
    expect(codeOf(() => page(failures, 'newest', nextCursor))).toBe('INVALID_INPUT');
    expect(codeOf(() => page(EVERYTHING, 'newest', 'nonsense'))).toBe('INVALID_INPUT');
  });
});
