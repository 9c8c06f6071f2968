import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tempStore } from '../../support/temp-store.ts';
import { CLOUDTRAIL_FILES, CLOUDTRAIL_FOLDER, tempFile } from '../support/files.ts';
import { collect, runImport, sinkOf } from '../support/run-import.ts';
import { folderOf, oddZip, zipOf } from './support/archives.ts';
import type { Inner, OddEntry } from './support/archives.ts';

const LINE = '{"time":"2026-01-01T00:00:00Z","action":"a.b"}\n';
/** They shrink to a thousandth. */
const ZEROS = Buffer.alloc(64 * 1_048_576);
const OTHER = '{"time":"2026-01-02T00:00:00Z","action":"a.b"}\n';

describe('zip', () => {
  it('gives the same events as the plain files, also where files in it are gzip', async () => {
    const inner = CLOUDTRAIL_FILES.map((path, index): Inner => {
      const content = readFileSync(path);
      const name = `AWSLogs/${basename(path)}`;
      return index % 2 === 0 ? [name, content] : [`${name}.gz`, gzipSync(content)];
    });
    const { reads, writes } = tempStore();
    const path = tempFile('trail.zip', await zipOf(inner));
    const packed = await runImport([path], sinkOf(writes));
    expect(packed).toMatchObject({ read: 2_900, added: 2_900, rejected: 0 });
    const [first = ['']] = inner;
    expect(reads.detail({ seq: 1 }).importedFrom).toBe(`trail.zip/${first[0]}`);
    const plain = await runImport([CLOUDTRAIL_FOLDER], sinkOf(writes));
    expect(plain).toMatchObject({ added: 0, duplicates: 2_900 });
  });

  it('reads entries that are not compressed, and leaves folders and hidden files out', async () => {
    const files: Inner[] = [
      ['a.jsonl', LINE],
      ['.hidden/b.jsonl', 'x'],
      ['__MACOSX/c.jsonl', 'x'],
      ['sub/.DS_Store', 'x'],
      ['empty', ''],
      ['sub/d.jsonl', OTHER],
    ];
    const { result } = await collect([tempFile('a.zip', await zipOf(files, { compress: false }))]);
    expect(result).toMatchObject({ read: 2, added: 2, rejected: 0 });
  });

  it('takes names for what they are: text to be shown', async () => {
    const names = [
      '../../evil.jsonl',
      '/etc/evil.jsonl',
      'C:\\evil.jsonl',
      'nul\0name\u202e\n.jsonl',
      `${'x'.repeat(2_000)}.jsonl`,
      '',
    ];
    const entries = names.map((name): OddEntry => ({ name, content: 'not a log' }));
    const zip = oddZip([...entries, { name: 'a.jsonl', content: LINE }]);
    const { result } = await collect([tempFile('a.zip', zip)]);
    expect(result).toMatchObject({ read: 7, added: 1, rejected: 6 });
    expect(result.rejections.map(({ file }) => file)).toEqual([
      'a.zip/../../evil.jsonl',
      'a.zip//etc/evil.jsonl',
      'a.zip/C:/evil.jsonl',
      'a.zip/nul\\u{0}name\\u{202e}\\u{a}.jsonl',
      `a.zip/…${'x'.repeat(293)}.jsonl`,
      'a.zip/(no name)',
    ]);
  });

  it.each<readonly [string, OddEntry, string]>([
    ['is encrypted', { name: 'x', content: OTHER, flags: 1 }, 'is encrypted'],
    ['is compressed otherwise', { name: 'x', content: OTHER, method: 14 }, '(method 14)'],
    ['is a link', { name: 'x', content: '/etc/passwd', mode: 0o120_777 }, 'is a link'],
    ['is a pipe', { name: 'x', content: OTHER, mode: 0o010_644 }, 'is not a regular file'],
    ['is there twice', { name: 'a.jsonl', content: OTHER }, 'is in the archive twice'],
    ['has a wrong checksum', { name: 'x', content: OTHER, crc: 1 }, 'size or checksum'],
    ['is longer than it says', { name: 'x', content: OTHER, size: 9 }, 'size or checksum'],
    ['is shorter than it says', { name: 'x', content: OTHER, size: 99 }, 'size or checksum'],
    ['is an archive', { name: 'x', content: 'Rar!\x1a\x07\x01\0' }, 'is a RAR archive'],
  ])('reports an entry that %s as one rejection', async (_what, entry, problem) => {
    const zip = oddZip([{ name: 'a.jsonl', content: LINE }, entry]);
    const { result } = await collect([tempFile('a.zip', zip)]);
    expect(result).toMatchObject({ read: 2, added: 1, rejected: 1 });
    expect(result.rejections[0]).toMatchObject({ file: `a.zip/${String(entry.name)}`, line: 1 });
    expect(result.rejections[0]?.reason).toContain(problem);
  });

  it('does not read archives inside of archives, but for gzip', async () => {
    const files: Inner[] = [
      ['a.jsonl', LINE],
      ['inner.zip', await zipOf([['b.jsonl', OTHER]])],
      ['twice.gz.gz', gzipSync(gzipSync(OTHER))],
      ['once.gz', gzipSync(OTHER)],
    ];
    const { result } = await collect([tempFile('a.zip', await zipOf(files))]);
    expect(result).toMatchObject({ added: 2, rejected: 2 });
    expect(result.rejections.map(({ file }) => file)).toEqual([
      'a.zip/inner.zip',
      'a.zip/twice.gz.gz',
    ]);
  });

  const document = zipOf([
    ['[Content_Types].xml', '<Types/>'],
    ['word/document.xml', '<w:document/>'],
  ]);

  it('refuses an archive as a whole in which nothing is in a known form', async () => {
    const path = tempFile('report.docx', await document);
    await expect(collect([path])).rejects.toMatchObject({
      code: 'FILE_UNRECOGNISED',
      message: expect.stringMatching(
        /^“report\.docx” is a zip archive \(or an Office document\) without anything/u,
      ) as string,
    });
  });

  it('reports such an archive in a folder as one rejection', async () => {
    const folder = folderOf([
      ['a.jsonl', LINE],
      ['report.docx', await document],
    ]);
    const { result } = await collect([folder]);
    expect(result).toMatchObject({ read: 2, added: 1, rejected: 1 });
    expect(result.rejections[0]?.file).toBe(`${basename(folder)}/report.docx`);
  });

  const good = { name: 'a.jsonl', content: LINE };
  const whole = oddZip([good]);
  it.each([
    ['is empty', oddZip([]), 'with no files in it'],
    ['is cut off', whole.subarray(0, -30), 'damaged, cut off'],
    ['has a broken directory', damagedAt(whole, whole.length - 75), 'damaged, cut off'],
    [
      'counts fewer files than it has',
      miscounted(oddZip([good, { ...good, name: 'b' }])),
      'damaged',
    ],
    [
      'has 20,000 files',
      oddZip(Array.from({ length: 20_000 }, (_, index) => ({ name: `${index}` }))),
      'is a zip archive of 20,000 files, more than 10,000',
    ],
    ['has files that overlap', oddZip([good, { ...good, name: 'b', dataOf: 0 }]), 'overlap'],
    [
      'has a file that never stops unpacking',
      oddZip([good, { name: 'zeros', content: ZEROS }]),
      'holds “a.zip/zeros”, which unpacks to more than 200 times its size',
    ],
    [
      'has a gzip in it that never stops unpacking',
      oddZip([good, { name: 'zeros.gz', content: gzipSync(ZEROS) }]),
      'which unpacks to more than 200 times its size',
    ],
  ])('refuses an archive that %s before anything is stored', async (_what, bytes, problem) => {
    const { reads, writes } = tempStore();
    const paths = [tempFile('first.jsonl', LINE), tempFile('a.zip', bytes)];
    await expect(runImport(paths, sinkOf(writes))).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining(problem) as string,
    });
    expect(reads.facts().events).toBe(0);
  });

  it('reports such an archive in a folder as one rejection, and stores nothing of it', async () => {
    const folder = folderOf([
      ['a.jsonl', LINE],
      [
        'bomb.zip',
        oddZip([
          { name: 'b', content: OTHER },
          { ...good, name: 'c', dataOf: 0 },
        ]),
      ],
    ]);
    const { result } = await collect([folder]);
    expect(result).toMatchObject({ read: 2, added: 1, rejected: 1 });
  });

  it('ends when it is cancelled', async () => {
    const path = tempFile('a.zip', whole);
    const { result } = await collect([path], { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ read: 0, batch: null });
  });
});

function damagedAt(bytes: Buffer, index: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0, index, index + 20);
  return copy;
}

/** An archive whose end says that it has one file. */
function miscounted(zip: Buffer): Buffer {
  const copy = Buffer.from(zip);
  copy.writeUInt16LE(1, copy.length - 12);
  return copy;
}
