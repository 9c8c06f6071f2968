import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewEvent } from '#shared/model/audit-event.ts';
import { makeEvent } from '../support/make-event.ts';
import {
  all,
  makeTempFolder,
  openStore,
  removeFolder,
  storePlace,
  tempStore,
} from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';
import { contains } from './support/filter-model.ts';

/** How many events hold a text. */
function countText(store: TempStore, text: string): number {
  return all(
    store.reads.total({
      from: null,
      to: null,
      terms: [{ field: 'text', values: [text], negated: false }],
    }),
  );
}

describe('text search', () => {
  it.each<[string, Partial<NewEvent>]>([
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
  ])('looks into the %s', (_, fields) => {
    const store = tempStore();
    store.writes.record([makeEvent(), makeEvent(fields)]);
    expect(countText(store, 'needle')).toBe(1);
    expect(countText(store, 'nëedle')).toBe(0);
  });

  it.each<[string, Partial<NewEvent>]>([
    ['type of a target', { targets: [{ type: 'needle', id: 'x', name: null }] }],
    ['metadata', { metadata: { needle: 'needle' } }],
    ['changes', { changes: { old: {}, new: { needle: 1 } } }],
    ['stack trace', { stackTrace: 'needle' }],
    ['user agent', { userAgent: 'needle' }],
  ])('does not look into the %s', (_, fields) => {
    const store = tempStore();
    store.writes.record([makeEvent(fields)]);
    expect(countText(store, 'needle')).toBe(0);
  });

  it('takes the marks between the parts of a target for no text', () => {
    const store = tempStore();
    store.writes.record([makeEvent({ targets: [{ type: 'a', id: 'b', name: 'c' }] })]);
    expect(['","', '[[', 'b","c', 'null'].map((text) => countText(store, text))).toEqual([
      0, 0, 0, 0,
    ]);
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
      makeEvent({ id: 'two', message: 'before 100x aXb C:/temp after' }),
    ]);
    expect(countText(store, text)).toBe(1);
    expect(countText(store, `${text} after`)).toBe(1);
  });

  it('folds letters beyond ASCII as JavaScript does', () => {
    const store = tempStore();
    store.writes.record([makeEvent({ message: 'MÜNCHEN ÉTÉ ΑΒΓ Я' })]);
    expect(['münchen', 'été', 'αβγ', 'я'].map((text) => countText(store, text))).toEqual([
      1, 1, 1, 1,
    ]);
    expect(countText(store, 'munchen')).toBe(0);
  });
});

describe('a search for anything', () => {
  const folder = makeTempFolder();
  let store: TempStore;
  let stored: readonly string[] = [];
  const haystacks = fc.sample(fc.string({ unit: 'binary', maxLength: 60 }), {
    numRuns: 150,
    seed: 42,
  });
  const ascii = fc.sample(fc.string({ unit: 'binary-ascii', maxLength: 60 }), {
    numRuns: 150,
    seed: 42,
  });

  beforeAll(() => {
    store = openStore(storePlace(folder));
    const messages = [...haystacks, ...ascii, 'ABCabc', 'K'];
    const plain = { actorName: null, actorId: null, action: '.' };
    store.writes.record(
      messages.map((message, index) => makeEvent({ ...plain, message, id: dotted(index) })),
    );
    stored = messages.map((_, index) => store.reads.detail({ seq: index + 1 }).event.message);
  });
  afterAll(() => {
    store.close();
    removeFolder(folder);
  });

  const needle = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
    fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 3 }),
    fc
      .tuple(fc.constantFrom(...haystacks, ...ascii), fc.nat(), fc.integer({ min: 1, max: 6 }))
      .map(
        ([text, start, length]) => text.slice(start % (text.length || 1)).slice(0, length) || 'x',
      )
      .map((text) => text.toUpperCase()),
  );

  test.prop([needle.filter((text) => !/^[.:]+$/u.test(text))], { numRuns: 400 })(
    'finds what JavaScript finds',
    (text) => {
      const found = stored.filter((message) => contains(message, text.toWellFormed())).length;
      expect(countText(store, text)).toBe(found);
    },
  );
});

/** A number in dots and colons, which no search here is for. */
function dotted(index: number): string {
  return index.toString(2).replaceAll('0', '.').replaceAll('1', ':');
}
