import { readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { Answers } from '../../../src-main/store/answers.ts';
import { LensFile } from '../../../src-main/store/lens/lens-file.ts';
import { Lens } from '../../../src-main/store/lens/lens.ts';
import { openReadConnection } from '../../../src-main/store/sql/connection.ts';
import type { ReadDb } from '../../../src-main/store/sql/connection.ts';
import { makeEvents } from '../../support/make-event.ts';
import { all, tempStore } from '../../support/temp-store.ts';
import type { TempStore } from '../../support/temp-store.ts';
import { pruneBehind } from '../support/prune-behind.ts';

function filled(count: number): TempStore {
  const store = tempStore();
  const targets = [{ type: 'seller', id: 's-1', name: 'Ä' }];
  store.writes.record(
    makeEvents(count, { targets }).map((event, index) => ({
      ...event,
      action: `act.${index % 7}`,
      occurredAt: event.occurredAt + (index % 5) * 1_000,
      actorId: `u-${index % 300}`,
    })),
  );
  return store;
}

function connect(store: TempStore): ReadDb {
  const db = openReadConnection(store.path, { busyTimeoutMs: 1_000 });
  onTestFinished(() => {
    db.close();
  });
  return db;
}

/** Builds the lens of a store and keeps it in its file. */
function keep(store: TempStore): LensFile {
  const db = connect(store);
  const file = new LensFile(db, store.open.stateFolder);
  all(new Lens(db, file, 64).refresh());
  return file;
}

function versionOf(store: TempStore) {
  const { headSeq } = store.reads.facts();
  return { headSeq, pruned: 0 };
}

describe('the file of a lens', () => {
  it('holds the lens as it was, so that the next start need not build it', () => {
    const store = filled(1_000);
    const file = keep(store);
    const loaded = all(file.load(versionOf(store)));
    expect(loaded?.headSeq).toBe(1_000);
    const built = new Lens(connect(store), null, 64);
    all(built.refresh());
    expect(loaded?.chunks).toEqual(all(built.current())?.chunks);
    expect(readdirSync(dirname(file.path))).toHaveLength(1);
  });

  it('is brought up to date with what was recorded, flagged and held since', () => {
    const store = filled(300);
    keep(store);
    store.writes.record(makeEvents(50, { occurredAt: 0, action: 'late' }));
    const operator = { id: 'op', name: 'Olga' };
    const selection = { seqs: [1, 2, 3] };
    store.writes.flagEvents({ selection, flagged: true, note: null, operator });
    const db = connect(store);
    const lens = new Lens(db, new LensFile(db, store.open.stateFolder), 64);
    all(lens.refresh());
    const answers = new Answers(db, lens);
    const sql = new Answers(db, new Lens(db, null));
    const facets = {
      filter: EVERYTHING,
      fields: ['action' as const, 'flagged' as const, 'actor' as const],
      limit: 20,
    };
    expect(all(answers.facets(facets))).toEqual(all(sql.facets(facets)));
    expect(all(answers.total(EVERYTHING))).toBe(351);
  });

  it('is not taken after a prune, of another store, or of a history that is not there', () => {
    const store = filled(200);
    const file = keep(store);
    expect(all(file.load({ ...versionOf(store), pruned: 1 }))).toBeNull();
    expect(all(file.load({ headSeq: 199, pruned: 0 }))).toBeNull();
    pruneBehind(store.path, [200]);
    expect(all(file.load({ headSeq: 201, pruned: 0 }))).toBeNull();

    const other = filled(200);
    const foreign = new LensFile(connect(other), other.open.stateFolder);
    keep(other);
    writeFileSync(foreign.path, readFileSync(file.path));
    expect(all(foreign.load(versionOf(other)))).toBeNull();
  });

  it('is not taken if one byte of it is another, or if its end is missing', () => {
    const store = filled(400);
    const file = keep(store);
    const whole = readFileSync(file.path);
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ by;
        writeFileSync(file.path, damaged);
        expect(all(file.load(versionOf(store)))).toBeNull();
        truncateSync(file.path, at);
        expect(all(file.load(versionOf(store)))).toBeNull();
      }),
      { numRuns: 200 },
    );
    writeFileSync(file.path, whole);
    expect(all(file.load(versionOf(store)))).not.toBeNull();
  });

  it('that cannot be written is done without', () => {
    const store = filled(100);
    const db = connect(store);
    // A file where the folder should be.
    writeFileSync(`${store.folder}/taken`, '');
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    onTestFinished(() => said.mockRestore());
    const lens = new Lens(db, new LensFile(db, `${store.folder}/taken`), 64);
    all(lens.refresh());
    expect(said).toHaveBeenCalledOnce();
    expect(lens.state).toMatchObject({ state: 'ready', events: 100 });
  });
});
