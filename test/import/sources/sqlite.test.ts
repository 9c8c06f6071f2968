import Database from 'better-sqlite3';
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openSources } from '../../../src-main/import/sources/open-sources.ts';
import { readChunks } from '../../../src-main/import/sources/source-reader.ts';
import { expandSources } from '../../../src-main/import/sources/sources.ts';
import { tempFolder, tempStore } from '../../support/temp-store.ts';
import { tempFile } from '../support/files.ts';
import { collect, runImport, sinkOf } from '../support/run-import.ts';

const EVENTS = 'CREATE TABLE events (id INTEGER PRIMARY KEY, time TEXT, action TEXT, user TEXT)';
const ROWS = `INSERT INTO events VALUES (7, '2026-01-01', 'a.b', 'ann'), (9, '2026-01-02', 'c.d', NULL)`;

/** A database made by some statements. */
function databaseOf(...statements: readonly string[]): string {
  const path = join(tempFolder(), 'app.db');
  const db = new Database(path);
  for (const statement of statements) db.exec(statement);
  db.close();
  return path;
}

describe('SQLite', () => {
  it('makes one JSON line of each row, in the order of row numbers', async () => {
    const path = databaseOf(EVENTS, ROWS, `INSERT INTO events VALUES (3, '2026-01-03', 'x', 'y')`);
    const { events, result } = await collect([path]);
    expect(result).toMatchObject({ read: 3, added: 3, rejected: 0 });
    expect(events.map(({ raw }) => raw)).toEqual([
      '{"id":3,"time":"2026-01-03","action":"x","user":"y"}',
      '{"id":7,"time":"2026-01-01","action":"a.b","user":"ann"}',
      '{"id":9,"time":"2026-01-02","action":"c.d","user":null}',
    ]);
  });

  it('reads a single row, and names the file that an event came from', async () => {
    const path = databaseOf(EVENTS, `INSERT INTO events VALUES (1, '2026-01-01', 'a', 'b')`);
    const { reads, writes } = tempStore();
    expect(await runImport([path], sinkOf(writes))).toMatchObject({ read: 1, added: 1 });
    expect(reads.detail({ seq: 1 }).importedFrom).toBe('app.db');
    expect(await runImport([path], sinkOf(writes))).toMatchObject({ added: 0, duplicates: 1 });
  });

  it('keeps 64-bit numbers, reals, bytes and odd texts exactly', async () => {
    const path = databaseOf(
      'CREATE TABLE log (time, big, small, r, whole, inf, data BLOB, "a ""b"", c", text)',
      `INSERT INTO log VALUES ('2026-01-01', 9223372036854775807, -9223372036854775808, 0.1, 2.0,
       9e999, x'00ff10', 1, 'line' || char(10) || 'two' || char(0) || '"\\ ' || char(65533))`,
    );
    const { events } = await collect([path]);
    expect(events[0]?.raw).toBe(
      '{"time":"2026-01-01","big":9223372036854775807,"small":-9223372036854775808,"r":0.1,' +
        '"whole":2.0,"inf":"Infinity","data":"base64:AP8Q","a \\"b\\", c":1,' +
        '"text":"line\\ntwo\\u0000\\"\\\\ \uFFFD"}',
    );
  });

  it('rejects a row whose text is not UTF-8, and reads one that is stored as UTF-16', async () => {
    const utf8 = databaseOf(
      EVENTS,
      ROWS,
      `INSERT INTO events VALUES (10, '2026-01-03', CAST(x'4dfc6c' AS TEXT), NULL)`,
    );
    const { result } = await collect([utf8]);
    expect(result).toMatchObject({ read: 3, added: 2, rejected: 1 });
    expect(result.rejections[0]).toMatchObject({ line: 3 });
    expect(result.rejections[0]?.reason).toMatch(/^not UTF-8: byte \d+ is 0xFC$/u);
    const utf16 = databaseOf(
      `PRAGMA encoding = 'UTF-16'`,
      EVENTS,
      `INSERT INTO events VALUES (1, '2026-01-03', 'Müller \uFFFD', NULL)`,
    );
    const { events } = await collect([utf16]);
    expect(events[0]?.raw).toContain('"Müller \uFFFD"');
  });

  it('rejects rows that are larger than a record may be, without reading them', async () => {
    const path = databaseOf(
      EVENTS,
      `INSERT INTO events VALUES (1, '2026-01-01', 'a', zeroblob(5000000))`,
      `INSERT INTO events VALUES (2, '2026-01-02', 'a', 'b')`,
    );
    const { result } = await collect([path]);
    expect(result).toMatchObject({ read: 2, added: 1, rejected: 1 });
    expect(result.rejections[0]).toMatchObject({ line: 1, reason: 'larger than 4 MiB' });
  });

  it('reads tables without row numbers by their key, however many rows they have', async () => {
    const path = databaseOf(
      `CREATE TABLE log (host TEXT, n INTEGER, time TEXT, PRIMARY KEY (host, n)) WITHOUT ROWID`,
      `WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < 999)
       INSERT INTO log SELECT 'h' || (n % 3), n, '2026-01-01' FROM c`,
    );
    const { events, result } = await collect([path]);
    expect(result).toMatchObject({ read: 1_000, added: 1_000 });
    expect(events[0]?.raw).toBe('{"host":"h0","n":0,"time":"2026-01-01"}');
    expect(events.at(-1)?.raw).toBe('{"host":"h2","n":998,"time":"2026-01-01"}');
  });

  it('reads tables whose columns are called as row numbers are', async () => {
    const path = databaseOf(
      'CREATE TABLE log (rowid TEXT, _rowid_ TEXT, time TEXT)',
      `INSERT INTO log VALUES ('b', 'x', '2026-01-01'), ('a', 'x', '2026-01-02')`,
    );
    const { events } = await collect([path]);
    expect(events[0]?.raw).toBe('{"rowid":"b","_rowid_":"x","time":"2026-01-01"}');
  });

  it('reads generated columns that are stored, and never computes any', async () => {
    const path = databaseOf(
      'CREATE TABLE log (time TEXT, a INTEGER, twice INTEGER AS (a * 2) STORED)',
      `INSERT INTO log (time, a) VALUES ('2026-01-01', 4)`,
      'ALTER TABLE log ADD COLUMN bomb TEXT AS (hex(zeroblob(900000000))) VIRTUAL',
    );
    const { events } = await collect([path]);
    expect(events[0]?.raw).toBe('{"time":"2026-01-01","a":4,"twice":8}');
  });

  it('takes the table that looks most like events, unless one is named', async () => {
    const path = databaseOf(
      'CREATE TABLE migrations (name TEXT, created_at TEXT)',
      `INSERT INTO migrations VALUES ('one', '2025-01-01'), ('two', '2025-01-02')`,
      'CREATE TABLE old_audit (time TEXT, action TEXT, user TEXT)',
      'CREATE TABLE audit (time TEXT, action TEXT, user TEXT)',
      `INSERT INTO audit VALUES ('2026-01-01', 'a.b', 'ann')`,
      'CREATE VIEW events AS SELECT time, action, user, 1 AS ip FROM audit',
      'CREATE TABLE unrelated (a, b)',
    );
    const { events } = await collect([path]);
    expect(events.map(({ raw }) => raw)).toEqual([
      '{"time":"2026-01-01","action":"a.b","user":"ann"}',
    ]);
    const named = await collect([path], { options: { table: 'Migrations' } });
    expect(named.events).toHaveLength(2);
    await expect(collect([path], { options: { table: 'events' } })).rejects.toMatchObject({
      message:
        '“app.db” is an SQLite database without a table “events” (tables: audit, migrations, old_audit, unrelated).',
    });
  });

  it('says which tables there are if none has a time', async () => {
    await expect(collect([databaseOf('CREATE TABLE t (a)')])).rejects.toMatchObject({
      code: 'FILE_UNRECOGNISED',
      message: expect.stringContaining('(tables: t)') as string,
    });
    await expect(collect([databaseOf('PRAGMA user_version = 1')])).rejects.toMatchObject({
      message: '“app.db” is an SQLite database without tables.',
    });
  });

  it('refuses a store of Annals', async () => {
    const { path } = tempStore();
    await expect(collect([path])).rejects.toMatchObject({
      code: 'FILE_UNRECOGNISED',
      message: '“trail.db” is a store of Annals, not a file to import.',
    });
  });

  it('reads what is still in the write-ahead log, and leaves no trace', async () => {
    const folder = tempFolder();
    const path = join(folder, 'app.db');
    const db = new Database(path);
    db.pragma('journal_mode = WAL');
    db.exec(EVENTS);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.exec(ROWS);
    const before = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]);
    const copies = privateCopies();
    expect((await collect([path])).result).toMatchObject({ read: 2, added: 2 });
    const after = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]);
    expect(after).toEqual(before);
    // What lies beside a database in a folder is part of it.
    const { result } = await collect([folder]);
    expect(result).toMatchObject({ read: 2, added: 2, rejected: 0 });
    const aborted = { signal: AbortSignal.abort() };
    expect((await collect([path], aborted)).result.read).toBe(0);
    await expect(collect([path], { options: { table: 'x' } })).rejects.toThrow('without a table');
    expect(privateCopies()).toEqual(copies);
    db.close();
  });

  it('makes no files beside a database that only could have a write-ahead log', async () => {
    const path = databaseOf('PRAGMA journal_mode = WAL', EVENTS, ROWS);
    expect((await collect([path])).result).toMatchObject({ added: 2 });
    expect(readdirSync(dirname(path))).toEqual(['app.db']);
  });

  it('refuses a database that another program holds locked', async () => {
    const path = databaseOf(EVENTS, ROWS);
    const db = new Database(path);
    db.exec('BEGIN EXCLUSIVE');
    await expect(collect([path])).rejects.toMatchObject({
      message: '“app.db” is an SQLite database that another program holds locked.',
    });
    db.close();
  });

  it('refuses a database whose writer was interrupted', async () => {
    const path = databaseOf(EVENTS, ROWS);
    const db = new Database(path);
    db.pragma('cache_size = 1');
    db.exec(`BEGIN; ${'UPDATE events SET user = hex(randomblob(2000));'.repeat(2)}`);
    db.exec(`INSERT INTO events SELECT NULL, time, action, hex(randomblob(20000)) FROM events`);
    const copy = join(tempFolder(), 'app.db');
    copyFileSync(path, copy);
    copyFileSync(`${path}-journal`, `${copy}-journal`);
    db.close();
    await expect(collect([copy])).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: '“app.db” is an SQLite database that was not closed properly.',
    });
  });

  it.each([
    ['half a file', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['a page of rubbish', (bytes: Buffer) => bytes.fill(0xa5, 8_192, 12_288)],
    ['a page of zeros', (bytes: Buffer) => bytes.fill(0, 8_192, 12_288)],
    ['a schema of rubbish', (bytes: Buffer) => bytes.fill(0xa5, 3_900, 4_096)],
    ['nothing but a header', (bytes: Buffer) => bytes.subarray(0, 100)],
    ['nothing but its mark', () => Buffer.from('SQLite format 3\0')],
  ])('refuses %s before anything is stored', async (_what, damage) => {
    const path = databaseOf(
      EVENTS,
      `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 400)
       INSERT INTO events SELECT n, '2026-01-01', 'a', hex(randomblob(40)) FROM c`,
    );
    const damaged = tempFile('bad.db', damage(readFileSync(path)));
    await expect(collect([damaged])).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: '“bad.db” is a damaged SQLite database.',
    });
  });

  it('refuses a schema that says other things than there are', async () => {
    const path = databaseOf(EVENTS, ROWS);
    const hostile = [
      `CREATE TABLE events (time AS (load_extension('x')), time2)`,
      'CREATE VIRTUAL TABLE events USING fts5(time)',
      `CREATE TABLE events (time TEXT CHECK (hex(zeroblob(500000000)) > '1'))`,
      `CREATE TABLE events (time TEXT DEFAULT (1))`,
      'nonsense',
    ];
    for (const sql of hostile) {
      const copy = join(tempFolder(), 'app.db');
      copyFileSync(path, copy);
      const db = new Database(copy);
      db.unsafeMode(true);
      db.pragma('writable_schema = ON');
      db.prepare('UPDATE sqlite_schema SET sql = ?').run(sql);
      db.close();
      const outcome: unknown = await collect([copy]).catch((cause: unknown) => cause);
      if (outcome instanceof Error) expect(outcome).toMatchObject({ name: 'AnnalsError' });
    }
  });

  it('does not read databases inside of archives', async () => {
    const bytes = gzipSync(readFileSync(databaseOf(EVENTS, ROWS)));
    await expect(collect([tempFile('app.db.gz', bytes)])).rejects.toMatchObject({
      message: '“app.db.gz” is an SQLite database.',
      hint: expect.stringContaining('Unpack it') as string,
    });
  });

  it('refuses a database that is changed while it is read', async () => {
    const path = databaseOf(
      EVENTS,
      `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 1000)
       INSERT INTO events SELECT n, '2026-01-01', 'a', n FROM c`,
    );
    const opened = await openSources(await expandSources([path]), {
      table: undefined,
      nativeBinding: undefined,
      onFile: () => () => undefined,
      signal: new AbortController().signal,
    });
    const [file] = opened.sources;
    if (!file) throw new Error('there is no source');
    const read = async (): Promise<void> => {
      let isFirst = true;
      for await (const chunk of readChunks(file.source)) {
        expect(chunk.length).toBeGreaterThan(0);
        if (isFirst) change(path);
        isFirst = false;
      }
    };
    await expect(read()).rejects.toMatchObject({
      message: '“app.db” changed while it was being imported.',
    });
    await opened.close();
  });

  it('reports a damaged database in a folder as one rejection', async () => {
    const folder = tempFolder();
    copyFileSync(databaseOf(EVENTS, ROWS), join(folder, 'a.db'));
    writeFileSync(join(folder, 'b.db'), 'SQLite format 3\0 and no more');
    const { result } = await collect([folder]);
    expect(result).toMatchObject({ read: 3, added: 2, rejected: 1 });
    expect(result.rejections[0]).toMatchObject({
      file: `${basename(folder)}/b.db`,
      reason: 'the file is a damaged SQLite database',
    });
  });
});

function change(path: string): void {
  const db = new Database(path);
  db.exec(`UPDATE events SET user = 'x' WHERE id = 900`);
  db.close();
}

function privateCopies(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('annals-import-'));
}
