import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewEvent } from '#shared/model/audit-event.ts';
import type { FilterField } from '#shared/model/event-filter.ts';
import { openReadConnection } from '../../../src-main/store/sql/connection.ts';
import type { ReadDb } from '../../../src-main/store/sql/connection.ts';
import { registerTextFunctions } from '../../../src-main/store/text/text-functions.ts';
import { anywhereCondition, textCondition } from '../../../src-main/store/text/text-condition.ts';
import { makeEvent, makeImported } from '../../support/make-event.ts';
import { all, tempStore } from '../../support/temp-store.ts';
import type { TempStore } from '../../support/temp-store.ts';
import { needleIn, openHostileStore } from './support/hostile-store.ts';
import type { HostileStore } from './support/hostile-store.ts';
import { contains } from './support/text-model.ts';

/** How many events a search for one of some texts finds. */
function count(store: TempStore, field: FilterField, ...values: string[]): number {
  return all(
    store.reads.total({ from: null, to: null, terms: [{ field, values, negated: false }] }),
  );
}

const NAMED: readonly (readonly [string, Partial<NewEvent>])[] = [
  ['message', { message: 'a needle here' }],
  ['action', { action: 'needle.find' }],
  ['actor name', { actorName: 'Needle' }],
  ['actor id', { actorId: 'needle' }],
  ['id', { id: 'my-needle' }],
  ['ip', { ip: 'needle' }],
  ['host', { host: 'needle' }],
  ['session', { sessionId: 'needle' }],
  ['correlation id', { correlationId: 'needle' }],
  ['error type', { errorType: 'NeedleError' }],
  ['error message', { errorMessage: 'no needle' }],
  ['id of a target', { targets: [{ type: 'a', id: 'NEEDLE', name: null }] }],
  ['name of a target', { targets: [{ type: 'a', id: 'b', name: 'the needle' }] }],
  [
    'name of a target that is not the first',
    {
      targets: [
        { type: 'a', id: 'b', name: null },
        { type: 'c', id: 'd', name: 'needle' },
      ],
    },
  ],
];

const ELSEWHERE: readonly (readonly [string, Partial<NewEvent>])[] = [
  ['type of a target', { targets: [{ type: 'needle', id: 'x', name: null }] }],
  ['category', { category: 'needle' }],
  ['intent', { intent: 'needle' }],
  ['metadata', { metadata: { key: ['a', { b: 'Needle' }] } }],
  ['keys of metadata', { metadata: { a: { needles: 1 } } }],
  ['old values', { changes: { old: { a: 'needle' }, new: {} } }],
  ['new values', { changes: { old: {}, new: { needle: 1 } } }],
  ['stack trace', { stackTrace: 'at needle (x:1)' }],
  ['user agent', { userAgent: 'Needle/1.0' }],
];

describe('a search for text', () => {
  it.each(NAMED)('looks into the %s', (_, fields) => {
    const store = tempStore();
    store.writes.record([makeEvent(), makeEvent(fields)]);
    expect(count(store, 'text', 'needle')).toBe(1);
    expect(count(store, 'text', 'nëedle')).toBe(0);
  });

  it.each(ELSEWHERE)('does not look into the %s', (_, fields) => {
    const store = tempStore();
    store.writes.record([makeEvent(fields)]);
    expect(count(store, 'text', 'needle')).toBe(0);
  });

  it('takes the marks between the parts of a target for no text', () => {
    const store = tempStore();
    store.writes.record([makeEvent({ targets: [{ type: 'x', id: 'q', name: 'z' }] })]);
    const marks = ['","', '[[', 'q","z', 'null', 'qz'];
    expect(marks.map((text) => count(store, 'text', text))).toEqual([0, 0, 0, 0, 0]);
  });

  it('finds no text that begins in one field and ends in another', () => {
    const store = tempStore();
    store.writes.record([
      makeEvent({ message: 'one', action: 'two', actorName: 'three', actorId: null }),
    ]);
    for (const between of ['', ' ', '\n', '\0', '\u001F', ',']) {
      expect(count(store, 'text', `one${between}two`)).toBe(0);
      expect(count(store, 'anywhere', `two${between}three`)).toBe(0);
    }
    expect(count(store, 'text', '\0')).toBe(0);
    expect(count(store, 'anywhere', '\0')).toBe(0);
  });

  it.each([
    '%',
    '_',
    '\\',
    '"',
    "'",
    "' OR 1=1 --",
    '100%',
    'a_b',
    String.raw`C:\temp`,
    '*',
    '?',
    '\n',
  ])('takes %j literally', (text) => {
    const store = tempStore();
    store.writes.record([
      makeEvent({ id: 'one', message: `before ${text} after` }),
      makeEvent({ id: 'two', targets: [{ type: 'a', id: `${text} after`, name: null }] }),
      makeEvent({ id: 'three', message: 'before 100x aXb C:/temp after' }),
    ]);
    expect(count(store, 'text', text)).toBe(2);
    expect(count(store, 'text', `${text} after`)).toBe(2);
  });

  it('takes letters of any script for the same whatever their case', () => {
    const store = tempStore();
    store.writes.record([makeEvent({ message: 'MÜNCHEN ÉTÉ ΑΒΓ Я STRASSE ΟΔΟΣ 12 \u212A' })]);
    for (const text of ['münchen', 'été', 'αβγ', 'я', 'straße', 'οδος', '12 k', 'Ünch']) {
      expect(count(store, 'text', text), text).toBe(1);
    }
    expect(count(store, 'text', 'munchen')).toBe(0);
  });

  it('for one of several texts finds each event once', () => {
    const store = tempStore();
    store.writes.record([
      makeEvent({ message: 'apple' }),
      makeEvent({ message: 'apple pear' }),
      makeEvent({ message: 'plum' }),
    ]);
    expect(count(store, 'text', 'apple', 'pear')).toBe(2);
    expect(count(store, 'text', 'fig', 'PLUM')).toBe(1);
  });
});

describe('a search anywhere', () => {
  it.each([...NAMED, ...ELSEWHERE])('looks into the %s', (_, fields) => {
    const store = tempStore();
    store.writes.record([makeEvent(), makeEvent(fields)]);
    expect(count(store, 'anywhere', 'needle')).toBe(1);
    expect(count(store, 'anywhere', 'nëedle')).toBe(0);
  });

  it('looks into the originals, each for itself', () => {
    const store = tempStore();
    const operator = { id: 'op', name: 'Olga' };
    const { batch } = store.writes.beginImport({ operator, title: 't', files: ['t'] });
    const raws = Array.from({ length: 40 }, (_, index) => `{"NO": "<${index}>", "x": "STRASSE\0"}`);
    const events = raws.map((raw, index) => makeImported(`i-${index}`, raw));
    store.writes.appendImport({ batch, file: 0, events, rejected: 0 });
    store.writes.finishImport({ batch, outcome: 'done', format: 't' });
    store.writes.record([makeEvent()]);
    expect(count(store, 'anywhere', '"no": "<17>"')).toBe(1);
    expect(count(store, 'anywhere', '"no": "<17>"', '<3>')).toBe(2);
    expect(count(store, 'anywhere', 'straße\0')).toBe(40);
    expect(count(store, 'anywhere', '}{')).toBe(0);
    expect(count(store, 'text', '<17>')).toBe(0);
  });

  it('finds values of metadata as they are, not as JSON writes them', () => {
    const store = tempStore();
    const path = String.raw`C:\temp "x"`;
    const metadata = { path, line: 'a\nb', count: 1_500, on: true, nothing: null };
    store.writes.record([makeEvent({ metadata })]);
    const found = [path, 'a\nb', '1500', 'TRUE', 'coun'];
    expect(found.map((text) => count(store, 'anywhere', text))).toEqual([1, 1, 1, 1, 1]);
    const absent = [String.raw`\n`, String.raw`\\`, '":', 'null', ',"', 'a,b'];
    expect(absent.map((text) => count(store, 'anywhere', text))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('takes none of the words for a field of changes for text', () => {
    const store = tempStore();
    store.writes.record([makeEvent({ changes: { old: { a: 1 }, new: { a: 2 } } })]);
    expect(count(store, 'anywhere', 'old')).toBe(0);
    expect(count(store, 'anywhere', 'new')).toBe(0);
  });
});

describe('a search among hostile texts', () => {
  let hostile: HostileStore;
  let db: ReadDb;

  beforeAll(() => {
    hostile = openHostileStore(150);
    db = openReadConnection(hostile.store.path, { busyTimeoutMs: 1_000 });
    registerTextFunctions(db);
  });
  afterAll(() => {
    db.close();
    hostile.close();
  });

  const found = (condition: ReturnType<typeof textCondition>): number[] =>
    db
      .prepare<unknown[], number>(`SELECT seq FROM event WHERE ${condition.text} ORDER BY seq`)
      .pluck()
      .all(...condition.values);

  /** Texts to look for, most of them parts of one event's. */
  const needles = fc.nat().chain((choice) => {
    const one = hostile.stored[choice % hostile.stored.length];
    return fc.array(needleIn(one?.all ?? []), { minLength: 1, maxLength: 3 });
  });

  test.prop([needles], { numRuns: 500 })('for text finds what the model finds', (texts) => {
    const expected = hostile.stored.filter(({ named }) =>
      texts.some((text) => contains(named, text)),
    );
    expect(found(textCondition(texts))).toEqual(expected.map(({ event }) => event.seq));
  });

  test.prop([needles], { numRuns: 500 })('anywhere finds what the model finds', (texts) => {
    const expected = hostile.stored.filter(({ all }) => texts.some((text) => contains(all, text)));
    expect(found(anywhereCondition(texts))).toEqual(expected.map(({ event }) => event.seq));
  });
});
