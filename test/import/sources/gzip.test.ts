import { createWriteStream, existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tempFolder, tempStore } from '../../support/temp-store.ts';
import { CLOUDTRAIL_FILES, CLOUDTRAIL_FOLDER, jsonLines, tempFile } from '../support/files.ts';
import { collect, runImport, sinkOf } from '../support/run-import.ts';
import { folderOf } from './support/archives.ts';

const LINE = '{"time":"2026-01-01T00:00:00Z","action":"a.b"}\n';

describe('gzip', () => {
  it('gives the same events as the plain files, which therefore add nothing', async () => {
    const folder = folderOf(
      CLOUDTRAIL_FILES.map((path) => [`${basename(path)}.gz`, gzipSync(readFileSync(path))]),
    );
    const { reads, writes } = tempStore();
    const packed = await runImport([folder], sinkOf(writes));
    expect(packed).toMatchObject({ read: 2_900, added: 2_900, rejected: 0, format: 'cloudtrail' });
    expect(reads.detail({ seq: 1 }).importedFrom).toMatch(/\.json\.gz$/u);
    const plain = await runImport([CLOUDTRAIL_FOLDER], sinkOf(writes));
    expect(plain).toMatchObject({ read: 2_900, added: 0, duplicates: 2_900, rejected: 0 });
  });

  it('keeps records byte for byte, whatever the file is called', async () => {
    const { events, result } = await collect([tempFile('trail.txt', gzipSync(LINE.repeat(2)))]);
    expect(result).toMatchObject({ read: 2, added: 1, duplicates: 1 });
    expect(events[0]?.raw).toBe(LINE.trim());
  });

  it('reads several members one after the other as one stream', async () => {
    const members = ['\uFEFF{"time":"2026-', '01-01"}\n', '', '{"time":"2026-01-02"}\n'];
    const bytes = Buffer.concat([...members.map((text) => gzipSync(text)), Buffer.alloc(512)]);
    const { events } = await collect([tempFile('a.gz', bytes)]);
    expect(events.map(({ raw }) => raw)).toEqual([
      '{"time":"2026-01-01"}',
      '{"time":"2026-01-02"}',
    ]);
  });

  it('finds a byte order mark that comes in single bytes, and UTF-16 behind it', async () => {
    const text = Buffer.from('\uFEFF{"time":"2026-01-01","user":"Zoë"}\n', 'utf16le');
    const parts = [text.subarray(0, 1), text.subarray(1, 2), text.subarray(2)];
    const bytes = Buffer.concat(parts.map((part) => gzipSync(part)));
    const { events } = await collect([tempFile('a.gz', bytes)]);
    expect(events[0]?.raw).toBe('{"time":"2026-01-01","user":"Zoë"}');
  });

  const small = gzipSync(jsonLines([{ time: '2026-01-01' }, { time: '2026-01-02' }]));
  const large = gzipSync(jsonLines(variants(20_000)));
  it.each([small, large].flatMap((whole) => damages(whole)))(
    'refuses an archive %s before anything is stored (%i bytes)',
    async (_what, _length, bytes, problem) => {
      const { reads, writes } = tempStore();
      const paths = [tempFile('good.jsonl', LINE), tempFile('bad.gz', bytes)];
      const attempt = runImport(paths, sinkOf(writes));
      await expect(attempt).rejects.toMatchObject({
        code: 'FILE_UNREADABLE',
        message: `“bad.gz” is a ${problem}.`,
      });
      expect(reads.facts().events).toBe(0);
    },
  );

  it('reports a damaged archive in a folder as one rejection', async () => {
    const folder = folderOf([
      ['a.jsonl', LINE],
      ['b.gz', small.subarray(0, -9)],
    ]);
    const { result } = await collect([folder]);
    expect(result).toMatchObject({ read: 2, added: 1, rejected: 1 });
    expect(result.rejections).toEqual([
      {
        file: `${basename(folder)}/b.gz`,
        line: 1,
        reason: 'the file is a gzip archive that is cut off before its end',
      },
    ]);
  });

  it('stops at an archive that never stops unpacking', { timeout: 20_000 }, async () => {
    const path = join(tempFolder(), 'bomb.gz');
    const zeros = Buffer.alloc(1_048_576);
    const source = Readable.from(Array.from({ length: 200 }, () => zeros));
    await pipeline(source, createGzip(), createWriteStream(path));
    const started = performance.now();
    await expect(collect([path])).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: '“bomb.gz” unpacks to more than 200 times its size.',
    });
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('takes an archive whose content shrinks well, but is small', async () => {
    const lines = LINE.repeat(100_000);
    const { result } = await collect([tempFile('a.gz', gzipSync(lines))]);
    expect(result).toMatchObject({ read: 100_000, added: 1 });
  });

  it.each([
    ['nothing', '', 'is empty'],
    ['another archive', gzipSync(LINE), 'is a gzip archive'],
  ])('refuses an archive with %s in it', async (_what, content, problem) => {
    await expect(collect([tempFile('a.gz', gzipSync(content))])).rejects.toMatchObject({
      message: `“a.gz” ${problem}.`,
    });
  });

  it('counts progress in bytes of the file, and ends when it is cancelled', async () => {
    const path = tempFile('a.gz', gzipSync(jsonLines(variants(20_000))));
    const { length } = readFileSync(path);
    const seen: number[] = [];
    await collect([path], {
      onProgress: ({ bytesRead, bytesTotal }) => {
        seen.push(bytesRead);
        expect(bytesRead).toBeLessThanOrEqual(bytesTotal);
      },
    });
    // It is read twice: to check it, and to import it.
    expect(seen.at(-1)).toBe(2 * length);
  });

  it('ends soon after it is cancelled, also while archives are checked', async () => {
    const path = tempFile('a.gz', gzipSync(jsonLines(variants(200_000))));
    const abort = new AbortController();
    const seen: number[] = [];
    const { result } = await collect([path], {
      signal: abort.signal,
      onProgress: ({ bytesRead }) => {
        seen.push(bytesRead);
        setImmediate(() => abort.abort());
      },
    });
    expect(result).toMatchObject({ read: 0, batch: null });
    expect(Math.max(...seen)).toBeLessThan(readFileSync(path).length);
  });

  it('leaves no file open', async () => {
    if (!existsSync('/proc/self/fd')) return;
    const folder = folderOf([
      ['good.gz', gzipSync(LINE.repeat(1_000))],
      ['bad.gz', small.subarray(0, -9)],
    ]);
    await collect([folder]);
    const before = readdirSync('/proc/self/fd').length;
    for (let round = 0; round < 10; round += 1) await collect([folder]);
    expect(readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(before);
  });
});

/** An archive damaged in several ways, and what is said of it. */
function damages(
  whole: Buffer,
): (readonly [what: string, length: number, bytes: Buffer, problem: string])[] {
  const changed = (fromEnd: number): Buffer => {
    const copy = Buffer.from(whole);
    copy.writeUInt32LE(7, whole.length - fromEnd);
    return copy;
  };
  const join = (...parts: readonly (Buffer | string)[]): Buffer =>
    Buffer.concat(parts.map((part) => Buffer.from(part)));
  const cutOff = 'gzip archive that is cut off before its end';
  const damaged = 'damaged gzip archive: ';
  const followed = `${damaged}something that is not gzip stands in it`;
  const table: readonly (readonly [string, Buffer, string])[] = [
    ['cut off in its middle', whole.subarray(0, whole.length / 2), cutOff],
    ['cut off shortly before its end', whole.subarray(0, -1), cutOff],
    ['with nothing but a header', whole.subarray(0, 10), cutOff],
    ['cut off behind its first member', join(whole, whole.subarray(0, 5)), cutOff],
    ['with a wrong checksum', changed(8), `${damaged}its checksum does not fit its content`],
    ['with a wrong length', changed(4), `${damaged}its length does not fit its content`],
    ['with something behind it', join(whole, 'more'), followed],
    ['with zeros and more', join(whole, '\0\0more'), followed],
  ];
  return table.map(([what, bytes, problem]) => [what, bytes.length, bytes, problem] as const);
}

function variants(count: number): unknown[] {
  return Array.from({ length: count }, (_, index) => ({
    time: '2026-01-01',
    user: `user ${index}`,
    note: (index * 7_919).toString(36),
  }));
}
