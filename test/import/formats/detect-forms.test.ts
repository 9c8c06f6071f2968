import { describe, expect, it } from 'vitest';
import { FILE_FORMS } from '#shared/model/file-forms.ts';
import type { FileForm } from '#shared/model/file-forms.ts';
import { detectFormat, formOf } from '../../../src-main/import/formats/detect.ts';
import type { Format } from '../../../src-main/import/formats/detect.ts';
import { expandSources } from '../../../src-main/import/sources/sources.ts';
import { fixture, tempFile } from '../support/files.ts';

async function detectPath(path: string, form: FileForm | null = null): Promise<Format> {
  const [source] = await expandSources([path]);
  if (!source) throw new Error('no file');
  return detectFormat(source, form);
}

const detect = (content: string | Uint8Array, form: FileForm | null = null): Promise<Format> =>
  detectPath(tempFile('file', content), form);

/** The name of the form, or what is the matter. */
async function told(content: string | Uint8Array, form: FileForm | null = null): Promise<string> {
  const format = await detect(content, form);
  if (format.kind === 'empty') return 'empty';
  return format.kind === 'unrecognised' ? format.problem : formOf(format);
}

const CSV_LOG =
  '2021-01-04 00:04:50.568 UTC,,,1,,5ff25ba2.1,1,,2021-01-04 00:04:50 UTC,,0,LOG,00000,"ready\nto go",,,,,,,,,""';

const HEADER_MISSING =
  'is CSV without a header: its first line holds values, not the names of its 3 columns';

describe('detectFormat', () => {
  it.each([
    [
      'Laravel',
      '[2026-01-01 10:00:00] local.ERROR: x\n[stacktrace]\n#0 a\n#1 b\n[2026-01-01 10:00:01] local.INFO: y\n',
    ],
    ['bracketed times', '[2026-01-01 10:00:00] started\n[2026-01-01 10:00:01] x\n'],
    ['commas in every line', '2026-01-01 10:00:00 a, time, b\n2026-01-01 10:00:01 c, d, e\n'],
    [
      'a fraction behind a comma',
      '2026-01-01 10:00:00,123 INFO a, b\n2026-01-01 10:00:01,456 WARN c, d\n',
    ],
    ['bars', '2026-01-01 10:00:00|INFO|a\n2026-01-01 10:00:01|INFO|b\n'],
    ['syslog', 'Jan  5 21:13:33 host a: b\nJan 15 21:13:33 host a: b\n'],
    ['RFC 5424', '<34>1 2003-10-11T22:14:15.003Z host su - ID47 - failed\n'],
    [
      'PostgreSQL',
      '2026-01-01 00:16:05.526 UTC [1] LOG:  a, b\n2026-01-01 00:16:05.526 UTC [1] LOG:  c\n',
    ],
    ['one line', '2026-01-01 10:00:00 started\n'],
    ['JSON behind times', '2026-01-01 10:00:00 {"a":1}\n2026-01-01 10:00:01 {"a":2}\n'],
  ])('takes text logs for what they are: %s', async (_what, content) => {
    expect(await told(content)).toBe('text');
  });

  it.each([
    ['prose', 'Dear auditor,\non 2026-01-01 10:00:00 we\nsaw this, and\nthat.\n'],
    ['prose that begins with a date', '2026-01-01 10:00\nwas a\ncold\nday\nin May\n'],
    ['times further behind', 'a 2026-01-01 10:00:00\nb 2026-01-01 10:00:00\n'],
    ['versions', '12.04.01 a\n12.04.02 b\n'],
  ])('takes nothing else for a text log: %s', async (_what, content) => {
    expect(await told(content)).toBe('is in no form that Annals can read');
  });

  it('knows audit logs and journals', async () => {
    const audit = 'type=A msg=audit(1700000000.000:1): a=b\n';
    expect(await told(audit)).toBe('auditd');
    expect(await told(`----\n${audit}`)).toBe('auditd');
    expect(await told(`----\n----\n${audit}`)).not.toBe('auditd');
    expect(await told(`node=a ${audit}`)).toBe('auditd');
    expect(
      await told('__CURSOR=s=1\n__REALTIME_TIMESTAMP=1534860261221373\nA\n\x01\0\0\0\0\0\0\0\0\n'),
    ).toBe('journal-export');
    expect(await told('PATH=/bin\nHOME=/root\n')).toBe('is in no form that Annals can read');
  });

  it.each([
    ['objects over several lines', '{\n  "a": 1\n}\n{\n  "a": 2\n}\n', 'objects'],
    ['objects on one line', '{"a":1}{"a":2}', 'objects'],
    ['JSON text sequences', '\x1e{"a":1}\n\x1e{"a":2}\n', 'objects'],
    ['objects between lines of text', 'started\n{\n "a": 1\n}\nmore\n{\n "b": 2\n}\n', 'objects'],
    ['objects, then lines of text', '{\n "a": 1\n}\nmore\n{\n "b": 2\n}\n', 'objects'],
    [
      'wrappers one behind the other',
      '{"Records":[{"time":1}]}{"Records":[{"time":2}]}',
      'wrappers',
    ],
    ['a wrapper a line', '{"Records":[{"time":1}]}\n{"Records":[{"time":2}]}\n', 'wrappers'],
    [
      'events with lists, a line each',
      '{"time":1,"items":[{"time":1}]}\n{"time":2,"items":[]}\n',
      'lines',
    ],
    ['a list of texts', '["{\\"a\\":1}","{\\"a\\":2}"]', 'document'],
    ['a text a line', '"{\\"a\\":1}"\n"{\\"a\\":2}"\n', 'lines'],
    ['a broken document', '{\n"Records":[\n{"a":1}},\n{"b":2}]}\n', 'document'],
  ])('tells how JSON is written: %s', async (_what, content, kind) => {
    expect((await detect(content)).kind).toBe(kind);
  });

  it('names the columns of PostgreSQL’s csvlog by how many there are', async () => {
    const columns = async (extra: string): Promise<unknown> => {
      const format = await detect(`${CSV_LOG}${extra}\n`);
      if (format.kind !== 'csv') throw new Error(format.kind);
      expect([format.form, format.headerRows, format.delimiter]).toEqual([
        'postgresql-csv',
        0,
        ',',
      ]);
      return [format.columns.length, format.columns[11], format.columns.at(-1)];
    };
    expect(await columns('')).toEqual([23, 'error_severity', 'application_name']);
    expect(await columns(',"client backend"')).toEqual([24, 'error_severity', 'backend_type']);
    expect(await columns(',"client backend",,0')).toEqual([26, 'error_severity', 'query_id']);
    expect(await told(`${CSV_LOG},1,\n`)).not.toBe('postgresql-csv');
    for (const name of ['11-multi-line', '11-connection-disconnection', '13-error-code']) {
      const format = await detectPath(fixture(`elastic/postgresql-${name}.csv.log`));
      expect(format).toMatchObject({ kind: 'csv', form: 'postgresql-csv' });
    }
  });

  it.each([
    ['a time in front', '2026-01-01 10:00:00,ada,login\n2026-01-01 10:00:01,bob,logout\n'],
    ['a single row', 'ada,login,2026-01-01T10:00:00Z\n'],
    ['an epoch', 'ada\tlogin\t1700000000\nbob\tlogin\t1700000001\n'],
    [
      'semicolons, CRLF and a byte order mark',
      '\ufeffada;5/18/2021 9:13:33 PM;x\r\nbob;5/18/2021 9:13:34 PM;y\r\n',
    ],
  ])('says when a header is missing, and what to do: %s', async (_what, content) => {
    const format = await detect(content);
    expect(format).toMatchObject({ kind: 'unrecognised', problem: HEADER_MISSING });
    expect(format.kind === 'unrecognised' && format.hint).toContain(
      'Choose the form CSV and a mapping',
    );
  });

  it('refuses CSV without a time also where rows hold one', async () => {
    expect(await detectPath(fixture('timesketch/incorrect.csv'))).toMatchObject({
      kind: 'unrecognised',
      problem: 'looks like CSV, but none of its columns is a time',
    });
  });

  it('reads CSV with 500 columns, TSV, byte order marks, CRLF and line ends in names', async () => {
    const names = Array.from({ length: 500 }, (_, index) => `column_${index}`);
    const wide = await detect(`${names.join(',')},datetime\n`);
    expect(wide).toMatchObject({ kind: 'csv', form: 'csv', columns: [...names, 'datetime'] });
    expect(await detect('\ufefftime\t"us\ner"\r\n1\t2\r\n')).toMatchObject({
      kind: 'csv',
      delimiter: '\t',
      columns: ['time', 'us\ner'],
      headerRows: 1,
    });
  });
});

describe('detectFormat with a form that somebody names', () => {
  it('names the columns of CSV without a header by their place', async () => {
    expect(await detect('2026-01-01 10:00:00,ada,login\n', 'csv')).toEqual({
      kind: 'csv',
      form: 'csv',
      delimiter: ',',
      columns: ['column 1', 'column 2', 'column 3'],
      headerRows: 0,
    });
  });

  it('needs no time by its name in the header of CSV', async () => {
    expect(await detect('when;who\nx, y;z\n', 'csv')).toMatchObject({
      delimiter: ';',
      columns: ['when', 'who'],
      headerRows: 1,
    });
    expect((await detectPath(fixture('timesketch/incorrect.csv'), 'csv')).kind).toBe('csv');
  });

  it('takes a file for what it can be, though another form fits better', async () => {
    const line = '2026-01-01 10:00:00 {"a":1}\n';
    expect(await told(`${line}a\nb\nc\n`, 'text')).toBe('text');
    expect(await told('2026-01-01 10:00:00,ada,login\n', 'text')).toBe('text');
    expect(await told('x\ny\nz\n{"a":1}\n', 'jsonl')).toBe('jsonl');
    expect(await detect('{"a":1}\n{"b":2}\n', 'json')).toEqual({ kind: 'objects' });
    expect(await detect('{"a":1}', 'jsonl')).toEqual({ kind: 'lines', form: 'jsonl' });
    expect(await told('----\n----\ntype=A msg=audit(1.0:1): a=b', 'auditd')).toBe('auditd');
  });

  it.each(FILE_FORMS.map((form) => [form]))('refuses prose that is said to be %s', async (form) => {
    const format = await detect('Dear auditor\nplease find the logs attached.\n', form);
    expect(format.kind === 'unrecognised' && format.problem).toMatch(/^cannot be read as .+: .+$/u);
    expect(await told('', form)).toBe('empty');
  });

  it('still says what a file is that holds no text', async () => {
    expect(await told(Buffer.alloc(100), 'csv')).toBe('is not a text file');
  });
});
