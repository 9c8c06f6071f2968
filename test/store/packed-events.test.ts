import Database from 'better-sqlite3';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { NewEvent } from '#shared/model/audit-event.ts';
import { EventPacker, packEvents } from '../../src-main/store/packing/event-packer.ts';
import { HASHED_COLUMNS } from '../../src-main/store/queries/event-columns.ts';
import type { ImportedEvent } from '../../src-main/store/store-api.ts';
import { checkOf } from '../support/check-store.ts';
import { makeEvent, makeImported } from '../support/make-event.ts';
import {
  makeTempFolder,
  openStore,
  removeFolder,
  storePlace,
  tempStore,
} from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';
import { newEvent } from './support/arbitraries.ts';
import { linksOf } from './support/chain-model.ts';
import { codeOf } from './support/files.ts';

const operator = { id: 'op', name: 'Olga' };

/** What an event is, apart from when and whence it came into the store. */
const OWN_COLUMNS = HASHED_COLUMNS.filter(
  (name) => !['recorded_at', 'batch', 'batch_file', 'raw_hash'].includes(name),
);

function rowsOf({ path }: TempStore, columns: readonly string[]): unknown[] {
  const db = new Database(path, { readonly: true });
  try {
    return db
      .prepare(`SELECT ${columns.join(', ')} FROM event ORDER BY seq`)
      .raw()
      .all();
  } finally {
    db.close();
  }
}

function begin({ writes }: TempStore): number {
  return writes.beginImport({ operator, title: 't', files: ['a', 'b', 'c'] }).batch;
}

function withStore(use: (store: TempStore) => void): void {
  const folder = makeTempFolder();
  const store = openStore(storePlace(folder));
  try {
    use(store);
  } finally {
    store.close();
    removeFolder(folder);
  }
}

function toImported(events: readonly NewEvent[]): ImportedEvent[] {
  return events.map((event, index) => ({
    event: { ...event, id: `e-${index}` },
    raw: Buffer.from(`raw ${index}`),
  }));
}

const number = fc.nat({ max: 60 });

describe('packed events', () => {
  test.prop([fc.array(newEvent, { maxLength: 40 })], { numRuns: 30 })(
    'are stored in every column as if they had been recorded one by one',
    (events) => {
      const imported = toImported(events);
      withStore((plain) => {
        plain.writes.record(imported.map(({ event }) => event));
        withStore((bulk) => {
          const batch = begin(bulk);
          const packed = structuredClone(packEvents(imported, 2));
          bulk.writes.appendImport({ batch, events: packed, rejected: 0 });
          expect(rowsOf(bulk, OWN_COLUMNS)).toEqual(rowsOf(plain, OWN_COLUMNS));
          expect(rowsOf(bulk, ['batch', 'batch_file'])).toEqual(events.map(() => [batch, 2]));
          const { computed, stored } = linksOf(bulk.path);
          expect(stored).toEqual(computed);
          const whole = { events: events.length, firstBad: null, reason: '' };
          expect(checkOf(bulk)).toEqual(whole);
        });
      });
    },
  );

  test.prop([fc.array(number, { maxLength: 60 }), fc.uniqueArray(number)], { numRuns: 30 })(
    'keep their originals, whichever of their neighbours are there already',
    (ids, before) => {
      withStore((store) => {
        const batch = begin(store);
        const append = (numbers: readonly number[], word: string) =>
          store.writes.appendImport({
            batch,
            events: packEvents(
              numbers.map((number) => makeImported(`e-${number}`, `${word} ${number}`)),
              0,
            ),
            rejected: 0,
          });
        append(before, 'before');
        const added = [...new Set(ids)].filter((id) => !before.includes(id));
        expect(append(ids, 'after')).toMatchObject({
          added: added.length,
          duplicates: ids.length - added.length,
        });
        for (const id of before) {
          expect(store.reads.detail({ id: `e-${id}` }).raw).toBe(`before ${id}`);
        }
        for (const id of added)
          expect(store.reads.detail({ id: `e-${id}` }).raw).toBe(`after ${id}`);
        const { events, firstBad } = checkOf(store);
        expect([events, firstBad]).toEqual([before.length + added.length, null]);
      });
    },
  );

  it('know the file that each is from', () => {
    const store = tempStore();
    const packer = new EventPacker();
    for (const [file, id] of ['a', 'b', 'c'].entries()) {
      const { event, raw } = makeImported(id);
      packer.add(event, raw, file);
    }
    store.writes.appendImport({ batch: begin(store), events: packer.take(), rejected: 0 });
    const names = ['a', 'b', 'c'].map((id) => store.reads.detail({ id }).importedFrom);
    expect(names).toEqual(['a', 'b', 'c']);
  });

  it('are packed slice after slice, each in memory of its own size', () => {
    const store = tempStore();
    const packer = new EventPacker();
    const slices = [20, 1, 0, 40].map((count, slice) => {
      const raw = Buffer.alloc(8);
      for (let index = 0; index < count; index += 1) {
        raw.write(`${slice}-${index}`.padEnd(8));
        packer.add({ ...makeEvent(), id: `${slice}-${index}` }, raw, 0);
      }
      return packer.take();
    });
    const batch = begin(store);
    for (const events of slices) {
      expect(events.rows.buffer.byteLength).toBe(events.rows.length);
      expect(events.raws.buffer.byteLength).toBe(events.raws.length);
      const answer = store.writes.appendImport({ batch, events, rejected: 0 });
      expect(answer).toMatchObject({ added: events.count, duplicates: 0 });
    }
    expect(store.reads.facts().events).toBe(61);
    expect(store.reads.detail({ id: '0-19' }).raw).toBe('0-19    ');
    expect(store.reads.detail({ id: '3-39' }).raw).toBe('3-39    ');
    expect(checkOf(store)).toMatchObject({ firstBad: null });
  });

  it('can be handed over again after the store was locked', () => {
    const place = storePlace();
    const store = tempStore({ ...place, open: { ...place.open, busyTimeoutMs: 20 } });
    const batch = begin(store);
    const events = packEvents([makeImported('a'), makeImported('b')], 0);
    const append = () => store.writes.appendImport({ batch, events, rejected: 0 });
    const other = new Database(store.path);
    other.exec('BEGIN IMMEDIATE');
    expect(codeOf(append)).toBe('STORE_BUSY');
    other.exec('ROLLBACK');
    other.close();
    store.writes.record([makeEvent()]);
    expect(append()).toEqual({ added: 2, duplicates: 0, headSeq: 3 });
    expect(checkOf(store)).toMatchObject({ events: 3, firstBad: null });
  });

  it('are refused together if the store may not hold one of them', () => {
    const store = tempStore();
    const batch = begin(store);
    const odd = { ...makeImported('odd'), event: { ...makeEvent(), id: 'odd', outcome: 'odd' } };
    const events = packEvents([makeImported('a'), odd as unknown as ImportedEvent], 0);
    expect(() => store.writes.appendImport({ batch, events, rejected: 3 })).toThrow('CHECK');
    expect(store.reads.facts().events).toBe(0);
    store.writes.appendImport({ batch, events: [makeImported('a')], rejected: 0 });
    const finished = store.writes.finishImport({ batch, outcome: 'done', format: 't' });
    expect(finished).toMatchObject({ read: 1, added: 1, rejected: 0 });
    expect(checkOf(store)).toMatchObject({ events: 2, firstBad: null });
  });
});
