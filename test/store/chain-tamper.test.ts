import { deflateRawSync } from 'node:zlib';
import type Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HASHED_COLUMNS } from '../../src-main/store/queries/event-columns.ts';
import { checkOf } from '../support/check-store.ts';
import { makeTempFolder, removeFolder, storePlace } from '../support/temp-store.ts';
import { SAMPLE, checkTampered, fillSample } from './support/tamper.ts';

const folder = makeTempFolder();
const place = storePlace(folder);
beforeAll(() => fillSample(place));
afterAll(() => removeFolder(folder));

/** Text that each column could hold as well, so that only the chain can tell. */
const OTHER_VALUE: Readonly<Record<string, string>> = {
  outcome: `'error'`,
  severity: '2',
  source: `'system'`,
  actor_type: `'anonymous'`,
  targets: `'[["seller","s-1","Seller Two"],["service","s3",null]]'`,
  changes: `'{"old":{},"new":{}}'`,
  metadata: `'{"deep":{"er":["x",3]}}'`,
  sensitive: '1',
  raw_hash: 'zeroblob(32)',
};

const INTEGERS: ReadonlySet<string> = new Set([
  'occurred_at',
  'recorded_at',
  'affected_count',
  'total_count',
  'duration_ms',
  'batch',
  'batch_file',
]);

function otherValue(column: string): string {
  return OTHER_VALUE[column] ?? (INTEGERS.has(column) ? `ifnull(${column}, 0) + 1` : `'other'`);
}

describe('an untouched store', () => {
  it('holds', () => {
    expect(checkOf(place)).toEqual({ events: SAMPLE.events, firstBad: null, reason: '' });
  });

  it('holds as a copy that was opened and whose triggers are gone', () => {
    expect(checkTampered(place, 'SELECT 1')).toMatchObject({ firstBad: null });
  });
});

describe.each(HASHED_COLUMNS)('a changed %s', (column) => {
  it.each([
    ['that had a value or none', 5, otherValue(column)],
    ['of a plain event', 3, otherValue(column)],
    ['of an imported event', SAMPLE.firstImported, otherValue(column)],
    ['of the last event', SAMPLE.events, otherValue(column)],
  ])('%s is found', (_, seq, value) => {
    const check = checkTampered(place, `UPDATE event SET ${column} = ${value} WHERE seq = ${seq}`);
    expect(check).toMatchObject({ firstBad: seq, events: seq - 1 });
    expect(check.reason).not.toBe('');
  });
});

describe.each(HASHED_COLUMNS.filter((column) => !isRequired(column)))('an emptied %s', (column) => {
  it('is found', () => {
    const seq = SAMPLE.lastImported;
    const check = checkTampered(place, `UPDATE event SET ${column} = NULL WHERE seq = ${seq}`);
    expect(check.firstBad).toBe(seq);
  });
});

function isRequired(column: string): boolean {
  return /^(id|occurred_at|recorded_at|category|action|outcome|severity|source|targets|message|metadata|sensitive)$/u.test(
    column,
  );
}

describe('events that were tampered with', () => {
  it.each<[string, string, number]>([
    ['a salt was changed', 'UPDATE event SET salt = zeroblob(16) WHERE seq = 9', 9],
    ['a link was changed', 'UPDATE event SET link = zeroblob(32) WHERE seq = 9', 9],
    ['a salt was emptied', `UPDATE event SET salt = x'' WHERE seq = 9`, 9],
    ['the first was deleted', 'DELETE FROM event WHERE seq = 1', 1],
    ['one in the middle was deleted', 'DELETE FROM event WHERE seq = 12', 12],
    ['several were deleted', 'DELETE FROM event WHERE seq BETWEEN 12 AND 15', 12],
    ['the last was deleted', `DELETE FROM event WHERE seq = ${SAMPLE.events}`, SAMPLE.events],
    ['the tail was cut', 'DELETE FROM event WHERE seq > 29', 30],
    ['all were deleted', 'DELETE FROM event', 1],
    ['one was moved to the end', 'UPDATE event SET seq = 34 WHERE seq = 12', 12],
    ['one was added after the last', insertCopy(`${SAMPLE.events} + 1`), SAMPLE.events + 1],
    ['one was added far after the last', insertCopy('1000'), SAMPLE.events + 1],
    ['one was added before the first', insertCopy('0'), 0],
    ['one was added far before the first', insertCopy('-7'), -7],
    [
      'one was added in the middle and the rest moved up',
      `UPDATE event SET seq = -1 - seq WHERE seq >= 10; UPDATE event SET seq = -seq WHERE seq < 0;
       ${insertCopy('10')}`,
      10,
    ],
    [
      'two changed places',
      `UPDATE event SET seq = 500 WHERE seq = 10; UPDATE event SET seq = 10 WHERE seq = 14;
       UPDATE event SET seq = 14 WHERE seq = 500`,
      10,
    ],
    [
      'a number is beyond what JavaScript can hold',
      'UPDATE event SET total_count = 9223372036854775807 WHERE seq = 8',
      8,
    ],
    [
      'a number is as far below',
      'UPDATE event SET total_count = -9223372036854775808 WHERE seq = 8',
      8,
    ],
    [
      'a text is half a character',
      `UPDATE event SET message = CAST(x'f0' AS TEXT) WHERE seq = 8`,
      8,
    ],
  ])('are found: %s', (_, sql, firstBad) => {
    expect(checkTampered(place, sql)).toMatchObject({ firstBad });
  });
});

function insertCopy(seq: string): string {
  const columns = [...HASHED_COLUMNS.filter((column) => column !== 'id'), 'salt', 'link'].join(
    ', ',
  );
  return `INSERT INTO event (seq, id, ${columns}) SELECT ${seq}, 'added', ${columns} FROM event WHERE seq = 5`;
}

describe('originals that were tampered with', () => {
  const second = SAMPLE.firstImported + 16;
  it.each<[string, (db: Database.Database) => unknown, number]>([
    [
      'a block was emptied',
      (db) => db.exec(`UPDATE raw_block SET data = x''`),
      SAMPLE.firstImported,
    ],
    ['a block is no deflated data', (db) => db.exec('UPDATE raw_block SET data = zeroblob(99)'), 7],
    [
      'a block was deleted',
      (db) => db.exec(`DELETE FROM raw_block WHERE first_seq = ${second}`),
      second,
    ],
    [
      'a block was moved',
      (db) => db.exec(`UPDATE raw_block SET first_seq = 8 WHERE first_seq = 7`),
      7,
    ],
    [
      'a count was changed',
      (db) => db.exec(`UPDATE raw_block SET count = 3 WHERE first_seq = ${second}`),
      second,
    ],
    ['one original was changed', (db) => replaceRaw(db, second, ['x', 'y', 'z', 'w']), second],
    [
      'one block hides a part of another',
      (db) => insertRaw(db, SAMPLE.firstImported + 2, ['{"record": 2, "text": "an original"}']),
      SAMPLE.firstImported + 3,
    ],
    ['an event was given an original', (db) => insertRaw(db, 29, ['forged']), 29],
  ])('are found: %s', (_, tamper, firstBad) => {
    expect(checkTampered(place, (db) => void tamper(db))).toMatchObject({ firstBad });
  });
});

function pack(raws: readonly string[]): Buffer {
  const parts = raws.flatMap((raw) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(raw));
    return [length, Buffer.from(raw)];
  });
  return deflateRawSync(Buffer.concat(parts));
}

function replaceRaw(db: Database.Database, firstSeq: number, raws: readonly string[]): unknown {
  return db.prepare('UPDATE raw_block SET data = ? WHERE first_seq = ?').run(pack(raws), firstSeq);
}

function insertRaw(db: Database.Database, firstSeq: number, raws: readonly string[]): unknown {
  return db
    .prepare('INSERT INTO raw_block (first_seq, count, data) VALUES (?, ?, ?)')
    .run(firstSeq, raws.length, pack(raws));
}

describe('an index of targets that was tampered with', () => {
  it.each<[string, string, number]>([
    ['a row was deleted', 'DELETE FROM event_target WHERE seq = 4', 2 * 2],
    ['all rows of an entity were deleted', 'DELETE FROM event_target WHERE entity = 1', 2],
    ['an entity has another key', `UPDATE entity SET key = 's-2' WHERE key = 's-1'`, 2],
    ['an entity has another type', `UPDATE entity SET type = 'buyer' WHERE key = 's-1'`, 2],
    ['a time was changed', 'UPDATE event_target SET occurred_at = 1 WHERE seq = 8', 8],
    [
      'a row points to another event',
      'UPDATE event_target SET seq = 1 WHERE seq = 6 AND entity = 1',
      1,
    ],
    ['a row was added', 'INSERT INTO event_target VALUES (1, 1, 5)', 5],
    ['a row was added before the first event', 'INSERT INTO event_target VALUES (1, 1, -3)', -3],
    ['a row was added after the last', 'INSERT INTO event_target VALUES (1, 1, 900)', 900],
  ])('is found: %s', (_, sql, firstBad) => {
    expect(checkTampered(place, sql)).toMatchObject({ firstBad });
  });
});
