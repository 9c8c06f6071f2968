import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Verification } from '#shared/model/verification.ts';
import { openJobs, openReads } from '../../../src-main/store/open-store.ts';
import { HASHED_COLUMNS } from '../../../src-main/store/queries/event-columns.ts';
import { finish } from '../../../src-main/store/sliced.ts';
import { checkOf } from '../../support/check-store.ts';
import { HAPPENED_AT, makeEvents, makeImported } from '../../support/make-event.ts';
import { makeTempFolder, openStore, removeFolder, storePlace } from '../../support/temp-store.ts';
import { prune } from '../prune/support.ts';
import { checkTampered, tamperedCopy } from '../support/tamper.ts';
import { operator, verified } from './support.ts';

const folder = makeTempFolder();
const place = storePlace(folder);

/** Every event that is there: 6 to 10 were pruned. */
const PRESENT = Array.from({ length: 60 }, (_, index) => index + 1).filter(
  (seq) => seq < 6 || seq > 10,
);
const HEAD = 60;

/** Recorded, imported and pruned events, 60 in all. */
beforeAll(() => {
  const store = openStore(place);
  const targets = [{ type: 'seller', id: 's-1', name: 'Seller One' }];
  store.writes.record(makeEvents(5, { occurredAt: HAPPENED_AT + 60_000, targets }));
  store.writes.record(makeEvents(5));
  const { batch } = store.writes.beginImport({ operator, title: 't', files: ['t'] });
  const events = Array.from({ length: 30 }, (_, index) =>
    makeImported(`i-${index}`, `{"record": ${index}}`, { occurredAt: HAPPENED_AT + 60_000 }),
  );
  store.writes.appendImport({ batch, events, rejected: 0 });
  store.writes.finishImport({ batch, outcome: 'done', format: 'test' });
  prune(store, { before: HAPPENED_AT + 30_000 });
  store.writes.record(makeEvents(HEAD - 42, { targets }));
  store.close();
});
afterAll(() => removeFolder(folder));

const present = fc.constantFrom(...PRESENT);
const runs = { numRuns: 50 };

describe('a change behind the back of the store', () => {
  it('is needed: the store is intact without', async () => {
    expect(checkOf(place)).toEqual({ events: PRESENT.length, firstBad: null, reason: '' });
    expect(await verified(place)).toMatchObject({ verdict: 'intact' });
  });

  test.prop(
    [present, fc.constantFrom(...HASHED_COLUMNS, 'salt', 'link'), fc.nat(), fc.nat(7)],
    runs,
  )('is found where one bit was flipped', (seq, column, byte, bit) => {
    let isChanged = false;
    const check = checkTampered(place, (db) => {
      isChanged = flipBit(db, seq, column, byte, bit);
    });
    fc.pre(isChanged);
    expect(check).toMatchObject({ firstBad: seq });
  });

  test.prop([fc.uniqueArray(present, { minLength: 2, maxLength: 2 })], runs)(
    'is found where two events changed places',
    ([one = 0, other = 0]) => {
      const check = checkTampered(
        place,
        `UPDATE event SET seq = 900 WHERE seq = ${one}; UPDATE event SET seq = ${one} WHERE seq = ${other};
         UPDATE event SET seq = ${other} WHERE seq = 900`,
      );
      expect(check).toMatchObject({ firstBad: Math.min(one, other) });
    },
  );

  test.prop([fc.uniqueArray(present, { minLength: 1, maxLength: 5 }), fc.boolean()], runs)(
    'is found where events were deleted, with or without what indexes them',
    (seqs, isThorough) => {
      const list = seqs.join(', ');
      const also = `DELETE FROM event_target WHERE seq IN (${list});
        UPDATE head SET retained = retained - ${seqs.length}`;
      const check = checkTampered(
        place,
        `DELETE FROM event WHERE seq IN (${list}); ${isThorough ? also : ''}`,
      );
      expect(check).toMatchObject({ firstBad: Math.min(...seqs) });
    },
  );

  test.prop([present, fc.integer({ min: 1, max: HEAD + 1 }), fc.boolean()], runs)(
    'is found where an event was added, in the place of none or before others',
    (copied, at, isPushed) => {
      const isFree = !PRESENT.includes(at);
      const columns = [...HASHED_COLUMNS.slice(1), 'salt', 'link'].join(', ');
      const push = `UPDATE event SET seq = -1 - seq WHERE seq >= ${at};
        UPDATE event SET seq = -seq WHERE seq < 0;`;
      fc.pre(isPushed || isFree);
      const check = checkTampered(
        place,
        // What is copied may have moved up.
        `CREATE TEMP TABLE copied AS SELECT ${columns} FROM event WHERE seq = ${copied};
         ${isFree ? '' : push}
         INSERT INTO event (seq, id, ${columns}) SELECT ${at}, 'added', ${columns} FROM copied`,
      );
      expect(check).toMatchObject({ firstBad: at });
    },
  );
});

describe('values that no store of ours has', () => {
  it.each<[string, string, number]>([
    ['a head far beyond the events', 'UPDATE head SET seq = 9223372036854775807', HEAD + 1],
    [
      'a head and an event far beyond',
      `UPDATE head SET seq = 9223372036854775807; UPDATE event SET seq = 9223372036854775807 WHERE seq = ${HEAD}`,
      HEAD,
    ],
    ['a head before the first event', 'UPDATE head SET seq = -9223372036854775808', 0],
    [
      'an event far before the first',
      'UPDATE event SET seq = -9223372036854775808 WHERE seq = 3',
      0,
    ],
    [
      'a run of pruned events without end',
      'UPDATE pruned_run SET last_seq = 9223372036854775807',
      6,
    ],
    [
      'what is no JSON in an act',
      `UPDATE event SET metadata = 'x', targets = '[' WHERE seq = 42`,
      42,
    ],
    ['no object in an act', `UPDATE event SET metadata = 'null' WHERE seq = 42`, 42],
    ['no head', 'DELETE FROM head', 0],
  ])('lead to a verdict: %s', async (_, sql, firstBad) => {
    const verification = await verified(tamperedCopy(place, (db) => db.exec(sql)));
    expect(Verification.parse(verification)).toMatchObject({ verdict: 'tampered' });
    if (firstBad > 0) expect(verification.firstBad).toBe(firstBad);
    else expect(verification.firstBad).toBeLessThanOrEqual(0);
  });
});

describe('without the chain', () => {
  it('changed events are not found: neither SQLite nor the signatures notice', () => {
    let missed = 0;
    for (const seq of PRESENT.slice(0, 20)) {
      const copy = tamperedCopy(place, (db) =>
        db.exec(`UPDATE event SET message = 'never happened' WHERE seq = ${seq}`),
      );
      const { reads, close } = openReads(copy.path, copy.open);
      const { jobs, close: closeJobs } = openJobs(copy.path, copy.open);
      const isFound =
        reads.quickCheck().length > 0 ||
        finish(jobs.checkStatements()) !== null ||
        finish(jobs.checkActs()) !== null;
      missed += isFound ? 0 : 1;
      closeJobs();
      close();
      expect(checkOf(copy)).toMatchObject({ firstBad: seq });
    }
    expect(missed).toBe(20);
  });
});

describe.skipIf(spawnSync('sqlite3', ['--version']).error !== undefined)(
  'a change with the command line of SQLite',
  () => {
    it.each<[string, string, number]>([
      ['a text', `UPDATE event SET message = 'fine' WHERE seq = 20`, 20],
      ['an actor', `UPDATE event SET actor_name = 'Mallory' WHERE seq = 3`, 3],
      ['a time', 'UPDATE event SET occurred_at = occurred_at + 1 WHERE seq = 45', 45],
      ['a deletion', 'DELETE FROM event WHERE seq = 33', 33],
      ['a tail', 'DELETE FROM event WHERE seq > 50', 51],
      ['an original', 'DELETE FROM raw_block WHERE first_seq = 11', 11],
      [
        'two events',
        'UPDATE event SET seq = -1 WHERE seq = 12; UPDATE event SET seq = 12 WHERE seq = 30; UPDATE event SET seq = 30 WHERE seq = -1',
        12,
      ],
    ])('of %s is found', async (name, sql, firstBad) => {
      const path = join(folder, `cli ${name}.db`);
      copyFileSync(place.path, path);
      const triggers = `SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'`;
      const drops = spawnSync('sqlite3', [path, triggers], { encoding: 'utf8' }).stdout;
      const run = spawnSync('sqlite3', [path], { input: `${drops}${sql};`, encoding: 'utf8' });
      expect(run.stderr).toBe('');
      expect(await verified({ ...place, path })).toMatchObject({ verdict: 'tampered', firstBad });
    });
  },
);

/** Flips one bit of a value; false if there is none, or none that differs when it is stored. */
function flipBit(
  db: Database.Database,
  seq: number,
  column: string,
  byte: number,
  bit: number,
): boolean {
  const value = db
    .prepare<[number], bigint | string | Buffer | null>(`SELECT ${column} FROM event WHERE seq = ?`)
    .pluck()
    .safeIntegers()
    .get(seq);
  if (value === null || value === undefined || value === '') return false;
  const update = (set: string, changed: bigint | Buffer): boolean =>
    db.prepare(`UPDATE OR IGNORE event SET ${column} = ${set} WHERE seq = ?`).run(changed, seq)
      .changes === 1;
  if (typeof value === 'bigint') {
    return update('?', BigInt.asIntN(64, value ^ (1n << BigInt((byte % 8) * 8 + bit))));
  }
  const bytes = Buffer.from(value);
  const place = byte % bytes.length;
  bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
  return update(typeof value === 'string' ? 'CAST(? AS TEXT)' : '?', bytes);
}
