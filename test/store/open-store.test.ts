import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openReads, openWrites } from '../../src-main/store/open-store.ts';
import { newestVersion } from '../../src-main/store/schema/migrate.ts';
import { MIGRATIONS } from '../../src-main/store/schema/migrations/index.ts';
import { openReadConnection, openWriteConnection } from '../../src-main/store/sql/connection.ts';
import { checkOf } from '../support/check-store.ts';
import { makeEvent } from '../support/make-event.ts';
import { storePlace, tempStore } from '../support/temp-store.ts';
import { codeOf, failureOf, fingerprint, sha256Of } from './support/files.ts';

const CONNECTION = { busyTimeoutMs: 1_000 };

const NEWEST = newestVersion(MIGRATIONS);

describe('creating a store', () => {
  it('makes a file and a state folder that only the owner can read', () => {
    const { path, open } = tempStore();
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    expect((statSync(join(open.stateFolder, 'signing-key.pem')).mode & 0o777).toString(8)).toBe(
      '600',
    );
    expect((statSync(open.stateFolder).mode & 0o777).toString(8)).toBe('700');
  });

  it('makes the folders on the way, readable by the owner only', () => {
    const place = storePlace();
    const folder = join(place.folder, 'a', 'b');
    tempStore({ ...place, path: join(folder, 'trail.db') });
    expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
  });

  it('writes whose file it is into the header at once, not into the write-ahead log', () => {
    const { path } = tempStore();
    const header = readFileSync(path);
    expect(header.toString('latin1', 68, 72)).toBe('ANLS');
    expect(header.readUInt32BE(60)).toBe(NEWEST);
  });

  it('leaves nothing but the store behind when it is closed', () => {
    const store = tempStore();
    store.writes.record([makeEvent()]);
    store.close();
    expect(readdirSync(store.folder).toSorted()).toEqual(['state', 'trail.db']);
  });

  it('writes over a file of no bytes', () => {
    const place = storePlace();
    closeSync(openSync(place.path, 'w', 0o644));
    const { reads, path } = tempStore(place);
    expect(reads.facts()).toMatchObject({ events: 0, headSeq: 0, oldest: null, newest: null });
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
  });

  it('empties its write-ahead log when it is closed, even if another program reads', () => {
    const { path, open } = tempStore();
    const writer = openWrites(path, open);
    writer.writes.record([makeEvent()]);
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    writer.close();
    expect(statSync(`${path}-wal`).size).toBe(0);
  });

  it('gives every store a chain of its own', () => {
    expect(tempStore().reads.facts().chainId).not.toBe(tempStore().reads.facts().chainId);
  });

  it('says so when the folder cannot be made', () => {
    const place = storePlace();
    writeFileSync(join(place.folder, 'file'), 'x');
    const path = join(place.folder, 'file', 'trail.db');
    const failure = failureOf(() => openWrites(path, place.open));
    expect(failure.code).toBe('STORE_READONLY');
    expect(failure.message).toContain(path);
  });
});

describe('opening a store', () => {
  it('sets what durability rests on', () => {
    const { path } = tempStore();
    const db = openWriteConnection(path, CONNECTION);
    try {
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
      expect(db.pragma('synchronous', { simple: true })).toBe(2);
      expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
      expect(db.pragma('secure_delete', { simple: true })).toBe(1);
      expect(db.pragma('recursive_triggers', { simple: true })).toBe(1);
      expect(db.pragma('trusted_schema', { simple: true })).toBe(0);
    } finally {
      db.close();
    }
  });

  it('reads through a connection that cannot write', () => {
    const { path } = tempStore();
    const db = openReadConnection(path, CONNECTION);
    try {
      expect(db.pragma('query_only', { simple: true })).toBe(1);
      expect(() => db.exec('CREATE TABLE x (y)')).toThrow(/readonly/u);
    } finally {
      db.close();
    }
  });

  it('runs on an SQLite without the write-ahead log bug of versions before 3.51.3', () => {
    const [major = 0, minor = 0, patch = 0] = tempStore()
      .reads.facts()
      .sqliteVersion.split('.')
      .map(Number);
    expect(major * 1_000_000 + minor * 1_000 + patch).toBeGreaterThanOrEqual(3_051_003);
  });

  it('changes nothing when it is opened and closed again', () => {
    const store = tempStore();
    store.writes.record([makeEvent()]);
    store.close();
    const before = fingerprint(store.folder);
    openWrites(store.path, store.open).close();
    openWrites(store.path, store.open).close();
    expect(fingerprint(store.folder)).toEqual(before);
  });

  it('changes nothing in the file when it is read', () => {
    const store = tempStore();
    store.writes.record([makeEvent()]);
    store.close();
    const before = sha256Of(store.path);
    const { reads, close } = openReads(store.path, store.open);
    reads.detail({ seq: 1 });
    close();
    expect(sha256Of(store.path)).toBe(before);
  });

  it('finds after closing what was recorded before', () => {
    const store = tempStore();
    const [recorded] = store.writes.record([makeEvent({ message: 'kept' })]);
    store.close();
    const again = tempStore(store);
    expect(again.reads.detail({ seq: 1 }).event).toMatchObject({
      id: recorded?.id,
      message: 'kept',
    });
    expect(again.writes.record([makeEvent()])).toMatchObject([{ seq: 2, isNew: true }]);
    expect(checkOf(again)).toEqual({ events: 2, firstBad: null, reason: '' });
  });

  it('reads a store whose header is older than its write-ahead log', () => {
    const store = tempStore();
    store.close();
    const db = openWriteConnection(store.path, CONNECTION);
    try {
      db.pragma(`user_version = ${NEWEST - 1}`);
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.pragma(`user_version = ${NEWEST}`);
      expect(readFileSync(store.path).readUInt32BE(60)).toBe(NEWEST - 1);
      const { reads, close } = openReads(store.path, store.open);
      expect(reads.facts().schemaVersion).toBe(NEWEST);
      close();
    } finally {
      db.close();
    }
  });
});

describe('a store that is not there', () => {
  it('is missing for reading, and is not made', () => {
    const place = storePlace();
    const failure = failureOf(() => openReads(place.path, place.open));
    expect(failure.code).toBe('STORE_MISSING');
    expect(failure.message).toContain(place.path);
    expect(failure.hint).not.toBe('');
    expect(readdirSync(place.folder)).toEqual([]);
  });

  it('is missing for reading where a file of no bytes is, which stays as it is', () => {
    const place = storePlace();
    writeFileSync(place.path, '');
    expect(codeOf(() => openReads(place.path, place.open))).toBe('STORE_MISSING');
    expect(readdirSync(place.folder)).toEqual(['trail.db']);
    expect(statSync(place.path).size).toBe(0);
  });

  it('is missing in a folder that is not there', () => {
    const place = storePlace();
    mkdirSync(join(place.folder, 'here'));
    const path = join(place.folder, 'elsewhere', 'trail.db');
    expect(codeOf(() => openReads(path, place.open))).toBe('STORE_MISSING');
  });
});
