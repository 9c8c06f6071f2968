import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cloudTrailRecords, jsonLines } from '../import/support/files.ts';
import { tempFolder } from '../support/temp-store.ts';
import { annals, jsonOf, startAnnals, ended } from './support/annals.ts';

const records = cloudTrailRecords();
const good = jsonLines(records.slice(0, 3));

/** A home with one file in it. */
function homeWith(name: string, content: string | Uint8Array): string {
  const home = tempFolder();
  writeFileSync(join(home, name), content);
  return home;
}

/** One sentence of what happened and one of what to do, on one line. */
const ONE_LINE = /^annals: .+[.:] .+\n$/u;

describe('files that cannot be imported', () => {
  it.each([
    ['a missing file', null, 'cannot be read: there is no such file'],
    ['an empty file', '', 'is empty'],
    ['half a gzip file', gzipSync(good).subarray(0, -9), 'is a gzip archive that is cut off'],
    ['a bzip2 file', Buffer.from('BZh91AY&SY\0\0\xff', 'latin1'), 'is a bzip2 archive'],
    ['a file of zeros', Buffer.alloc(5_000), 'is not a text file'],
    ['a text that is no log', 'Dear auditor,\nhello.\n', 'is in no form that Annals can read'],
    [
      'a broken JSON document',
      '{"Records":[\n{"eventName":"a"},\n{"eventName" "b"}\n]}',
      'is a broken JSON document, line 3',
    ],
    [
      'half a JSON document',
      JSON.stringify({ Records: records.slice(0, 9) }).slice(0, -900),
      'is a broken JSON document, line 1: it ends in the middle',
    ],
    [
      'a document in Latin-1',
      Buffer.from('[\n{"user":"M\xfcller"}]', 'latin1'),
      'line 2: it is not UTF-8 there',
    ],
    [
      'UTF-16 without a mark',
      Buffer.from(good, 'utf16le'),
      'is UTF-16 text without a byte order mark',
    ],
    ['CSV without a time', 'user,action\nada,login\n', 'none of its columns is a time'],
  ])(
    'refuses %s with one line, code 2, and leaves no store behind',
    async (_what, content, message) => {
      const home = content === null ? tempFolder() : homeWith('log', content);
      for (const format of [[], ['--json']]) {
        const run = await annals(home, ['import', 'log', '--store', 't.db', ...format]);
        expect(run.stderr).toMatch(ONE_LINE);
        expect(run.stderr).toContain('“log”');
        expect(run.stderr).toContain(message);
        expect([run.code, run.stdout]).toEqual([2, '']);
      }
      expect(existsSync(join(home, 't.db'))).toBe(false);
    },
  );

  it('refuses a folder without files, and a pipe, at once', async () => {
    const home = tempFolder();
    mkdirSync(join(home, 'empty'));
    execFileSync('mkfifo', [join(home, 'pipe')]);
    for (const [name, message] of [
      ['empty', 'holds no files'],
      ['pipe', 'is a pipe'],
    ] as const) {
      const run = await annals(home, ['import', name, '--store', 't.db']);
      expect(run.stderr).toMatch(ONE_LINE);
      expect(run.stderr).toContain(message);
      expect(run.code).toBe(2);
    }
  });

  it('imports nothing of several files if one of them is broken', async () => {
    const home = homeWith('good.jsonl', good);
    writeFileSync(join(home, 'bad.json'), '[{"a":1},]');
    const run = await annals(home, ['import', 'good.jsonl', 'bad.json', '--store', 't.db']);
    expect(run.stderr).toContain('“bad.json” is a broken JSON document, line 1');
    expect(run.code).toBe(2);
    expect(existsSync(join(home, 't.db'))).toBe(false);
  });
});

describe('files with bad records', () => {
  it.each([
    [
      'a broken line in the middle',
      `${good}{"broken":\n${jsonLines(records.slice(3, 5))}`,
      5,
      4,
      'it ends in the middle of a record',
    ],
    [
      'half a line at the end',
      `${good}{"eventTime":"2023-`,
      3,
      4,
      'it ends in the middle of a record',
    ],
    [
      'a line in another encoding',
      Buffer.concat([Buffer.from(good), Buffer.from('{"user":"M\xfcller"}\n', 'latin1')]),
      3,
      4,
      'not UTF-8: byte 11 is 0xFC',
    ],
    [
      'a CSV row that is short',
      'time,user\n2026-01-01,ada\n2026-01-02\n2026-01-03,cy\n',
      2,
      3,
      'short row: 1 column, expected 2',
    ],
  ])(
    'keeps the good ones of a file with %s, and says which is bad',
    async (_what, content, added, line, reason) => {
      const home = homeWith('log', content);
      const result = jsonOf(await annals(home, ['import', 'log', '--store', 't.db', '--json']));
      expect(result).toMatchObject({ read: added + 1, added, rejected: 1 });
      expect(result).toMatchObject({ rejections: [{ file: 'log', line, reason }] });
      const again = await annals(home, ['import', 'log', '--store', 't.db']);
      expect(again.stdout).toContain(`log:${line}  ${reason}`);
      expect(again.code).toBe(0);
    },
  );

  it('ends with 2 if every record is bad, and leaves no store behind', async () => {
    const home = homeWith('log.jsonl', '{"a":1}\n{"b":2}\n');
    const run = await annals(home, ['import', 'log.jsonl', '--store', 't.db', '--json']);
    expect(JSON.parse(run.stdout)).toMatchObject({ batch: null, read: 2, rejected: 2 });
    expect(run.code).toBe(2);
    expect(existsSync(join(home, 't.db'))).toBe(false);
  });

  it('writes nothing of a strict import', async () => {
    const home = homeWith('log.jsonl', `${good}x\n`);
    const run = await annals(home, ['import', 'log.jsonl', '--strict', '--store', 't.db']);
    expect(run.stderr).toContain('1 record of 4 cannot be imported, so nothing was.');
    expect(run.stderr).toContain('“log.jsonl”, line 4');
    expect(run.code).toBe(2);
    expect(existsSync(join(home, 't.db'))).toBe(false);
  });
});

describe('stores that cannot be used', () => {
  it.each(['query', 'count', 'facets', 'timeline', 'failures', 'errors', 'entities', 'doctor'])(
    '%s asks for a store that is there',
    async (command) => {
      const run = await annals(tempFolder(), [command, '--store', 'nothing.db', '--json']);
      expect(run.stderr).toMatch(ONE_LINE);
      expect(run.stderr).toContain('There is no store at nothing.db');
      expect([run.code, run.stdout]).toEqual([2, '']);
    },
  );

  it('leaves files alone that are no stores of ours', async () => {
    const home = homeWith('notes.txt', 'my notes, with some text that is longer than a header');
    const other = new Database(join(home, 'other.db'));
    other.exec('CREATE TABLE t (a)');
    other.close();
    writeFileSync(join(home, 'log.jsonl'), good);
    for (const name of ['notes.txt', 'other.db']) {
      const before = readFileSync(join(home, name));
      for (const args of [['import', 'log.jsonl'], ['query'], ['record', '--action', 'a']]) {
        const run = await annals(home, [...args, '--store', name]);
        expect(run.stderr).toMatch(ONE_LINE);
        expect(run.stderr).toContain(name);
        expect(run.code).toBe(2);
      }
      expect(readFileSync(join(home, name)).equals(before)).toBe(true);
    }
  });

  it('refuses with 3 while another program holds the store locked, and reads nevertheless', async () => {
    const home = homeWith('log.jsonl', good);
    expect(await annals(home, ['import', 'log.jsonl', '--store', 't.db'])).toMatchObject({
      code: 0,
    });
    const holder = new Database(join(home, 't.db'));
    onTestFinished(() => void holder.close());
    holder.exec('BEGIN IMMEDIATE');
    const run = await annals(home, ['record', '--action', 'a', '--store', 't.db']);
    expect(run.stderr).toMatch(ONE_LINE);
    expect(run.code).toBe(3);
    expect(jsonOf(await annals(home, ['count', '--store', 't.db', '--json']))).toEqual({
      total: 4,
    });
    holder.exec('ROLLBACK');
    expect((await annals(home, ['record', '--action', 'a', '--store', 't.db'])).code).toBe(0);
  });

  it('refuses with 3 to write to a store that is read-only', async () => {
    const home = homeWith('log.jsonl', good);
    expect(await annals(home, ['import', 'log.jsonl', '--store', 't.db'])).toMatchObject({
      code: 0,
    });
    chmodSync(join(home, 't.db'), 0o444);
    chmodSync(home, 0o555);
    onTestFinished(() => chmodSync(home, 0o755));
    const state = tempFolder();
    chmodSync(state, 0o777);
    // Root may write anywhere, so it steps down for this.
    const options = {
      env: { ANNALS_HOME: state },
      ...(process.getuid?.() === 0 ? { uid: 65_534 } : {}),
    };
    for (const args of [
      ['record', '--action', 'a'],
      ['import', 'log.jsonl'],
    ]) {
      const run = await annals(home, [...args, '--store', 't.db'], options);
      expect(run.stderr).toMatch(ONE_LINE);
      expect(run.code).toBe(3);
    }
  });

  const canMount =
    spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

  it.runIf(canMount)('ends with 3 on a full disk, and keeps what was confirmed', async () => {
    const home = tempFolder();
    const many = Array.from({ length: 6_000 }, (_, index) => ({
      ...records[index % records.length],
      eventID: `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
    }));
    writeFileSync(join(home, 'log.jsonl'), jsonLines(many));
    mkdirSync(join(home, 'disk'));
    const main = new URL('../../src-main/cli/main.ts', import.meta.url).pathname;
    const script = `
      mount -t tmpfs -o size=4m none disk
      head -c 300000 /dev/zero > disk/ballast
      "$NODE" "$MAIN" import log.jsonl --store disk/t.db; echo "code $?"
      rm disk/ballast
      "$NODE" "$MAIN" doctor --store disk/t.db; echo "code $?"`;
    const run = spawnSync('unshare', ['-rm', 'sh', '-c', script], {
      cwd: home,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        NODE: process.execPath,
        MAIN: main,
        ANNALS_HOME: join(home, '.annals'),
      },
    });
    expect(run.stderr).toMatch(ONE_LINE);
    expect(run.stderr).toContain('full');
    expect(run.stdout).toContain('code 3');
    expect(run.stdout).toContain('Healthy.');
    expect(run.stdout).toContain('code 0');
  });
});

describe('an import that is interrupted with Ctrl+C', () => {
  it('ends cleanly with 130 and says what stays', async () => {
    const many = Array.from({ length: 40_000 }, (_, index) => ({
      ...records[index % records.length],
      eventID: `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
    }));
    const home = homeWith('log.jsonl', jsonLines(many));
    const child = startAnnals(home, ['import', 'log.jsonl', '--store', 't.db', '--json']);
    const timer = setInterval(() => {
      if (existsSync(join(home, 't.db-wal'))) {
        clearInterval(timer);
        setTimeout(() => child.kill('SIGINT'), 200);
      }
    }, 20);
    const run = await ended(child);
    expect(run.code).toBe(130);
    const result = JSON.parse(run.stdout) as { added: number; read: number };
    expect(result.added).toBeGreaterThan(0);
    expect(result.added).toBeLessThan(40_000);
    const { total } = jsonOf(await annals(home, ['count', '--store', 't.db', '--json'])) as {
      total: number;
    };
    expect(total).toBe(result.added + 1);
    expect((await annals(home, ['doctor', '--store', 't.db'])).code).toBe(0);
  });
});
