import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { WriteDb } from '../../../src-main/store/sql/connection.ts';
import { textCandidates } from '../../../src-main/store/text/text-candidates.ts';
import { forgetText, indexText, purgeText } from '../../../src-main/store/text/text-index.ts';
import { checkOf } from '../../support/check-store.ts';
import { makeEvent, makeEvents, makeImported } from '../../support/make-event.ts';
import { all, tempStore } from '../../support/temp-store.ts';
import { failureOf } from '../support/files.ts';
import { pruneBehind } from '../support/prune-behind.ts';
import { indexAll, wordEvents, wordFor, writeDb } from './support/indexed.ts';

/** The events that the index knows a text of. */
function candidates(db: WriteDb, text: string): readonly number[] | null {
  return textCandidates(db, text, 1_000).seqs;
}

describe('the index of text', () => {
  it('grows by a bounded amount at a time until it has all events', () => {
    const store = tempStore();
    store.writes.record(
      wordEvents(2_000).map((event) => ({ ...event, errorMessage: 'long '.repeat(50) })),
    );
    const steps = indexAll(store.writes);
    expect(steps.length).toBeGreaterThan(3);
    expect(steps.map(({ upTo }) => upTo)).toEqual(
      steps.map(({ upTo }) => upTo).toSorted((a, b) => a - b),
    );
    expect(steps.at(-1)).toEqual({ upTo: 2_000, headSeq: 2_000 });
    expect(candidates(writeDb(store), wordFor(1_234))).toEqual([1_234]);
  });

  it('takes an event that is larger than a step by itself', () => {
    const store = tempStore();
    const stackTrace = 'x'.repeat(200_000);
    store.writes.record([makeEvent({ errorMessage: 'ab'.repeat(30_000) + 'needle', stackTrace })]);
    const targets = Array.from({ length: 3_000 }, (_, index) => ({
      type: 'seller',
      id: `seller-${index}`,
      name: `Seller with the number ${index}`,
    }));
    store.writes.record([makeEvent({ targets })]);
    expect(indexAll(store.writes).at(-1)).toEqual({ upTo: 2, headSeq: 2 });
    const db = writeDb(store);
    expect(candidates(db, 'needle')).toEqual([1]);
    expect(candidates(db, 'number 2999')).toEqual([2]);
    expect(candidates(db, 'seller-1234')).toEqual([2]);
  });

  it('goes on where another connection stopped, and with what was recorded since', () => {
    const store = tempStore();
    store.writes.record([makeEvent({ message: 'first needle' })]);
    const db = writeDb(store);
    expect(indexText(db)).toEqual({ upTo: 1, headSeq: 1 });
    store.writes.record([makeEvent({ message: 'second needle' })]);
    expect(candidates(db, 'needle')).toEqual([1]);
    expect(store.writes.indexText()).toEqual({ upTo: 2, headSeq: 2 });
    expect(candidates(db, 'needle')).toEqual([1, 2]);
  });

  it('passes over events that were pruned before it came to them', () => {
    const store = tempStore();
    store.writes.record(wordEvents(400));
    pruneBehind(store.path, [1, 2, 3, 200, 398, 399, 400]);
    expect(indexAll(store.writes).at(-1)).toEqual({ upTo: 400, headSeq: 400 });
    const db = writeDb(store);
    expect(candidates(db, wordFor(200))).toEqual([]);
    expect(candidates(db, wordFor(397))).toEqual([397]);
  });

  it('waits while this program imports, and catches up when that is done', () => {
    const { writes } = tempStore();
    const operator = { id: 'op', name: 'Olga Operator' };
    const { batch } = writes.beginImport({ operator, title: 'a', files: ['a'] });
    writes.appendImport({ batch, events: [makeImported('a'), makeImported('b')], rejected: 0 });
    expect(writes.indexText()).toEqual({ upTo: 0, headSeq: 2 });
    expect(writes.indexText()).toEqual({ upTo: 0, headSeq: 2 });
    writes.finishImport({ batch, outcome: 'done', format: 'generic' });
    expect(indexAll(writes).at(-1)).toEqual({ upTo: 3, headSeq: 3 });
  });

  it('is no part of the trail: no event, no new head, and the checks hold', () => {
    const store = tempStore();
    store.writes.record(makeEvents(100));
    const db = writeDb(store);
    const before = db.prepare('SELECT * FROM head, checkpoint').all();
    indexAll(store.writes);
    expect(db.prepare('SELECT * FROM head, checkpoint').all()).toEqual(before);
    expect(store.reads.facts().events).toBe(100);
    expect(checkOf(store)).toEqual({ events: 100, firstBad: null, reason: '' });
    expect(store.reads.quickCheck()).toEqual([]);
  });

  it('asks for no lock when it has all events, and fails as busy when it cannot get one', () => {
    const store = tempStore();
    store.writes.record([makeEvent()]);
    indexAll(store.writes);
    const other = writeDb(store);
    other.exec('BEGIN IMMEDIATE');
    expect(store.writes.indexText()).toEqual({ upTo: 1, headSeq: 1 });
    other.exec('COMMIT');
    store.writes.record([makeEvent()]);
    const impatient = tempStore({ ...store, open: { ...store.open, busyTimeoutMs: 1 } });
    other.exec('BEGIN IMMEDIATE');
    expect(failureOf(() => impatient.writes.indexText()).code).toBe('STORE_BUSY');
    other.exec('COMMIT');
    expect(impatient.writes.indexText()).toEqual({ upTo: 2, headSeq: 2 });
  });
});

describe('events that are forgotten', () => {
  it('are no longer found in the index, and all others are', () => {
    const store = tempStore();
    store.writes.record(wordEvents(300));
    indexAll(store.writes);
    store.writes.record(makeEvents(2, { message: 'not indexed yet' }));
    const db = writeDb(store);
    const forgotten = [1, 17, 300];
    db.transaction(() => forgetText(db, [...forgotten, 301])).immediate();
    for (let seq = 1; seq <= 300; seq += 1) {
      const expected = forgotten.includes(seq) ? [] : [seq];
      expect(candidates(db, wordFor(seq))).toEqual(expected);
    }
    store.writes.indexText();
    expect(candidates(db, 'not indexed yet')).toEqual([301, 302]);
  });

  it('leave no trigram in the file once the index is purged', () => {
    const store = tempStore();
    const marker = '\u{1F980}\u{1F981}\u{1F982}';
    store.writes.record(wordEvents(500));
    store.writes.record([makeEvent({ message: `secret ${marker} text` })]);
    store.writes.record(makeEvents(500));
    indexAll(store.writes);
    const db = writeDb(store);
    const isInFile = (): boolean => {
      db.pragma('wal_checkpoint(TRUNCATE)');
      return readFileSync(store.path).includes(marker);
    };
    db.exec('DROP TRIGGER event_is_append_only_delete');
    db.prepare('DELETE FROM event WHERE seq = 501').run();
    db.transaction(() => forgetText(db, [501])).immediate();
    expect(candidates(db, marker)).toEqual([]);
    // The index alone holds it still; that the search for it can fail shows here.
    expect(isInFile()).toBe(true);
    all(purgeText(db));
    expect(isInFile()).toBe(false);
    expect(candidates(db, wordFor(77))).toEqual([77]);
  });

  it('are purged in slices, between which others are recorded and indexed', () => {
    const store = tempStore();
    const texts = wordEvents(4_000).map((event, index) => ({
      ...event,
      errorMessage: `${(index * 7_919) % 100_003} ${(index * 104_729) % 1_000_003}`.repeat(3),
    }));
    store.writes.record(texts);
    indexAll(store.writes);
    const db = writeDb(store);
    const forgotten = Array.from({ length: 100 }, (_, index) => index * 40 + 1);
    db.transaction(() => forgetText(db, forgotten)).immediate();
    const purge = purgeText(db);
    expect(purge.next().done).toBe(false);
    store.writes.record([makeEvent({ message: 'meanwhile' })]);
    store.writes.indexText();
    expect(candidates(db, 'meanwhile')).toEqual([4_001]);
    expect([...purge].length).toBeGreaterThan(0);
    for (let seq = 1; seq <= 4_000; seq += 1) {
      const expected = seq % 40 === 1 ? [] : [seq];
      expect(candidates(db, wordFor(seq))).toEqual(expected);
    }
    expect(candidates(db, 'meanwhile')).toEqual([4_001]);
    expect(store.reads.quickCheck()).toEqual([]);
  });

  it('are not looked for again once they are purged', () => {
    const store = tempStore();
    store.writes.record(wordEvents(10));
    indexAll(store.writes);
    const db = writeDb(store);
    all(purgeText(db));
    expect([...purgeText(db)]).toEqual([]);
  });
});
