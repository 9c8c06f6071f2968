import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixture, tempFile } from '../support/files.ts';
import { collect } from '../support/run-import.ts';

const AT = '2026-01-01T00:00:00Z';
const event = (user: string): object => ({ time: AT, action: 'login', user });
const two = [event('ada'), event('bob')];

/** The records that events were made of, and how many were rejected. */
async function imported(
  path: string,
): Promise<{ readonly raw: string[]; readonly read: number; readonly rejected: number }> {
  const { events, result } = await collect([path]);
  const { read, added, duplicates, rejected } = result;
  expect(read).toBe(added + duplicates + rejected);
  return { raw: events.map((found) => found.raw), read, rejected };
}

const importedText = (content: string): ReturnType<typeof imported> =>
  imported(tempFile('file', content));

describe('importing files of many forms', () => {
  it.each([
    ['elastic/postgresql-11-connection-disconnection.csv.log', 20, 0],
    ['elastic/postgresql-11-multi-line.csv.log', 1, 0],
    ['elastic/postgresql-13-error-code.csv.log', 4, 0],
    ['plaso/audit_enriched.log', 12, 0],
    ['plaso/selinux.log', 10, 4],
    ['plaso/syslog', 16, 0],
    ['plaso/syslog_ssh.log', 9, 0],
    ['plaso/syslog_rsyslog_SyslogProtocol23Format', 9, 0],
    ['lnav/logfile_with_zones.0', 3, 0],
    ['lnav/logfile_laravel.1', 4, 0],
    ['lnav/logfile_mixed_json2.json', 18, 5],
  ])('reads %s: %i records, %i of them bad', async (name, read, rejected) => {
    expect(await imported(fixture(name))).toMatchObject({ read, rejected });
  });

  it('keeps records over several lines byte for byte', async () => {
    const name = fixture('elastic/postgresql-11-multi-line.csv.log');
    const { raw } = await imported(name);
    expect(raw).toEqual([readFileSync(name, 'utf8').replace(/\n$/u, '')]);
    const audit = fixture('plaso/audit_enriched.log');
    expect((await imported(audit)).raw.join('\n')).toBe(readFileSync(audit, 'utf8').trimEnd());
  });

  it.each([
    ['in two wrappers', { data: { entries: two } }],
    ['as a search engine answers', { took: 1, hits: { hits: two.map((e) => ({ _source: e })) } }],
    ['in a wrapper within results', { results: { items: two } }],
    ['as texts in a list', two.map((e) => JSON.stringify(e))],
    ['as texts in a wrapper', { Records: two.map((e) => JSON.stringify(e)) }],
  ])('finds records %s', async (_what, document) => {
    expect(await importedText(JSON.stringify(document, null, 2))).toMatchObject({
      read: 2,
      rejected: 0,
    });
  });

  it('takes an event that holds a list in an object for one event', async () => {
    const text = JSON.stringify({ ...event('ada'), data: { items: [{ id: 1 }, { id: 2 }] } });
    expect(await importedText(text)).toMatchObject({ raw: [text], read: 1, rejected: 0 });
  });

  it('finds records one behind the other', async () => {
    const pretty = two.map((e) => JSON.stringify(e, null, 2));
    expect((await importedText(pretty.join('\n'))).raw).toEqual(pretty);
    expect(await importedText(`started\n${pretty.join('\n-- --\n')}`)).toEqual({
      raw: pretty,
      read: 4,
      rejected: 2,
    });
    const wrappers = [{ Records: two }, { Records: [event('eve')] }].map((e) => JSON.stringify(e));
    expect((await importedText(wrappers.join(''))).raw).toHaveLength(3);
  });

  it('reads TSV with CRLF, a byte order mark, and line ends in quotes', async () => {
    const file = `\ufefftime\tuser\tmessage\r\n${AT}\tada\t"a\r\nb"\r\n\r\n${AT}\tbob\t\r\n`;
    expect(await importedText(file)).toEqual({
      raw: [`${AT}\tada\t"a\r\nb"`, `${AT}\tbob\t`],
      read: 2,
      rejected: 0,
    });
  });

  it('reads CSV with 500 columns', async () => {
    const names = Array.from({ length: 500 }, (_, index) => `column_${index}`);
    const file = `time,${names.join(',')}\n${AT},${names.map(() => 'x').join(',')}\n`;
    expect(await importedText(file)).toMatchObject({ read: 1, rejected: 0 });
  });

  it('reads the journal, binary data included', async () => {
    const length = '\u0003\0\0\0\0\0\0\0';
    const record = `__REALTIME_TIMESTAMP=1534860261221373\nMESSAGE\n${length}a\nb\nPRIORITY=6`;
    expect(await importedText(`${record}\n\n${record.replace('=6', '=3')}\n\n`)).toEqual({
      raw: [record, record.replace('=6', '=3')],
      read: 2,
      rejected: 0,
    });
  });
});
