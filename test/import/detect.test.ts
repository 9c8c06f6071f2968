import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../src-main/import/formats/detect.ts';
import type { Format } from '../../src-main/import/formats/detect.ts';
import { expandSources } from '../../src-main/import/sources/sources.ts';
import { CLOUDTRAIL_FILES, fixture, tempFile } from './support/files.ts';

async function detect(content: string | Uint8Array, name = 'file'): Promise<Format> {
  return detectPath(tempFile(name, content));
}

async function detectPath(path: string): Promise<Format> {
  const [source] = await expandSources([path]);
  if (!source) throw new Error('no file');
  return detectFormat(source);
}

const utf16 = (text: string, order: 'le' | 'be'): Buffer => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};

describe('detectFormat', () => {
  it.each([
    ['an object', '{"eventName":"x"}', 'document'],
    ['an object over several lines', '{\n  "a": 1\n}\n', 'document'],
    ['a list', ' \n[{"a":1}]', 'document'],
    ['an empty list', '[]', 'document'],
    ['a list that is broken further down', '[{"a":1},\n{"b":]\n', 'document'],
    ['an object on one line that is broken', '{"Records":[{"a":1}}]}', 'document'],
    ['a wrapper with one record a line', '{"Records":[\n{"a":1},\n{"b":2}\n]}', 'document'],
    ['one object and a byte order mark', '\ufeff{"a":1}', 'document'],
    ['JSON Lines', '{"a":1}\n{"b":2}\n', 'lines'],
    ['JSON Lines with CRLF', '{"a":1}\r\n{"b":2}\r\n', 'lines'],
    ['JSON Lines with half a line at the end', '{"a":1}\n{"b":', 'lines'],
    ['JSON Lines with a broken first line', '{"a":\n{"b":1}\n{"c":2}\n', 'lines'],
    ['JSON Lines with an open quote in the first line', '{"a":"x\n{"b":1}\n{"c":2}\n', 'lines'],
    ['JSON Lines behind a line of another kind', '-- start --\n{"b":1}\n{"c":2}\n', 'lines'],
    ['one object a line, the first with rubbish behind', '{"a":1} x\n{"b":1}\n', 'lines'],
  ])('takes %s for what it is', async (_what, content, kind) => {
    expect((await detect(content)).kind).toBe(kind);
  });

  it('looks further where the first line is long', async () => {
    const long = `{"text":"${'x'.repeat(200_000)}"}`;
    expect((await detect(`${long}\n${long}\n`)).kind).toBe('lines');
    expect((await detect(`{"Records":[${long},${long}]}`)).kind).toBe('document');
    expect((await detect(`[${`${long},`.repeat(30)}${long}]`)).kind).toBe('document');
  });

  it.each([
    ['comma', 'time,user\n1,2\n', ',', 1],
    ['semicolon', 'user;time;note, long\na;b;c\n', ';', 1],
    ['tab', 'Event Time\tuser\n', '\t', 1],
    ['pipe', 'created_at|user\n', '|', 1],
    ['what Excel notes', 'sep=;\r\ntime;user\r\n', ';', 2],
    ['comma, in quotes', '\ufeff"timestamp","a;b;c"\r\n', ',', 1],
  ])('finds the delimiter of CSV: %s', async (_what, content, delimiter, headerRows) => {
    expect(await detect(content)).toMatchObject({ kind: 'csv', delimiter, headerRows });
  });

  it('reads UTF-16 with a byte order mark', async () => {
    expect((await detect(utf16('[{"a":1}]', 'le'))).kind).toBe('document');
    expect((await detect(utf16('{"a":1}\n{"a":2}', 'be'))).kind).toBe('lines');
    expect(await detect(utf16('time;näme\n1;2', 'be'))).toMatchObject({
      columns: ['time', 'näme'],
    });
  });

  it.each([
    ['gzip', gzipSync('{"a":1}'), 'is a gzip archive', 'Unpack'],
    [
      'zip',
      Buffer.from('PK\x03\x04\x14\0\0\0'),
      'is a zip archive (or an Office document)',
      'Unpack',
    ],
    ['SQLite', Buffer.from('SQLite format 3\0\x10\0'), 'is an SQLite database', 'database'],
    ['PDF', Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), 'is a PDF document', 'JSON'],
    ['ELF', Buffer.from('\x7fELF\x02\x01\x01\0'), 'is a program', 'log file'],
    ['EVTX', Buffer.from('ElfFile\0\0\0'), 'is a Windows event log (EVTX)', 'JSON'],
    ['zeros', Buffer.alloc(100), 'is not a text file', 'log file'],
    [
      'UTF-16 without mark',
      Buffer.from('{"a":"hello"}', 'utf16le'),
      'is UTF-16 text without a byte order mark',
      'UTF-8',
    ],
    [
      'prose',
      'Dear auditor,\nplease find the logs attached.\n',
      'is in no form that Annals can read',
      'JSON Lines',
    ],
    [
      'CSV without a time',
      'name,role\nada,admin\n',
      'looks like CSV, but none of its columns is a time',
      'timestamp',
    ],
    ['a column twice', 'time,user,user\n', 'has two columns named “user”', 'Rename'],
    [
      'too many columns',
      `time${',x'.repeat(2_500)}\n`,
      'has 2501 columns, more than 2000',
      'fewer',
    ],
  ])('says what it cannot read and what to do: %s', async (_what, content, problem, hint) => {
    const format = await detect(content);
    expect(format).toMatchObject({ kind: 'unrecognised', problem });
    expect(format.kind === 'unrecognised' && format.hint).toContain(hint);
  });

  it('takes blank files for empty', async () => {
    expect((await detect('')).kind).toBe('empty');
    expect((await detect('\ufeff\n \r\n')).kind).toBe('empty');
  });

  it('goes by the content of real files, not by their names', async () => {
    for (const path of CLOUDTRAIL_FILES) expect((await detectPath(path)).kind).toBe('document');
    const expected = {
      'panther/okta.jsonl': 'lines',
      'lnav/logfile_json_invalid.json': 'lines',
      'lnav/logfile_mixed_json2.json': 'lines',
      'elastic/test-audit-711.log': 'lines',
      'elastic/postgresql-13-error-code.csv.log': 'csv',
      'stratus/aws.defense-evasion.cloudtrail-stop.json': 'document',
      'timesketch/evtx_direct.csv': 'csv',
      'timesketch/incorrect.csv': 'unrecognised',
      'git-history/commits.csv': 'csv',
      'panther/LICENSE': 'unrecognised',
      'lnav/LICENSE': 'unrecognised',
    };
    for (const [name, kind] of Object.entries(expected)) {
      expect([name, (await detectPath(fixture(name))).kind]).toEqual([name, kind]);
    }
  });
});
