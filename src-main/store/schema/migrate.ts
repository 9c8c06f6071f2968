import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { partialPath } from '../files.ts';
import { APPLICATION_ID, refuseFuture } from '../sql/store-file.ts';
import type { ConnectionOptions, WriteDb } from '../sql/connection.ts';
import type { Migration } from './migration.ts';

/** What a run of the migrations did. */
export interface Migrated {
  readonly from: number;
  readonly to: number;
  /** Copy of the store as it was; null if nothing had to change or the store was new. */
  readonly backup: string | null;
}

/** The schema that a list of migrations leads to. */
export function newestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/**
 * Brings a store to the newest schema: each step in a transaction of its own with the version it
 * leads to, after a verified copy of an older store. Running it again changes nothing.
 * @throws AnnalsError STORE_FROM_FUTURE, or whatever SQLite throws; the store is then as the last
 *   finished step left it
 */
export function migrate(
  db: WriteDb,
  path: string,
  migrations: readonly Migration[],
  options: ConnectionOptions,
): Migrated {
  assertOrdered(migrations);
  const from = versionOf(db);
  refuseFuture(path, from, newestVersion(migrations));
  const pending = migrations.filter((migration) => migration.version > from);
  const backup = pending.length > 0 && from > 0 ? backUp(db, path, from, options) : null;
  for (const migration of pending) applyStep(db, migration);
  return { from, to: versionOf(db), backup };
}

/** The name under which {@link migrate} keeps a store of an older schema. */
export function backupPath(path: string, version: number): string {
  return `${path}.before-schema-${version}.bak`;
}

function applyStep(db: WriteDb, migration: Migration): void {
  db.transaction(() => {
    // Another program may have migrated between our look and this lock.
    if (versionOf(db) >= migration.version) return;
    db.exec(migration.sql);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${migration.version}`);
  }).immediate();
}

function versionOf(db: WriteDb): number {
  return Number(db.pragma('user_version', { simple: true }));
}

function assertOrdered(migrations: readonly Migration[]): void {
  let previous = 0;
  for (const { version, name } of migrations) {
    if (version <= previous) throw new Error(`migration ${name} is out of order`);
    previous = version;
  }
}

/** Copies the store under a temporary name, checks the copy, and only then gives it its name. */
function backUp(db: WriteDb, path: string, version: number, options: ConnectionOptions): string {
  const target = backupPath(path, version);
  const partial = partialPath(target);
  try {
    // SQLite fills an empty file too, and keeps that only the owner can read it.
    writeFileSync(partial, '', { mode: 0o600 });
    db.prepare('VACUUM INTO ?').run(partial);
    verifyCopy(partial, options);
    renameSync(partial, target);
  } finally {
    rmSync(partial, { force: true });
  }
  return target;
}

/** Checks a copy, and waits until the disk has it. @throws Error if it is damaged */
function verifyCopy(path: string, options: ConnectionOptions): void {
  const copy = new Database(path, {
    fileMustExist: true,
    ...(options.nativeBinding ? { nativeBinding: options.nativeBinding } : {}),
  });
  try {
    const verdict = copy.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') throw new Error(`backup before migration is damaged: ${String(verdict)}`);
  } finally {
    copy.close();
  }
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
