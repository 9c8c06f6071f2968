import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyForContenders } from '../../../scripts/bench/contenders/copy.ts';
import { DuckDB } from '../../../scripts/bench/contenders/duckdb.ts';
import {
  countQuery,
  facetQuery,
  pageQuery,
  timelineQuery,
} from '../../../scripts/bench/contenders/duckdb-queries.ts';
import { Grep } from '../../../scripts/bench/contenders/grep.ts';
import { SqliteCli } from '../../../scripts/bench/contenders/sqlite-cli.ts';
import { versionOf } from '../../../scripts/bench/contenders/open.ts';
import { is, isNot, where } from '../../../scripts/bench/filters.ts';
import type { Question } from '../../../scripts/bench/filters.ts';
import { openWrites } from '../../../src-main/store/open-store.ts';
import { HAPPENED_AT, makeEvent } from '../../support/make-event.ts';
import { makeTempFolder, removeFolder } from '../../support/temp-store.ts';

/** The other contenders, on three events: their numbers in order of recording are 1, 2, 3. */
const EVENTS = [
  makeEvent({
    occurredAt: HAPPENED_AT,
    action: 'seller.create',
    targets: [
      { type: 'service', id: 's3', name: null },
      { type: 'bucket', id: 'b:1', name: "Ada's bucket" },
    ],
  }),
  makeEvent({
    occurredAt: HAPPENED_AT + 1_000,
    action: 'seller.remove',
    outcome: 'failure',
    severity: 'error',
    errorType: 'Denied',
    actorId: null,
    ip: '10.0.0.1',
  }),
  makeEvent({
    occurredAt: HAPPENED_AT,
    action: 'login',
    outcome: 'error',
    severity: 'warning',
    source: 'scheduled',
    intent: 'clean up',
    correlationId: 'c-9',
    targets: [{ type: 'service', id: 'iam', name: null }],
    message: "line one\nline two, 100% O'Neil",
  }),
];

let folder = '';
let store = '';
let text = '';
let duckdb: DuckDB;

beforeAll(async () => {
  folder = makeTempFolder();
  store = join(folder, 'store.db');
  text = join(folder, 'searched.txt');
  const { writes, close } = openWrites(store, { stateFolder: join(folder, 'state') });
  writes.record(EVENTS);
  close();
  const path = join(folder, 'events.duckdb');
  await copyForContenders(store, { duckdb: path, text });
  duckdb = await DuckDB.open(path);
});

afterAll(() => {
  duckdb.close();
  removeFolder(folder);
});

async function duckSeqs({ filter }: Question, limit = 10, offset = 0): Promise<unknown[]> {
  const run = await duckdb.prepare(pageQuery(filter, limit, offset) ?? '');
  const [rows = []] = await run();
  return rows.map(([seq]) => seq);
}

describe('DuckDB', () => {
  it('pages newest first, later recorded first where times are equal', async () => {
    expect(await duckSeqs(where())).toEqual([2, 3, 1]);
    expect(await duckSeqs(where(), 1, 1)).toEqual([3]);
  });

  it.each<[Question, number[]]>([
    [where(is('category', 'auth')), [2, 3, 1]],
    [where(is('action', 'seller.*')), [2, 1]],
    [where(is('action', 'login', 'seller.create')), [3, 1]],
    [where(is('outcome', 'failure')), [2]],
    [where(isNot('outcome', 'failure')), [3, 1]],
    [where(is('severity', '>=warning')), [2, 3]],
    [where(is('severity', 'info')), [1]],
    [where(is('actor', 'u-1')), [3, 1]],
    [where(is('actor', 'Ada Admin')), [2, 3, 1]],
    [where(isNot('actor', 'u-1')), [2]],
    [where(is('target', 'bucket:b:1')), [1]],
    [where(is('service', 's3', 'iam')), [3, 1]],
    [where(isNot('service', 's3')), [2, 3]],
    [where(is('source', 'scheduled')), [3]],
    [where(is('intent', 'clean up')), [3]],
    [where(is('error', 'yes')), [2, 3]],
    [where(is('error', 'no')), [1]],
    [where(is('errorType', 'Denied')), [2]],
    [where(isNot('errorType', 'Denied')), [3, 1]],
    [where(is('ip', '10.0.0.1')), [2]],
    [where(is('batch', '1')), []],
    [where(is('correlation', 'c-9')), [3]],
    [where(is('text', 'LINE TWO')), [3]],
    [where(is('text', 'one line')), []],
    [where(is('text', "o'neil")), [3]],
    [where(is('text', '0%')), [3]],
    [where(is('text', "ada's BUCKET")), [1]],
    [where(is('text', 'bucket'), is('service', 's3')), [1]],
  ])('answers $0.name', async (question, seqs) => {
    expect(await duckSeqs(question)).toEqual(seqs);
    expect(await duckdb.number(countQuery(question.filter) ?? '')).toBe(seqs.length);
  });

  it('is not asked what it does not hold', () => {
    expect(pageQuery(where(is('flagged', 'yes')).filter, 10)).toBeNull();
    expect(countQuery(where(is('anywhere', 'x')).filter)).toBeNull();
  });

  it.each([
    [
      'action',
      where(is('action', 'login'), is('error', 'yes')),
      [
        ['login', 1n],
        ['seller.remove', 1n],
      ],
    ],
    [
      'actor',
      where(),
      [
        ['u-1', 2n],
        ['Ada Admin', 1n],
      ],
    ],
    [
      'target',
      where(),
      [
        ['service:s3', 1n],
        ['bucket:b:1', 1n],
        ['service:iam', 1n],
      ],
    ],
    ['service', where(is('outcome', 'error')), [['iam', 1n]]],
    ['errorType', where(), [['Denied', 1n]]],
  ] as const)(
    'counts values of %s, without the terms in that field',
    async (field, asked, values) => {
      const run = await duckdb.prepare(facetQuery(asked.filter, field, 10));
      const [rows = []] = await run();
      expect(rows.map(([value, count]) => [value, count])).toEqual(values);
      expect(rows[0]?.[2]).toBe(BigInt(values.length));
    },
  );

  it('counts events in buckets of time', async () => {
    const scale = { start: HAPPENED_AT - 500, width: 1_000 };
    const run = await duckdb.prepare(timelineQuery(where().filter, scale));
    const [rows = []] = await run();
    const inOrder = rows.map(([bucket, severity, count]) => [bucket, severity, count].join(' '));
    expect(inOrder.toSorted()).toEqual(['0 4 1', '0 6 1', '1 3 1']);
  });
});

describe('grep', () => {
  it('counts events by literal text in any case, one line each, newest first', async () => {
    const grep = new Grep(text);
    try {
      expect(await grep.count('ADA')).toBe(3);
      expect(await grep.count('line TWO')).toBe(1);
      expect(await grep.count('one line')).toBe(0);
      expect(await grep.count('seller.')).toBe(2);
      expect(await grep.count("o'neil")).toBe(1);
      expect(await grep.count('no such text')).toBe(0);
      const [first, ...others] = await grep.first('ada', 2);
      expect(first).toContain('seller.remove');
      expect(others).toHaveLength(1);
    } finally {
      grep.close();
    }
  });
});

describe.skipIf(versionOf('sqlite3') === null)('sqlite3', () => {
  it('counts on the store itself, one question after another', async () => {
    const sqlite = new SqliteCli(store);
    try {
      expect(await sqlite.count(where().filter)).toBe(3);
      expect(await sqlite.count(where(is('service', 's3')).filter)).toBe(1);
      expect(await sqlite.count(where(is('text', "O'NEIL")).filter)).toBe(1);
      expect(await sqlite.count(where(is('text', 'ada’s')).filter)).toBe(0);
    } finally {
      sqlite.close();
    }
  });
});
