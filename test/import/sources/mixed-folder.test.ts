import Database from 'better-sqlite3';
import fc from 'fast-check';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { tempFolder } from '../../support/temp-store.ts';
import { CLOUDTRAIL_FILES, cloudTrailRecords, jsonLines } from '../support/files.ts';
import { collect } from '../support/run-import.ts';
import { zipOf } from './support/archives.ts';

const records = cloudTrailRecords();

describe('a folder of everything', () => {
  it('reads what can be read, and reports each other file once', async () => {
    const folder = join(tempFolder(), 'all');
    mkdirSync(join(folder, 'deep'), { recursive: true });
    const [first = '', second = ''] = CLOUDTRAIL_FILES;
    const put = (name: string, content: string | Buffer): void =>
      writeFileSync(join(folder, name), content);
    copyFileSync(first, join(folder, 'a.json'));
    put('deep/a.json.gz', gzipSync(readFileSync(first)));
    put('b.zip', await zipOf([['x/b.json', readFileSync(second)]]));
    put('c.db', database());
    put('d.csv', 'time,user\n2026-01-01,ann\n');
    put('e.docx', await zipOf([['word/document.xml', '<w:document/>']]));
    put('f.gz', gzipSync('x').subarray(0, -3));
    put('g.zip', Buffer.from('PK\x03\x04 and no more'));
    put('h.db', 'SQLite format 3\0');
    put('i.png', Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1'));
    put('j.json', '');
    put('LICENSE', 'All rights reserved.\n');
    const { events, result } = await collect([folder]);
    const inA = recordsIn(first);
    const inB = recordsIn(second);
    expect(result).toMatchObject({
      read: 2 * inA + inB + 2 + 1 + 6,
      added: inA + inB + 2 + 1,
      duplicates: inA,
      rejected: 6,
    });
    expect(events).toHaveLength(result.added);
    expect(result.rejections.map(({ file }) => file)).toEqual([
      'all/LICENSE',
      'all/e.docx',
      'all/f.gz',
      'all/g.zip',
      'all/h.db',
      'all/i.png',
    ]);
  });

  it('reads thousands of small files in a few seconds', { timeout: 60_000 }, async () => {
    const folder = tempFolder();
    const files = 1_000;
    for (let index = 0; index < files; index += 1) {
      const event = { ...records[index % records.length], eventID: `event ${index} of many` };
      writeFileSync(
        join(folder, `${index}.json.gz`),
        gzipSync(JSON.stringify({ Records: [event] })),
      );
    }
    const started = performance.now();
    const { result } = await collect([folder]);
    expect(result).toMatchObject({ read: files, added: files });
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('files of any bytes', () => {
  const seeds: Buffer[] = [];
  beforeAll(async () => {
    const lines = jsonLines(records.slice(0, 3));
    const zip = await zipOf([
      ['a.jsonl', lines],
      ['b.json.gz', gzipSync(lines)],
      ['c.txt', 'x'],
    ]);
    seeds.push(
      gzipSync(lines),
      Buffer.concat([gzipSync(lines), gzipSync(lines)]),
      zip,
      database(),
      Buffer.from('\x1f\x8b\x08', 'latin1'),
      Buffer.from('PK\x03\x04'),
      Buffer.from('PK\x05\x06'),
      Buffer.from('SQLite format 3\0'),
    );
  });

  const change = fc.record({
    at: fc.nat(),
    gone: fc.nat({ max: 40 }),
    added: fc.oneof(fc.uint8Array({ maxLength: 30 }), fc.constant(new Uint8Array(8).fill(0xff))),
  });

  it('never crash or hang a reader, and never lose count', { timeout: 120_000 }, async () => {
    const path = join(tempFolder(), 'any');
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 7 }),
        fc.array(change, { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        async (index, changes, isLengthKept) => {
          let bytes = seeds[index] ?? Buffer.alloc(0);
          for (const { at, gone, added } of changes) {
            const start = at % (bytes.length + 1);
            const end = start + (isLengthKept ? added.length : gone);
            bytes = Buffer.concat([bytes.subarray(0, start), added, bytes.subarray(end)]);
          }
          writeFileSync(path, bytes);
          try {
            const { events, result } = await collect([path]);
            expect(result.read).toBe(result.added + result.duplicates + result.rejected);
            expect(events).toHaveLength(result.added);
          } catch (error) {
            if (!(error instanceof AnnalsError)) throw error;
            expect(['FILE_UNRECOGNISED', 'FILE_UNREADABLE']).toContain(error.code);
            expect(error.message).toContain('“any');
            expect(error.hint).not.toBe('');
          }
        },
      ),
      { numRuns: 1_500 },
    );
  });
});

function recordsIn(path: string): number {
  const { Records } = JSON.parse(readFileSync(path, 'utf8')) as { readonly Records: unknown[] };
  return Records.length;
}

/** A small database with two events. */
function database(): Buffer {
  const db = new Database(':memory:');
  db.exec('CREATE TABLE log (time TEXT, action TEXT); CREATE INDEX by_time ON log (time)');
  db.exec(`INSERT INTO log VALUES ('2026-01-01', 'a.b'), ('2026-01-02', 'c.d')`);
  const bytes = db.serialize();
  db.close();
  return bytes;
}
