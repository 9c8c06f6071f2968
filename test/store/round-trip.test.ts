import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { StoredEvent } from '#shared/model/audit-event.ts';
import { newestVersion } from '../../src-main/store/schema/migrate.ts';
import { MIGRATIONS } from '../../src-main/store/schema/migrations/index.ts';
import { checkOf } from '../support/check-store.ts';
import { makeEvent, makeEvents } from '../support/make-event.ts';
import {
  makeTempFolder,
  openStore,
  removeFolder,
  storePlace,
  tempStore,
} from '../support/temp-store.ts';
import { newEvent } from './support/arbitraries.ts';
import { codeOf } from './support/files.ts';
import { linksOf } from './support/chain-model.ts';

/** Text as the store keeps it. */
function kept<Value>(value: Value): Value {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\uFFFD') as Value;
  if (Array.isArray(value)) return value.map(kept) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, kept(inner)]),
  ) as Value;
}

describe('a recorded event', () => {
  test.prop([fc.array(newEvent, { minLength: 1, maxLength: 20 })], { numRuns: 40 })(
    'reads back as it was, beside what the store adds, on an intact chain',
    (events) => {
      const folder = makeTempFolder();
      const store = openStore(storePlace(folder));
      try {
        const before = Date.now();
        const recorded = store.writes.record(events);
        for (const [index, event] of events.entries()) {
          const { event: stored, raw, importedFrom } = store.reads.detail({ seq: index + 1 });
          const { id, seq, recordedAt, batch, hash, metadata, changes, ...fields } = stored;
          const { metadata: _, changes: __, ...given } = event;
          expect(fields).toEqual(kept(given));
          // JSON keeps half pairs and NULs, as escapes.
          expect({ metadata, changes }).toEqual(
            asJson({ metadata: event.metadata, changes: event.changes }),
          );
          expect({ id, seq, isNew: true }).toEqual(recorded[index]);
          expect({ batch, raw, importedFrom }).toEqual({
            batch: null,
            raw: null,
            importedFrom: null,
          });
          expect(recordedAt).toBeGreaterThanOrEqual(before);
          expect(hash).toMatch(/^[\da-f]{64}$/u);
          expect(StoredEvent.safeParse(stored).error).toBeUndefined();
        }
        const { computed, stored } = linksOf(store.path);
        expect(stored).toEqual(computed);
        expect(checkOf(store)).toMatchObject({
          events: events.length,
          firstBad: null,
        });
      } finally {
        store.close();
        removeFolder(folder);
      }
    },
  );
});

/** As JSON reads it back; -0 is 0 there. */
function asJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

describe('recording', () => {
  it('numbers events in the order given, and gives each an id of its own', () => {
    const { writes } = tempStore();
    const recorded = writes.record(makeEvents(50));
    expect(recorded.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
    expect(new Set(recorded.map(({ id }) => id)).size).toBe(50);
    for (const { id } of recorded) expect(id).toMatch(/^al_[\da-f-]{36}$/u);
  });

  it('answers for an id that is there already where it is, and writes nothing', () => {
    const store = tempStore();
    const { writes, reads } = store;
    writes.record([makeEvent({ id: 'once', message: 'first' })]);
    const again = writes.record([
      makeEvent({ id: 'once', message: 'second' }),
      makeEvent({ id: 'new' }),
      makeEvent({ id: 'new' }),
    ]);
    expect(again).toEqual([
      { id: 'once', seq: 1, isNew: false },
      { id: 'new', seq: 2, isNew: true },
      { id: 'new', seq: 2, isNew: false },
    ]);
    expect(reads.facts()).toMatchObject({ events: 2, headSeq: 2 });
    expect(reads.detail({ id: 'once' }).event.message).toBe('first');
    expect(checkOf(store)).toMatchObject({ firstBad: null });
  });

  it('writes all events or none', () => {
    const store = tempStore();
    const { writes, reads } = store;
    writes.record([makeEvent()]);
    const bad = { ...makeEvent(), category: null as unknown as string };
    expect(() => writes.record([makeEvent({ id: 'good' }), bad])).toThrow();
    expect(reads.facts()).toMatchObject({ events: 1, headSeq: 1 });
    expect(codeOf(() => reads.detail({ id: 'good' }))).toBe('NOT_FOUND');
    expect(writes.record([makeEvent({ id: 'good' })])).toEqual([
      { id: 'good', seq: 2, isNew: true },
    ]);
    expect(checkOf(store)).toEqual({ events: 2, firstBad: null, reason: '' });
  });

  it('keeps the things that a failed recording touched out of the index', () => {
    const store = tempStore();
    const { writes } = store;
    const targets = [{ type: 'seller', id: 's-1', name: 'One' }];
    const bad = { ...makeEvent(), category: null as unknown as string };
    expect(() => writes.record([makeEvent({ targets }), bad])).toThrow();
    writes.record([makeEvent({ targets })]);
    expect(checkOf(store)).toMatchObject({ events: 1, firstBad: null });
  });

  it('does nothing for no events', () => {
    const { writes, reads } = tempStore();
    expect(writes.record([])).toEqual([]);
    expect(reads.facts().events).toBe(0);
  });

  it('says what it knows of the store in numbers', () => {
    const { writes, reads } = tempStore();
    writes.record([
      makeEvent({ occurredAt: 5 }),
      makeEvent({ occurredAt: -7 }),
      makeEvent({ occurredAt: 0 }),
    ]);
    expect(reads.facts()).toMatchObject({
      events: 3,
      headSeq: 3,
      oldest: -7,
      newest: 5,
      schemaVersion: newestVersion(MIGRATIONS),
    });
    expect(reads.facts().chainId).toMatch(/^[\da-f]{32}$/u);
    expect(reads.quickCheck()).toEqual([]);
  });

  it('knows no event by an unknown number or id', () => {
    const { reads } = tempStore();
    expect(codeOf(() => reads.detail({ seq: 1 }))).toBe('NOT_FOUND');
    expect(codeOf(() => reads.detail({ id: 'x' }))).toBe('NOT_FOUND');
  });
});
