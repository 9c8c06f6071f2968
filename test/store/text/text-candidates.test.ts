import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '#shared/text/fold.ts';
import { openReadConnection } from '../../../src-main/store/sql/connection.ts';
import type { ReadDb } from '../../../src-main/store/sql/connection.ts';
import { textCandidates } from '../../../src-main/store/text/text-candidates.ts';
import type { TextCandidates } from '../../../src-main/store/text/text-candidates.ts';
import { trigramQuery } from '../../../src-main/store/text/trigrams.ts';
import { makeEvent } from '../../support/make-event.ts';
import { tempStore } from '../../support/temp-store.ts';
import { cloudTrailEvents } from '../support/cloudtrail.ts';
import { needleIn, openHostileStore } from './support/hostile-store.ts';
import type { HostileStore } from './support/hostile-store.ts';
import { indexAll, readDb, wordEvents, wordFor } from './support/indexed.ts';
import { contains } from './support/text-model.ts';

const NO_LIMIT = 1_000_000;

describe('the trigrams asked for', () => {
  it('are few, spread from the first to the last, each once, quotes doubled', () => {
    expect(trigramQuery('abc')).toBe('"abc"');
    expect(trigramQuery('abcd')).toBe('"abc" AND "bcd"');
    expect(trigramQuery('aaaaaa')).toBe('"aaa"');
    expect(trigramQuery('"a"')).toBe('"""a"""');
    expect(trigramQuery('abcdefghijklmnopqrstuvwxyz')).toBe('"abc" AND "ijk" AND "pqr" AND "xyz"');
  });

  it('are made of code points', () => {
    expect(trigramQuery('🙂🙃')).toBe(null);
    expect(trigramQuery('🙂🙃😀')).toBe('"🙂🙃😀"');
    expect(trigramQuery('e\u0301é')).toBe('"e\u0301é"');
    expect(trigramQuery('')).toBe(null);
  });
});

describe('candidates for a text', () => {
  it('are no more than asked for, or none are named', () => {
    const store = tempStore();
    store.writes.record(wordEvents(100));
    indexAll(store.writes);
    const db = readDb(store);
    expect(textCandidates(db, 'USER.LOGIN', 100).seqs).toHaveLength(100);
    expect(textCandidates(db, 'user.login', 99)).toEqual({ seqs: null, upTo: 100 });
    expect(textCandidates(db, wordFor(42), 1)).toEqual({ seqs: [42], upTo: 100 });
    expect(textCandidates(db, 'absent', 0)).toEqual({ seqs: [], upTo: 100 });
  });

  it('come with the number up to which events are indexed', () => {
    const store = tempStore();
    const db = readDb(store);
    expect(textCandidates(db, 'needle', 9)).toEqual({ seqs: [], upTo: 0 });
    store.writes.record([makeEvent({ message: 'needle' })]);
    expect(textCandidates(db, 'needle', 9)).toEqual({ seqs: [], upTo: 0 });
    indexAll(store.writes);
    store.writes.record([makeEvent({ message: 'needle' })]);
    expect(textCandidates(db, 'needle', 9)).toEqual({ seqs: [1], upTo: 1 });
  });

  it('are named for one and two characters too, wherever they stand', () => {
    const store = tempStore();
    const blank = { id: '0', actorId: null, actorName: null, targets: [], action: '0' };
    const messages = ['straße, oﬃce, 🙂🙃', 'z', 'yz', '~'];
    store.writes.record(
      messages.map((message, index) => ({ ...makeEvent({ ...blank, message }), id: `${index}` })),
    );
    indexAll(store.writes);
    const db = readDb(store);
    for (const text of ['ra', '🙂🙃', '🙃', 'ß', 'aß', 'ﬃ', ' 🙂🙃', 'STRASSE']) {
      expect(textCandidates(db, text, 9).seqs, text).toEqual([1]);
    }
    expect(textCandidates(db, 'Z', 9).seqs).toEqual([2, 3]);
    expect(textCandidates(db, 'yz', 9).seqs).toEqual([3]);
    expect(textCandidates(db, '~', 9).seqs).toEqual([4]);
    expect(textCandidates(db, '~~', 9).seqs).toEqual([]);
    expect(textCandidates(db, 'z', 1).seqs).toBeNull();
  });

  it.each([
    '"a"',
    'a AND b',
    'NEAR(a b)',
    'folded:a',
    'a*b',
    '^abc',
    "'; --",
    '(abc)',
    '-xyz',
    '{a b}',
  ])('take %j for text, not for a question to the index', (text) => {
    const store = tempStore();
    store.writes.record([makeEvent({ message: `before ${text} after` }), makeEvent()]);
    indexAll(store.writes);
    expect(textCandidates(readDb(store), text, 9)).toEqual({ seqs: [1], upTo: 2 });
  });

  it('of a text with NUL are none, because recorded text has none', () => {
    const store = tempStore();
    store.writes.record([makeEvent({ message: 'abc\0def' })]);
    indexAll(store.writes);
    const db = readDb(store);
    expect(textCandidates(db, 'abc\0def', 9).seqs).toEqual([]);
    expect(textCandidates(db, 'c\u{FFFD}d', 9).seqs).toEqual([1]);
    expect(textCandidates(db, 'def', 9).seqs).toEqual([1]);
  });

  it('are all real events that hold it, and few others', () => {
    const store = tempStore();
    const operator = { id: 'op', name: 'Olga' };
    const events = cloudTrailEvents();
    const { batch } = store.writes.beginImport({ operator, title: 't', files: ['t'] });
    store.writes.appendImport({ batch, file: 0, events, rejected: 0 });
    store.writes.finishImport({ batch, outcome: 'done', format: 't' });
    indexAll(store.writes);
    const db = readDb(store);
    const texts = events.map(({ event }) => [event.message, event.id].map(fold));
    for (const needle of fc.sample(needleIn(texts.flat()), { numRuns: 300, seed: 7 })) {
      const { seqs } = textCandidates(db, needle, NO_LIMIT);
      const holding = texts.flatMap((own, index) => (contains(own, needle) ? [index + 1] : []));
      if (seqs) expect(holding.filter((seq) => !seqs.includes(seq))).toEqual([]);
    }
    const logins = texts.filter((own) => contains(own, 'ConsoleLogin')).length;
    expect(textCandidates(db, 'ConsoleLogin', NO_LIMIT).seqs).toHaveLength(logins);
  });
});

describe.each([
  ['complete', Number.POSITIVE_INFINITY],
  ['half made', 2],
])('among hostile texts in an index that is %s, candidates', (_, steps) => {
  let hostile: HostileStore;
  let db: ReadDb;

  beforeAll(() => {
    hostile = openHostileStore(200);
    for (let step = 0; step < steps; step += 1) {
      const { upTo, headSeq } = hostile.store.writes.indexText();
      if (upTo >= headSeq) break;
    }
    db = openReadConnection(hostile.store.path, { busyTimeoutMs: 1_000 });
  });
  afterAll(() => {
    db.close();
    hostile.close();
  });

  const needle = fc
    .nat()
    .chain((choice) => needleIn(hostile.stored[choice % hostile.stored.length]?.named ?? []));

  test.prop([needle], { numRuns: 500 })('are all events that hold the text', (text) => {
    const { seqs, upTo }: TextCandidates = textCandidates(db, text, NO_LIMIT);
    if (!seqs) return;
    const holding = hostile.stored.filter(({ named }) => contains(named, text));
    const missed = holding.filter(({ event }) => event.seq <= upTo && !seqs.includes(event.seq));
    expect(missed).toEqual([]);
    expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
    expect(seqs.every((seq) => seq <= upTo)).toBe(true);
  });
});
