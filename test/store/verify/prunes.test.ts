import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packRaws } from '../../../src-main/store/queries/raw-blocks.ts';
import { checkOf } from '../../support/check-store.ts';
import { HAPPENED_AT, makeEvents, makeImported } from '../../support/make-event.ts';
import {
  makeTempFolder,
  openStore,
  removeFolder,
  storePlace,
  tempStore,
} from '../../support/temp-store.ts';
import { FIELDS, genesis, leaf, link, sha256 } from '../support/chain-model.ts';
import type { Value } from '../support/chain-model.ts';
import { checkTampered } from '../support/tamper.ts';
import { plan, prune } from '../prune/support.ts';
import { operator, verified } from './support.ts';

const folder = makeTempFolder();
const place = storePlace(folder);

/** Events 1 to 40; gone are 1 to 9, 11 to 15 and 17 to 20, in two prunes, around two on hold. */
beforeAll(() => {
  const store = openStore(place);
  store.writes.record(
    makeEvents(20, { targets: [{ type: 'seller', id: 's-1', name: 'Seller One' }] }),
  );
  store.writes.placeHold({ selection: { seqs: [10, 16] }, reason: 'case 7', operator });
  prune(store, { before: HAPPENED_AT + 12 });
  prune(store, { before: HAPPENED_AT + 20 });
  const { batch } = store.writes.beginImport({ operator, title: 't', files: ['t'] });
  const events = Array.from({ length: 16 }, (_, index) => makeImported(`i-${index}`));
  store.writes.appendImport({ batch, events, rejected: 0 });
  store.writes.finishImport({ batch, outcome: 'done', format: 'test' });
  store.close();
});
afterAll(() => removeFolder(folder));

describe('a store that was pruned around holds', () => {
  it('is intact, and says how much is gone', async () => {
    expect(checkOf(place)).toEqual({ events: 22, firstBad: null, reason: '' });
    expect(await verified(place)).toMatchObject({
      verdict: 'intact',
      range: { first: 10, last: 40, pruned: 18 },
    });
  });

  it('has the hash over the runs of each prune in its event, as the formula says', () => {
    const db = new Database(place.path, { readonly: true });
    db.defaultSafeIntegers();
    const chainId = db.prepare<[], Buffer>('SELECT id FROM chain').pluck().get() ?? Buffer.alloc(0);
    const acts = db
      .prepare<[], { id: bigint; hash: string }>(
        `SELECT prune.id, metadata ->> 'runsHash' AS hash FROM prune JOIN event ON seq = act`,
      )
      .all();
    expect(acts).toHaveLength(2);
    for (const { id, hash } of acts) {
      const runs = db
        .prepare<
          [bigint],
          { first_seq: bigint; last_seq: bigint; link_before: Buffer; link: Buffer }
        >('SELECT * FROM pruned_run WHERE prune = ? ORDER BY first_seq')
        .all(id);
      const parts = runs.flatMap((run) => {
        const ends = Buffer.alloc(16);
        ends.writeBigUInt64BE(run.first_seq);
        ends.writeBigUInt64BE(run.last_seq, 8);
        return [ends, run.link_before, run.link];
      });
      expect(sha256('annals.prune.v1\0', chainId, ...parts).toString('hex')).toBe(hash);
    }
    db.close();
  });

  it('can be followed across what is gone, by the formula', () => {
    const db = new Database(place.path, { readonly: true });
    db.defaultSafeIntegers();
    const chainId = db.prepare<[], Buffer>('SELECT id FROM chain').pluck().get() ?? Buffer.alloc(0);
    let at = genesis(chainId);
    for (let seq = 1n; seq <= 40n; seq += 1n) {
      const row = db
        .prepare<[bigint], Record<string, Value>>('SELECT * FROM event WHERE seq = ?')
        .get(seq);
      const run = db
        .prepare<[bigint], { last_seq: bigint; link_before: Buffer; link: Buffer }>(
          'SELECT * FROM pruned_run WHERE first_seq = ?',
        )
        .get(seq);
      expect(row === undefined).toBe(run !== undefined);
      if (run) {
        expect(run.link_before).toEqual(at);
        at = run.link;
        seq = run.last_seq;
      } else if (row) {
        const fields = FIELDS.map((name) => row[name] ?? null);
        at = link(at, leaf(chainId, seq, row['salt'] as Buffer, fields));
        expect(row['link']).toEqual(at);
      }
    }
    db.close();
  });
});

/** Statements that add a prune like the second, but for what is set. */
function forgedPrune(set: string): string {
  return `CREATE TEMP TABLE forged AS SELECT * FROM prune WHERE id = 2;
    UPDATE forged SET ${set}; INSERT INTO prune SELECT * FROM forged;`;
}

describe('pruning that was forged', () => {
  it.each<[string, string, number]>([
    [
      'a run was widened over an event',
      `DELETE FROM event WHERE seq = 10; DELETE FROM event_target WHERE seq = 10;
       DELETE FROM held_event WHERE seq = 10; UPDATE pruned_run SET last_seq = 10 WHERE first_seq = 1`,
      11,
    ],
    [
      'a run was widened, with the right link',
      `UPDATE pruned_run SET last_seq = 10, link = (SELECT link FROM event WHERE seq = 10)
         WHERE first_seq = 1;
       DELETE FROM event WHERE seq = 10; DELETE FROM event_target WHERE seq = 10;
       DELETE FROM held_event WHERE seq = 10; DELETE FROM hold;
       UPDATE head SET retained = retained - 1, pruned = pruned + 1`,
      1,
    ],
    [
      'a run was added for events that were deleted',
      `INSERT INTO pruned_run SELECT 30, 31, (SELECT link FROM event WHERE seq = 29), link, 1
         FROM event WHERE seq = 31;
       DELETE FROM event WHERE seq IN (30, 31)`,
      30,
    ],
    [
      'a prune was added for events that were deleted',
      `${forgedPrune('id = 9')}
       INSERT INTO pruned_run SELECT 30, 31, (SELECT link FROM event WHERE seq = 29), link, 9
         FROM event WHERE seq = 31;
       DELETE FROM event WHERE seq IN (30, 31)`,
      30,
    ],
    [
      'a prune that says it is still running was added',
      `${forgedPrune("id = 9, state = 'running', ended_at = NULL, act = NULL")}
       INSERT INTO pruned_run SELECT 30, 31, (SELECT link FROM event WHERE seq = 29), link, 9
         FROM event WHERE seq = 31;
       DELETE FROM event WHERE seq IN (30, 31)`,
      30,
    ],
    ['a run was taken away', 'DELETE FROM pruned_run WHERE first_seq = 1', 1],
    ['a run was cut short', 'UPDATE pruned_run SET last_seq = 8 WHERE first_seq = 1', 9],
    [
      'a run has another link',
      'UPDATE pruned_run SET link = zeroblob(32) WHERE first_seq = 11',
      13,
    ],
    [
      'a run does not join what is before it',
      'UPDATE pruned_run SET link_before = zeroblob(32) WHERE first_seq = 11',
      11,
    ],
    ['runs overlap', `UPDATE pruned_run SET last_seq = 18 WHERE first_seq = 11`, 13],
    [
      'a run reaches beyond the end',
      'UPDATE pruned_run SET last_seq = 99 WHERE first_seq = 17',
      17,
    ],
    ['a run is of no prune', 'UPDATE pruned_run SET prune = 7 WHERE first_seq = 1', 1],
    ['a run is of another prune', 'UPDATE pruned_run SET prune = 2 WHERE first_seq = 1', 1],
    ['prunes were taken away', 'DELETE FROM prune', 1],
    ['a prune names another act', 'UPDATE prune SET act = act - 1 WHERE id = 1', 1],
    ['a prune names no act', 'UPDATE prune SET act = NULL WHERE id = 1', 1],
    ['a prune has another action', `UPDATE prune SET action = 'clear' WHERE id = 1`, 1],
    [
      'an event stands where it was pruned',
      `INSERT INTO event (seq, id, ${FIELDS.slice(1).join(', ')}, salt, link)
       SELECT 5, 'back', ${FIELDS.slice(1).join(', ')}, salt, link FROM event WHERE seq = 10`,
      5,
    ],
  ])('is found: %s', (_, sql, firstBad) => {
    const check = checkTampered(place, sql);
    expect(check).toMatchObject({ firstBad });
    expect(check.reason).not.toBe('');
  });

  it('is found: an original of an event that was pruned is there', () => {
    const check = checkTampered(place, (db) => {
      const insert = db.prepare('INSERT INTO raw_block (first_seq, count, data) VALUES (4, 1, ?)');
      insert.run(packRaws([Buffer.from('left')]));
    });
    expect(check).toMatchObject({ firstBad: 4 });
  });
});

describe('a prune that is under way', () => {
  it('is intact after every step, and only as long as it deletes what it said', async () => {
    const store = tempStore();
    store.writes.record(makeEvents(3_000));
    store.writes.placeHold({ selection: { seqs: [700] }, reason: 'case 7', operator });
    const { plan: name } = plan(store, { before: HAPPENED_AT + 2_500 });
    const work = store.writes.applyPrune({ plan: name, archive: null, operator });
    const pruned = new Set<number>();
    let step = work.next();
    while (!step.done) {
      const { range, ...verification } = await verified(store);
      expect(verification).toMatchObject({ verdict: 'intact', firstBad: null });
      pruned.add(range.pruned);
      step = work.next();
    }
    expect(pruned.size).toBeGreaterThan(2);
    expect(step.value.deleted).toBe(2_499);
    expect(await verified(store)).toMatchObject({ verdict: 'intact', range: { pruned: 2_499 } });
  });

  it('is found where more is about to go than the trail tells', () => {
    const store = tempStore();
    store.writes.record(makeEvents(3_000));
    const { plan: name } = plan(store, { before: HAPPENED_AT + 2_500 });
    const work = store.writes.applyPrune({ plan: name, archive: null, operator });
    while (checkOf(store).events === store.reads.facts().headSeq) work.next();
    expect(checkOf(store)).toMatchObject({ firstBad: null });
    const db = new Database(store.path);
    db.exec('UPDATE prune_todo SET last_seq = last_seq + 1');
    expect(checkOf(store)).toMatchObject({ firstBad: 1 });
    db.exec('UPDATE prune_todo SET last_seq = last_seq - 1');
    db.close();
    expect(checkOf(store)).toMatchObject({ firstBad: null });
    work.return(undefined as never);
  });
});
