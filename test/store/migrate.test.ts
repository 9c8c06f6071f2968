import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { backupPath, migrate, newestVersion } from '../../src-main/store/schema/migrate.ts';
import type { Migrated } from '../../src-main/store/schema/migrate.ts';
import type { Migration } from '../../src-main/store/schema/migration.ts';
import { openWriteConnection } from '../../src-main/store/sql/connection.ts';
import { tempFolder } from '../support/temp-store.ts';
import { codeOf, fingerprint, sha256Of } from './support/files.ts';

const STEPS: readonly [Migration, Migration, Migration] = [
  { version: 10, name: 'one', sql: 'CREATE TABLE one (x INTEGER) STRICT;' },
  {
    version: 20,
    name: 'two',
    sql: 'CREATE TABLE two (x INTEGER) STRICT; INSERT INTO one VALUES (2);',
  },
  { version: 30, name: 'three', sql: 'CREATE TABLE three (x INTEGER) STRICT;' },
];
const OPTIONS = { busyTimeoutMs: 1_000 };

interface Place {
  readonly folder: string;
  readonly path: string;
}

function place(): Place {
  const folder = tempFolder();
  const path = join(folder, 'old.db');
  new Database(path).close();
  return { folder, path };
}

/** Runs migrations on the file as the store does, in a connection of its own. */
function run(path: string, migrations: readonly Migration[]): Migrated {
  const db = openWriteConnection(path, OPTIONS);
  try {
    return migrate(db, path, migrations, OPTIONS);
  } finally {
    db.close();
  }
}

function inspect(path: string): { version: number; applicationId: number; tables: string[] } {
  const db = new Database(path, { readonly: true });
  try {
    return {
      version: Number(db.pragma('user_version', { simple: true })),
      applicationId: Number(db.pragma('application_id', { simple: true })),
      tables: db
        .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
        .pluck()
        .all(),
    };
  } finally {
    db.close();
  }
}

describe('migrations', () => {
  it('lead a new store to the newest version, without a backup', () => {
    const { folder, path } = place();
    expect(run(path, STEPS)).toEqual({ from: 0, to: 30, backup: null });
    expect(readdirSync(folder)).toEqual(['old.db']);
    expect(inspect(path)).toEqual({
      version: 30,
      applicationId: 0x41_4e_4c_53,
      tables: ['one', 'three', 'two'],
    });
  });

  it('change nothing when they run again', () => {
    const { folder, path } = place();
    run(path, STEPS);
    const before = fingerprint(folder);
    expect(run(path, STEPS)).toEqual({ from: 30, to: 30, backup: null });
    expect(fingerprint(folder)).toEqual(before);
  });

  it('run only the steps that are missing', () => {
    const { path } = place();
    run(path, STEPS.slice(0, 1));
    expect(run(path, STEPS)).toMatchObject({ from: 10, to: 30 });
    expect(inspect(path).tables).toEqual(['one', 'three', 'two']);
  });

  it('leave the store as the last finished step left it when one fails', () => {
    const { path } = place();
    const broken = {
      ...STEPS[2],
      sql: 'CREATE TABLE three (x INTEGER); INSERT INTO nowhere VALUES (1);',
    };
    expect(() => run(path, [STEPS[0], STEPS[1], broken])).toThrow(/nowhere/u);
    expect(inspect(path)).toMatchObject({ version: 20, tables: ['one', 'two'] });
    expect(run(path, STEPS)).toMatchObject({ from: 20, to: 30 });
  });

  it('refuse a store that knows a later step, and leave it untouched', () => {
    const { folder, path } = place();
    run(path, STEPS);
    const before = fingerprint(folder);
    expect(codeOf(() => run(path, STEPS.slice(0, 2)))).toBe('STORE_FROM_FUTURE');
    expect(fingerprint(folder)).toEqual(before);
  });

  it.each([
    ['out of order', [STEPS[1], STEPS[0]]],
    ['with the same number twice', [STEPS[0], STEPS[0]]],
    ['numbered zero', [{ ...STEPS[0], version: 0 }]],
  ])('are refused %s', (_, steps) => {
    const { path } = place();
    expect(() => run(path, steps)).toThrow(/out of order/u);
    expect(inspect(path)).toMatchObject({ version: 0, tables: [] });
  });

  it('lead to the number of the last step', () => {
    expect(newestVersion(STEPS)).toBe(30);
    expect(newestVersion([])).toBe(0);
  });
});

describe('the backup before a migration', () => {
  it('holds the older store as it was, for its owner only', () => {
    const { path } = place();
    run(path, STEPS.slice(0, 1));
    const { backup } = run(path, STEPS);
    expect(backup).toBe(backupPath(path, 10));
    expect(inspect(backupPath(path, 10))).toMatchObject({ version: 10, tables: ['one'] });
    expect((statSync(backupPath(path, 10)).mode & 0o777).toString(8)).toBe('600');
  });

  it('holds what was in the write-ahead log only', () => {
    const { path } = place();
    run(path, STEPS.slice(0, 1));
    const db = openWriteConnection(path, OPTIONS);
    try {
      db.exec('INSERT INTO one VALUES (41)');
      migrate(db, path, STEPS, OPTIONS);
    } finally {
      db.close();
    }
    const copy = new Database(backupPath(path, 10), { readonly: true });
    try {
      expect(copy.prepare('SELECT x FROM one').pluck().all()).toEqual([41]);
    } finally {
      copy.close();
    }
  });

  it('is there even when the first step then fails', () => {
    const { folder, path } = place();
    run(path, STEPS.slice(0, 1));
    expect(() => run(path, [STEPS[0], { ...STEPS[1], sql: 'nonsense' }])).toThrow(/nonsense/u);
    expect(readdirSync(folder).toSorted()).toEqual(['old.db', 'old.db.before-schema-10.bak']);
    expect(inspect(path)).toMatchObject({ version: 10, tables: ['one'] });
  });

  it('replaces a backup of the same version that is there', () => {
    const { path } = place();
    run(path, STEPS.slice(0, 1));
    expect(() => run(path, [STEPS[0], { ...STEPS[1], sql: 'nonsense' }])).toThrow();
    const first = sha256Of(backupPath(path, 10));
    const db = new Database(path);
    db.exec('INSERT INTO one VALUES (7)');
    db.close();
    run(path, STEPS);
    expect(sha256Of(backupPath(path, 10))).not.toBe(first);
    expect(inspect(backupPath(path, 10)).version).toBe(10);
  });

  it('stops the migration when it cannot be made, and leaves no part of it', () => {
    const { folder, path } = place();
    run(path, STEPS.slice(0, 1));
    // A damaged page fails the copy or its check.
    const db = new Database(path);
    db.unsafeMode();
    db.pragma('writable_schema = ON');
    db.exec(`UPDATE sqlite_schema SET rootpage = 999 WHERE name = 'one'`);
    db.close();
    expect(() => run(path, STEPS)).toThrow();
    expect(readdirSync(folder)).toEqual(['old.db']);
    const after = new Database(path, { readonly: true });
    expect(after.pragma('user_version', { simple: true })).toBe(10);
    after.close();
  });
});
