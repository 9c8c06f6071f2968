import { describe, expect, it } from 'vitest';
import { UNDOABLE_ACTS } from '../../../src-main/store/review/flag-writes.ts';
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
  rowsOf,
  versionOf,
} from './support.ts';

/** Flags or unflags, and answers the act. */
function act(store: TempStore, flagged: boolean, seqs: number[], note: string | null = null) {
  const result = store.writes.flagEvents({ selection: { seqs }, flagged, note, operator });
  if (result.act === null) throw new Error('nothing changed');
  return result.act;
}

function undo(store: TempStore, act: number) {
  return store.writes.undoFlags({ act, operator: colleague });
}

/** The flags as readers see them: who set them when, and why. */
function flagsOf(store: TempStore): unknown[] {
  return [1, 2, 3].map((seq) => store.reads.reviewOf(seq).flag);
}

describe('undoing an act of flagging', () => {
  it('restores every flag that it set, replaced or took away', () => {
    const store = reviewedStore(3);
    act(store, true, [1], 'first');
    act(store, true, [2]);
    const before = flagsOf(store);
    const replaced = act(store, true, [1, 2, 3], 'second');
    const between = flagsOf(store);
    const taken = act(store, false, [1, 3]);

    expect(undo(store, taken)).toMatchObject({ updatedCount: 2, leftAlone: 0 });
    expect(flagsOf(store)).toEqual(between);
    expect(undo(store, replaced)).toMatchObject({ updatedCount: 3, leftAlone: 0 });
    expect(flagsOf(store)).toEqual(before);
    expectIntact(store);
  });

  it('is recorded as one event of whoever did it', () => {
    const store = reviewedStore(3);
    const flagged = act(store, true, [1, 2]);
    act(store, false, [2]);
    const version = versionOf(store);
    const { eventId, headSeq } = undo(store, flagged);
    expect(headSeq).toBe(6);
    expect(versionOf(store)).toBe(version + 1);
    expect(store.reads.detail({ id: eventId ?? '' }).event).toMatchObject({
      category: 'admin',
      action: 'flag',
      actorName: 'Carl Colleague',
      message: 'Undid the flagging of 1 event',
      targets: [{ type: 'event', id: 'e-1', name: 'event 1' }],
      metadata: { undoes: flagged, leftAlone: 1, targets: ['event:e-1'] },
      affectedCount: 1,
      totalCount: 5,
    });
  });

  it('leaves alone what was changed again since', () => {
    const store = reviewedStore(3);
    const first = act(store, true, [1, 2, 3]);
    act(store, true, [2], 'a note');
    act(store, false, [3]);
    expect(undo(store, first)).toMatchObject({ updatedCount: 1, leftAlone: 2 });
    expect(idsOf(store, having('flagged', 'yes'))).toEqual(['e-2']);
    expect(store.reads.reviewOf(2).flag).toMatchObject({ note: 'a note' });
  });

  it('leaves alone what was flagged and unflagged again since', () => {
    const store = reviewedStore(1);
    act(store, true, [1], 'one');
    const second = act(store, false, [1]);
    act(store, true, [1], 'three');
    const fourth = act(store, false, [1]);
    expect(undo(store, second)).toMatchObject({ updatedCount: 0, leftAlone: 1, eventId: null });
    expect(undo(store, fourth)).toMatchObject({ updatedCount: 1, leftAlone: 0 });
    expect(store.reads.reviewOf(1).flag).toMatchObject({ note: 'three' });
  });

  it('reaches an act again when those after it are undone', () => {
    const store = reviewedStore(1);
    const acts = [
      act(store, true, [1], 'one'),
      act(store, false, [1]),
      act(store, true, [1], 'three'),
      act(store, true, [1], 'four'),
    ];
    for (const each of acts.toReversed()) {
      expect(undo(store, each)).toMatchObject({ updatedCount: 1, leftAlone: 0 });
    }
    expect(store.reads.reviewOf(1).flag).toBeNull();
    expect(rowsOf(store, 'SELECT * FROM flag_before')).toEqual([]);
  });

  it('does nothing the second time', () => {
    const store = reviewedStore(2);
    const flagged = act(store, true, [1, 2]);
    undo(store, flagged);
    const before = contentOf(store);
    expect(undo(store, flagged)).toEqual({
      updatedCount: 0,
      leftAlone: 0,
      eventId: null,
      headSeq: 4,
    });
    expect(contentOf(store)).toEqual(before);
  });

  it('restores the flags of entities too, and mistakes neither kind for the other', () => {
    const store = reviewedStore(3);
    const entities = [
      { type: 'seller', id: 's-0' },
      { type: 'seller', id: 's-1' },
    ];
    const flagEntities = (flagged: boolean) =>
      store.writes.flagEntities({ entities, flagged, note: null, operator }).act ?? 0;
    const flagged = flagEntities(true);
    const before = rowsOf(store, 'SELECT * FROM entity_flag');
    const unflagged = flagEntities(false);
    // The seqs of these events are the numbers of those entities.
    act(store, true, [1, 2], 'events');
    act(store, false, [1, 2]);
    expect(undo(store, unflagged)).toMatchObject({ updatedCount: 2, leftAlone: 0 });
    expect(rowsOf(store, 'SELECT * FROM entity_flag')).toEqual(before);
    const { eventId } = undo(store, flagged);
    expect(store.reads.detail({ id: eventId ?? '' }).event.message).toBe(
      'Undid the flagging of 2 sellers',
    );
    expect(rowsOf(store, 'SELECT * FROM entity_flag')).toEqual([]);
    expect(flagsOf(store)).toEqual([null, null, null]);
  });

  it('is possible for the newest acts only; of older ones nothing is kept', () => {
    const store = reviewedStore(2);
    const first = act(store, true, [1], 'first');
    const second = act(store, false, [1]);
    for (let index = 0; index < UNDOABLE_ACTS - 1; index += 1) {
      act(store, true, [2], `note ${index}`);
    }
    expect(undo(store, second)).toMatchObject({ updatedCount: 1 });
    expect(store.reads.reviewOf(1).flag).toMatchObject({ note: 'first' });
    const third = act(store, false, [1]);
    const failure = failureOf(() => undo(store, first));
    expect(failure.code).toBe('CONFLICT');
    expect(failure.message).toContain(String(UNDOABLE_ACTS));
    expect(codeOf(() => undo(store, second))).toBe('CONFLICT');
    expect(undo(store, third)).toMatchObject({ updatedCount: 1 });
    const kept = rowsOf<{ act: number }>(store, 'SELECT DISTINCT act FROM flag_before');
    expect(kept.length).toBeLessThanOrEqual(UNDOABLE_ACTS);
    expect(Math.min(...kept.map(({ act }) => act))).toBeGreaterThan(second);
  });

  it.each([1, 99])('of event %i, which is no such act, is refused', (seq) => {
    const store = reviewedStore(1);
    const failure = failureOf(() => undo(store, seq));
    expect(failure.code).toBe('NOT_FOUND');
    expect(failure.message).toContain(String(seq));
  });
});
