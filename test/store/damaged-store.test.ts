import {
  copyFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { openReads, openWrites } from '../../src-main/store/open-store.ts';
import type { StoreReads } from '../../src-main/store/store-api.ts';
import { makeEvents, makeImported } from '../support/make-event.ts';
import { all, makeTempFolder, openStore, removeFolder, storePlace } from '../support/temp-store.ts';
import type { StorePlace } from '../support/temp-store.ts';
import { codeOf, failureOf, sha256Of } from './support/files.ts';

const folder = makeTempFolder();
const whole = storePlace(folder);

beforeAll(() => {
  const store = openStore(whole);
  store.writes.record(makeEvents(2_000));
  const { batch } = store.writes.beginImport({
    operator: { id: 'o', name: 'O' },
    title: 't',
    files: ['t'],
  });
  const events = Array.from({ length: 200 }, (_, index) =>
    makeImported(`i-${index}`, `raw ${index} ${'x'.repeat(200)}`),
  );
  store.writes.appendImport({ batch, file: 0, events, rejected: 0 });
  store.writes.finishImport({ batch, outcome: 'done', format: 't' });
  store.close();
});
afterAll(() => removeFolder(folder));

/** A copy of the store with some bytes changed. */
function damaged(name: string, damage: (bytes: Buffer) => void): StorePlace {
  const path = join(folder, `${name}.db`);
  const bytes = readFileSync(whole.path);
  damage(bytes);
  writeFileSync(path, bytes);
  return { ...whole, path };
}

function withReads<Value>({ path, open }: StorePlace, use: (reads: StoreReads) => Value): Value {
  const { reads, close } = openReads(path, open);
  try {
    return use(reads);
  } finally {
    close();
  }
}

/** Where a link leads; nothing if it is gone by now. */
function readlinkOrEmpty(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** Reads every event with its original. */
function readAll(reads: StoreReads): void {
  for (let seq = 1; seq <= 2_201; seq += 1) reads.detail({ seq });
}

describe('a store with a damaged beginning', () => {
  it.each<[string, (bytes: Buffer) => void]>([
    ['impossible page size', (bytes) => bytes.writeUInt16BE(3, 16)],
    ['impossible format', (bytes) => bytes.fill(9, 18, 20)],
    ['overwritten schema', (bytes) => bytes.fill(0xee, 100, 4_096)],
    ['emptied schema', (bytes) => bytes.fill(0, 100, 4_096)],
  ])('is told for reading and for writing, and stays as it is: %s', (name, damage) => {
    const place = damaged(name.replaceAll(' ', '-'), damage);
    const before = sha256Of(place.path);
    for (const open of [openReads, openWrites]) {
      const failure = failureOf(() => open(place.path, place.open));
      expect(failure.code).toBe('STORE_CORRUPT');
      expect(failure.message).toContain(place.path);
      expect(failure.hint).toContain('backup');
    }
    expect(sha256Of(place.path)).toBe(before);
  });

  it.skipIf(!existsSync('/proc/self/fd'))('leaves no file open when it is refused', () => {
    const place = damaged('refused', (bytes) => bytes.fill(0xee, 100, 4_096));
    const openFiles = (): string[] =>
      readdirSync('/proc/self/fd')
        .map((name) => readlinkOrEmpty(`/proc/self/fd/${name}`))
        .filter((target) => target.startsWith(place.path));
    expect(codeOf(() => openReads(place.path, place.open))).toBe('STORE_CORRUPT');
    expect(codeOf(() => openWrites(place.path, place.open))).toBe('STORE_CORRUPT');
    expect(openFiles()).toEqual([]);
  });

  it('is told when nothing but the header is left', () => {
    const path = join(folder, 'header-only.db');
    copyFileSync(whole.path, path);
    truncateSync(path, 100);
    expect(codeOf(() => openReads(path, whole.open))).toBe('STORE_CORRUPT');
  });
});

describe('a store with damaged pages', () => {
  it('names what SQLite finds, and fails reads as corrupt, never as a bug', () => {
    const place = damaged('pages', (bytes) => {
      for (let page = 3; page * 4_096 < bytes.length; page += 3) {
        const content = bytes.toString('latin1', page * 4_096, (page + 1) * 4_096);
        // Without its schema nothing can be opened.
        if (/CREATE|NOT NULL|CHECK|RAISE|INTEGER/u.test(content)) continue;
        bytes.fill(0xee, page * 4_096, page * 4_096 + 512);
      }
    });
    withReads(place, (reads) => {
      let found: readonly string[];
      try {
        found = reads.quickCheck();
      } catch (error) {
        found = [error instanceof AnnalsError ? error.code : 'not ours'];
      }
      expect(found).not.toEqual([]);
      expect(found).not.toContain('not ours');
      expect(codeOf(() => readAll(reads))).toBe('STORE_CORRUPT');
      const page = () =>
        all(
          reads.page({
            filter: EVERYTHING,
            order: 'oldest',
            limit: 1_000,
            offset: 0,
            cursor: null,
          }),
        );
      expect(codeOf(page)).toBe('STORE_CORRUPT');
    });
  });

  it('fails as corrupt where its end is cut off', () => {
    const place = damaged('cut', () => undefined);
    truncateSync(place.path, Math.floor(readFileSync(whole.path).length / 8_192) * 4_096);
    expect(codeOf(() => withReads(place, readAll))).toBe('STORE_CORRUPT');
    expect(codeOf(() => openWrites(place.path, place.open).writes.record(makeEvents(50)))).toBe(
      'STORE_CORRUPT',
    );
  });

  it('has no result that looks complete after a read of it failed', () => {
    const place = damaged('result', () => undefined);
    const db = new Database(place.path);
    // The index by time leads nowhere for a question that needs the table.
    const page = db
      .prepare<[], number>(`SELECT rootpage FROM sqlite_schema WHERE name = 'event'`)
      .pluck()
      .get();
    db.close();
    const bytes = readFileSync(place.path);
    bytes.fill(0xee, ((page ?? 1) - 1) * 4_096, ((page ?? 1) - 1) * 4_096 + 512);
    writeFileSync(place.path, bytes);
    withReads(place, (reads) => {
      const filter = {
        ...EVERYTHING,
        terms: [{ field: 'source' as const, values: ['manual'], negated: false }],
      };
      expect(codeOf(() => all(reads.openResult({ filter, order: 'newest', firstRows: 10 })))).toBe(
        'STORE_CORRUPT',
      );
      expect(codeOf(() => all(reads.resultTotal('q1')))).toBe('STORE_CORRUPT');
    });
  });
});

describe('a damaged original', () => {
  it('fails that event as corrupt', () => {
    const place = damaged('original', () => undefined);
    const db = new Database(place.path);
    db.exec(`DROP TRIGGER raw_block_is_append_only_update; UPDATE raw_block SET data = x'ffff'`);
    db.close();
    withReads(place, (reads) => {
      const failure = failureOf(() => reads.detail({ id: 'i-3' }));
      expect(failure.code).toBe('STORE_CORRUPT');
      expect(reads.detail({ seq: 1 }).raw).toBeNull();
    });
  });
});
