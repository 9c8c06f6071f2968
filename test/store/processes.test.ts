import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openWrites } from '../../src-main/store/open-store.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { checkOf } from '../support/check-store.ts';
import { makeEvent } from '../support/make-event.ts';
import { all, storePlace, tempStore } from '../support/temp-store.ts';
import { runChild, startChild } from './support/child.ts';
import { linksOf } from './support/chain-model.ts';
import { failureOf } from './support/files.ts';
import { pagedIds } from './support/walk.ts';

describe('programs that create one store at once', () => {
  it.each([
    ['where nothing is', false],
    ['where a file of no bytes is', true],
  ])('end with one valid store that has what each recorded, %s', async (_, isEmptyThere) => {
    for (let round = 0; round < 2; round += 1) {
      const place = storePlace();
      if (isEmptyThere) writeFileSync(place.path, '');
      const names = ['a', 'b', 'c', 'd'];
      const answers = await Promise.all(names.map((name) => runChild('record', place, name)));
      expect(answers.filter(({ ok }) => !ok)).toEqual([]);
      const { reads, close } = tempStore(place);
      const { items } = all(
        reads.page({ filter: EVERYTHING, order: 'recorded', limit: 10, offset: 0, cursor: null }),
      );
      expect(items.map(({ message }) => message).toSorted()).toEqual(names);
      expect(checkOf(place)).toEqual({ events: 4, firstBad: null, reason: '' });
      expect(countKeys(place.path)).toBe(1);
      close();
      expect(readdirSync(place.folder).toSorted()).toEqual(['state', 'trail.db']);
      expect(readdirSync(place.open.stateFolder).toSorted()).toEqual([
        'anchors',
        'signing-key.pem',
      ]);
    }
  });
});

/** How many keys signed what a store says; all its programs should have used one. */
function countKeys(path: string): number | undefined {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare<[], number>('SELECT count(*) FROM signing_key').pluck().get();
  } finally {
    db.close();
  }
}

describe('three programs that record into one store', () => {
  it('lose nothing, and take turns on one intact chain', async () => {
    const store = tempStore();
    const names = ['a', 'b', 'c'];
    const count = 150;
    const children = names.map((name) => startChild('append', store, `${name} ${count}`));
    await Promise.all(children.map(({ printed }) => printed(1)));
    writeFileSync(join(store.open.stateFolder, 'go'), '');
    for (const { ended } of children) expect(await ended).toMatchObject({ ok: true });

    const ids = pagedIds(store.reads, EVERYTHING, 'recorded', 1_000);
    expect(ids).toHaveLength(count * names.length);
    for (const name of names) {
      const own = ids.filter((id) => id.startsWith(`${name}-`));
      expect(own.toReversed()).toEqual(
        Array.from({ length: count }, (_, index) => `${name}-${index}`),
      );
    }
    // Their events are mixed: not one after the other.
    const turns = ids.filter((id, index) => id[0] !== ids[index - 1]?.[0]).length;
    expect(turns).toBeGreaterThan(names.length);
    expect(checkOf(store)).toMatchObject({ events: ids.length, firstBad: null });
    const { computed, stored } = linksOf(store.path);
    expect(stored).toEqual(computed);
    expect(store.writes.record([makeEvent()])).toMatchObject([{ seq: ids.length + 1 }]);
  });
});

describe('a store that another program holds locked', () => {
  it('is busy for writing, readable meanwhile, and works afterwards', async () => {
    const store = tempStore({ ...storePlace() });
    store.writes.record([makeEvent()]);
    const child = startChild('lock', store);
    await child.printed(1);
    const impatient = { ...store.open, busyTimeoutMs: 50 };

    const failure = failureOf(() => openWrites(store.path, impatient));
    expect(failure.code).toBe('STORE_BUSY');
    expect(failure.message).toContain(store.path);
    expect(failure.hint).not.toBe('');
    expect(store.reads.facts().events).toBe(1);

    child.process.kill('SIGKILL');
    await child.ended;
    expect(store.writes.record([makeEvent()])).toMatchObject([{ seq: 2 }]);
  });

  it('refuses what is recorded without writing any of it', async () => {
    const place = storePlace();
    tempStore(place).close();
    const impatient = tempStore({ ...place, open: { ...place.open, busyTimeoutMs: 50 } });
    const child = startChild('lock', place);
    await child.printed(1);
    expect(failureOf(() => impatient.writes.record([makeEvent()])).code).toBe('STORE_BUSY');
    const operator = { id: 'op', name: 'Olga' };
    expect(
      failureOf(() => impatient.writes.beginImport({ operator, title: 't', files: [] })).code,
    ).toBe('STORE_BUSY');
    child.process.kill('SIGKILL');
    await child.ended;
    expect(impatient.reads.facts()).toMatchObject({ events: 0, headSeq: 0 });
    expect(impatient.writes.record([makeEvent()])).toMatchObject([{ seq: 1 }]);
  });

  it('can be closed: what was recorded is safe without the last tidying', async () => {
    const place = storePlace();
    const { writes, close } = openWrites(place.path, { ...place.open, busyTimeoutMs: 50 });
    writes.record([makeEvent()]);
    const child = startChild('lock', place);
    await child.printed(1);
    expect(close).not.toThrow();
    child.process.kill('SIGKILL');
    await child.ended;
    expect(tempStore(place).reads.facts().events).toBe(1);
  });
});
