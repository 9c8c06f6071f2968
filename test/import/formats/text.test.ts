import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TOO_LARGE } from '../../../src-main/import/formats/record.ts';
import { parseTextRecord } from '../../../src-main/import/formats/text-record.ts';
import { TextSplitter } from '../../../src-main/import/formats/text-splitter.ts';
import { fixture } from '../support/files.ts';
import { cutsArbitrary, split } from '../support/split.ts';

const PREAMBLE = 'it stands before the first line that begins with a time';

const parse = (text: string): ReturnType<typeof parseTextRecord> =>
  parseTextRecord(Buffer.from(text));

/** What a file is cut into: the first line of each record, and how many lines it has. */
function shapeOf(name: string): (readonly [line: number, lines: number])[] {
  return split(new TextSplitter(), readFileSync(fixture(name)), [100, 900]).map(
    ({ line, text }) => [line, text.split('\n').length],
  );
}

describe('TextSplitter', () => {
  it('keeps stack traces and further lines with the line before', () => {
    expect(shapeOf('lnav/logfile_laravel.1')).toEqual([
      [1, 31],
      [32, 31],
      [63, 1],
      [64, 1],
    ]);
    expect(shapeOf('plaso/postgresql.log').slice(15)).toEqual([
      [16, 1],
      [17, 2],
      [19, 1],
      [20, 2],
      [22, 1],
    ]);
    expect(shapeOf('plaso/syslog').slice(5, 12)).toEqual([
      [6, 1],
      // “MMM 22 …” is no time.
      [7, 2],
      [9, 1],
      [10, 1],
      [11, 1],
      [12, 1],
      [13, 2],
    ]);
  });

  it('leaves out blank lines at the end of a record, and keeps those in it', () => {
    const file = '2026-01-01 00:00:00 a\r\n\r\n  b\r\n\r\n\r\n2026-01-01 00:00:01 c\r\n \n';
    expect(split(new TextSplitter(), file, [23, 31])).toEqual([
      { line: 1, text: '2026-01-01 00:00:00 a\r\n\r\n  b', problem: '' },
      { line: 6, text: '2026-01-01 00:00:01 c', problem: '' },
    ]);
  });

  it('rejects what stands before the first time as one', () => {
    const file = '# a log\n# of mine\n\nJan  5 21:13:33 host a: b\n';
    expect(split(new TextSplitter(), file)).toEqual([
      { line: 1, text: '# a log\n# of mine', problem: PREAMBLE },
      { line: 4, text: 'Jan  5 21:13:33 host a: b', problem: '' },
    ]);
  });

  it('rejects a record that is too large and goes on behind it', () => {
    const start = '2026-01-01 00:00:00 ';
    const file = [
      `${start}${'x'.repeat(5_000_000)}`,
      'a line of it',
      `${start}b`,
      ...Array.from({ length: 50 }, () => 'y'.repeat(100_000)),
      `${start}c`,
      `${start}${'z'.repeat(4_194_304 - start.length)}`,
      `${start}d`,
    ].join('\n');
    const records = split(new TextSplitter(), file, [50, 4_300_000, 5_000_100, 9_900_000]);
    expect(records.map((record) => [record.line, record.text.length, record.problem])).toEqual([
      [1, 0, TOO_LARGE],
      [3, 0, TOO_LARGE],
      [54, 21, ''],
      [55, 4_194_304, ''],
      [56, 21, ''],
    ]);
  });

  it.each([
    '2026-01-01 00:00:0',
    '2026-01-01 00:00:00.1234567890',
    '2026-01/01 00:00:00',
    'Abc  5 21:13:33',
    '2026-01-01',
  ])('does not take “%s” for a time', (text) => {
    expect(split(new TextSplitter(), text)[0]?.problem).toBe(PREAMBLE);
  });

  it('does not wait for ever behind blank lines', () => {
    const file = `2026-01-01 00:00:00 a${'\n'.repeat(5_000_000)}2026-01-01 00:00:01 b`;
    expect(split(new TextSplitter(), file, [2_000_000, 4_500_000])).toEqual([
      { line: 1, text: '2026-01-01 00:00:00 a', problem: '' },
      { line: 5_000_001, text: '2026-01-01 00:00:01 b', problem: '' },
    ]);
  });

  it('yields the same records however the file is cut', () => {
    const line = fc.constantFrom(
      '',
      ' ',
      'Jan  5 21:13:33 host p: ä',
      '[2026-01-01 00:00:00] local.ERROR: x',
      '\tat com.example',
      '#0 /var/www',
      'more',
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 20 }),
        cutsArbitrary,
        (lines, cuts) => {
          const file = lines.flat().join('');
          const records = split(new TextSplitter(), file, cuts);
          expect(records).toEqual(split(new TextSplitter(), file));
          const given = lines.flatMap(([text]) => text.trim() || []);
          const held = records.flatMap(({ text }) => text.split('\n'));
          expect(held.flatMap((text) => text.trim() || [])).toEqual(given);
          for (const { line: at, text } of records) {
            expect(lines[at - 1]?.[0]).toBe(text.split(/\r?\n/u)[0]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('parseTextRecord', () => {
  it.each([
    [
      'Mar 11 22:55:32 ubuntu2015 sshd[3]:  Failed password for root from 188.124.3.41 port 32889 ssh2',
      {
        time: 'Mar 11 22:55:32',
        host: 'ubuntu2015',
        program: 'sshd',
        pid: '3',
        message: 'Failed password for root from 188.124.3.41 port 32889 ssh2',
        form: 'syslog',
      },
    ],
    [
      '<13>Feb  5 17:32:18 10.0.0.99 /sbin/anacron[1234]: Normal exit',
      {
        time: 'Feb  5 17:32:18',
        host: '10.0.0.99',
        program: '/sbin/anacron',
        pid: '1234',
        level: 'notice',
        message: 'Normal exit',
        form: 'syslog',
      },
    ],
    [
      'Nov 18 08:30:20 kernel: [997.390602] sda2: rw=0',
      {
        time: 'Nov 18 08:30:20',
        program: 'kernel',
        message: '[997.390602] sda2: rw=0',
        form: 'syslog',
      },
    ],
    [
      "Jan 22 07:54:32 myhostname.myhost.com Job `cron.daily' terminated",
      {
        time: 'Jan 22 07:54:32',
        host: 'myhostname.myhost.com',
        message: "Job `cron.daily' terminated",
        form: 'syslog',
      },
    ],
    [
      'Nov 18 01:15:43: --- last message repeated 5 times ---',
      {
        time: 'Nov 18 01:15:43',
        message: '--- last message repeated 5 times ---',
        form: 'syslog',
      },
    ],
    [
      '2020-05-31T00:00:45.738158+00:00 localhost systemd[1]: Reloaded System Logging Service.',
      {
        time: '2020-05-31T00:00:45.738158+00:00',
        host: 'localhost',
        program: 'systemd',
        pid: '1',
        message: 'Reloaded System Logging Service.',
        form: 'syslog',
      },
    ],
    [
      '<14>1 2021-03-06T04:07:38.251280+00:00 hostname log_tag - - -  this is info\nwith another line',
      {
        time: '2021-03-06T04:07:38.251280+00:00',
        host: 'hostname',
        program: 'log_tag',
        level: 'info',
        message: 'this is info\nwith another line',
        form: 'syslog',
      },
    ],
    [
      '<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su 77 ID47 [a@1 b="c"] failed',
      {
        time: '2003-10-11T22:14:15.003Z',
        host: 'mymachine.example.com',
        program: 'su',
        pid: '77',
        level: 'crit',
        message: '[a@1 b="c"] failed',
        form: 'syslog',
      },
    ],
    [
      '2022-08-27T14:22:01.888Z space01.global-acme.entp NSX 4828 SWITCHING [abc@6876 comp="abc-edge" level="INFO"] entry is created',
      {
        time: '2022-08-27T14:22:01.888Z',
        host: 'space01.global-acme.entp',
        program: 'NSX',
        pid: '4828',
        level: 'INFO',
        message: '[abc@6876 comp="abc-edge" level="INFO"] entry is created',
        form: 'syslog',
      },
    ],
    [
      '2022-04-12 00:24:24.741 UTC [9158] postgres@postgres FATAL:  password authentication failed for user "postgres"',
      {
        time: '2022-04-12 00:24:24.741 UTC',
        pid: '9158',
        level: 'FATAL',
        user: 'postgres',
        database: 'postgres',
        message: 'password authentication failed for user "postgres"',
        form: 'postgresql',
      },
    ],
    [
      '2022-07-15 23:04:27 AEST [203851-1] user@databasename LOG:  could not receive data',
      {
        time: '2022-07-15 23:04:27 AEST',
        pid: '203851',
        level: 'LOG',
        user: 'user',
        database: 'databasename',
        message: 'could not receive data',
        form: 'postgresql',
      },
    ],
    [
      '[2025-01-02 11:19:06] laravel.EMERGENCY: Unable to log. {"exception":"x"\n[stacktrace]\n#0 {main}\n"} ',
      {
        time: '2025-01-02 11:19:06',
        level: 'EMERGENCY',
        message: 'Unable to log. {"exception":"x"\n[stacktrace]\n#0 {main}\n"} ',
        form: 'laravel',
      },
    ],
    [
      '2026-01-01 00:00:00,123 ERROR Payment failed\r\njava.lang.Error: x\r\n\tat a.b(C.java:1)',
      {
        time: '2026-01-01 00:00:00,123',
        level: 'ERROR',
        message: 'Payment failed\njava.lang.Error: x\n\tat a.b(C.java:1)',
        form: 'plain',
      },
    ],
    [
      '2026-01-01T00:00:00Z INFO server: started',
      { time: '2026-01-01T00:00:00Z', level: 'INFO', message: 'server: started', form: 'plain' },
    ],
    [
      '2026-01-01 00:00:00,001 - shop.orders - WARNING - stock is low',
      {
        time: '2026-01-01 00:00:00,001',
        level: 'WARNING',
        message: 'shop.orders - WARNING - stock is low',
        form: 'plain',
      },
    ],
    [
      '2026-01-01 00:00:00 INFO:  two spaces',
      { time: '2026-01-01 00:00:00', level: 'INFO', message: 'two spaces', form: 'plain' },
    ],
    [
      '[Tue Jan 06 11:22:33.123456 2026] [core:error] [pid 1] oh no',
      {
        time: 'Tue Jan 06 11:22:33.123456 2026',
        message: '[core:error] [pid 1] oh no',
        form: 'plain',
      },
    ],
    ['2026-01-01 00:00: started', { time: '2026-01-01 00:00', message: 'started', form: 'plain' }],
    [
      'ERROR 2026/01/01 10:00:00 it broke',
      { time: '2026/01/01 10:00:00', level: 'ERROR', message: 'it broke', form: 'plain' },
    ],
    [
      // A zone that no rule knows is part of the time, so that it is not read as another moment.
      '2026-01-01 00:00:00 CEST started',
      { time: '2026-01-01 00:00:00 CEST', message: 'started', form: 'plain' },
    ],
    [
      '2026-01-01 00:00:00 a line separator \u2028 in it',
      { time: '2026-01-01 00:00:00', message: 'a line separator \u2028 in it', form: 'plain' },
    ],
  ])('takes apart %j', (text, record) => {
    expect(parse(text)).toEqual(record);
  });

  it('reads long lines of any kind quickly', () => {
    for (const unit of [' ', 'a ', '[', '- ', 'ERROR', 'x:', '] ', 'a@b ', '\\d']) {
      for (const start of ['Jan  5 21:13:33 ', '2026-01-01T00:00:00Z ', '[2026-01-01 00:00:00] ']) {
        const begun = performance.now();
        expect(parse(start + unit.repeat(500_000))['message']).toBeTypeOf('string');
        expect(performance.now() - begun).toBeLessThan(500);
      }
    }
  });

  it('rejects bytes that are not UTF-8', () => {
    const bytes = Buffer.from('2026-01-01 00:00:00 M\xfcller', 'latin1');
    expect(() => parseTextRecord(bytes)).toThrow('not UTF-8: byte 22 is 0xFC');
  });
});
