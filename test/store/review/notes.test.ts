import { describe, expect, it } from 'vitest';
import { LIMITS } from '#shared/model/limits.ts';
import { makeEvent } from '../../support/make-event.ts';
import type { TempStore } from '../../support/temp-store.ts';
import { codeOf } from '../support/files.ts';
import {
  colleague,
  contentOf,
  expectIntact,
  having,
  idsOf,
  operator,
  reviewedStore,
  rowsOf,
  versionOf,
} from './support.ts';

function textsOf({ reads }: TempStore, seq: number): string[] {
  return reads.reviewOf(seq).notes.map(({ text }) => text);
}

/** Every C0 and C1 control character, bidi overrides, quotes, and what SQL and LIKE make much of. */
const CONTROLS = String.fromCodePoint(
  ...Array.from({ length: 0xa0 }, (_, code) => code),
  0x202e,
  0x2066,
  0x200b,
  0xfeff,
  0x1f642,
  0xfffd,
);

describe('a note', () => {
  it('is kept with who wrote it and when, and recorded as an event', () => {
    const store = reviewedStore(2);
    const { eventId, headSeq } = store.writes.addNote({ seq: 2, text: 'Look\nhere', operator });
    expect(headSeq).toBe(3);
    const { event } = store.reads.detail({ id: eventId });
    expect(event).toMatchObject({
      category: 'admin',
      action: 'note',
      actorId: 'op-1',
      message: 'Noted on “event 2”: Look here',
      targets: [{ type: 'event', id: 'e-2', name: 'event 2' }],
      metadata: { note: 'Look\nhere' },
      affectedCount: 1,
    });
    expect(store.reads.reviewOf(2)).toEqual({
      flag: null,
      notes: [{ text: 'Look\nhere', at: event.occurredAt, operator: 'Olga Operator' }],
      holds: [],
    });
    expect(idsOf(store, having('noted', 'yes'))).toEqual(['e-2']);
    expect(versionOf(store)).toBe(1);
    expectIntact(store);
  });

  it('follows those before it, even with the same text', () => {
    const store = reviewedStore(1);
    for (const text of ['same', 'other', 'same']) {
      store.writes.addNote({ seq: 1, text, operator: text === 'other' ? colleague : operator });
    }
    expect(store.reads.reviewOf(1).notes).toMatchObject([
      { text: 'same', operator: 'Olga Operator' },
      { text: 'other', operator: 'Carl Colleague' },
      { text: 'same', operator: 'Olga Operator' },
    ]);
  });

  it.each([
    ['of control characters', CONTROLS],
    ['as long as can be', CONTROLS.repeat(999).slice(0, LIMITS.message)],
    ['of line breaks', '\r\n\u2028\u2029'.repeat(1_000)],
    ['that looks like SQL', `'); DROP TABLE note; --`],
  ])('%s is stored as it is', (_, text) => {
    const store = reviewedStore(1);
    const { eventId } = store.writes.addNote({ seq: 1, text, operator });
    expect(textsOf(store, 1)).toEqual([text]);
    expect(store.reads.detail({ id: eventId }).event.metadata['note']).toBe(text);
    expect(
      store.writes.flagEvents({
        selection: { seqs: [1] },
        flagged: true,
        note: text,
        operator,
      }),
    ).toMatchObject({ updatedCount: 1 });
    expect(store.reads.reviewOf(1).flag?.note).toBe(text);
    const again = { selection: { seqs: [1] }, flagged: true, note: text, operator };
    expect(store.writes.flagEvents(again)).toMatchObject({ updatedCount: 0 });
    expectIntact(store);
  });

  it('that would be too long as JSON is refused, and nothing is stored', () => {
    const store = reviewedStore(1);
    const before = contentOf(store);
    const text = '\u0001'.repeat(LIMITS.message);
    expect(codeOf(() => store.writes.addNote({ seq: 1, text, operator }))).toBe('INVALID_INPUT');
    expect(contentOf(store)).toEqual(before);
  });

  it('on an event without a message names it by its number', () => {
    const store = reviewedStore(1);
    store.writes.record([makeEvent({ message: ' \n' })]);
    const { eventId } = store.writes.addNote({ seq: 2, text: 'hm', operator });
    const { event } = store.reads.detail({ id: eventId });
    expect(event).toMatchObject({ message: 'Noted on “event 2”: hm', targets: [{ name: null }] });
  });

  it('on an event that is not there is refused', () => {
    const store = reviewedStore(1);
    expect(codeOf(() => store.writes.addNote({ seq: 2, text: 'hm', operator }))).toBe('NOT_FOUND');
    expect(rowsOf(store, 'SELECT * FROM note')).toEqual([]);
    expect(codeOf(() => store.reads.reviewOf(2))).toBe('NOT_FOUND');
  });
});
