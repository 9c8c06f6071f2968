import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventJson } from '#shared/model/event-json.ts';
import { CLOUDTRAIL_FOLDER, cloudTrailRecords, jsonLines } from '../import/support/files.ts';
import { makeTempFolder, removeFolder, tempFolder } from '../support/temp-store.ts';
import { annals, jsonOf } from './support/annals.ts';

interface Answer {
  readonly items: readonly EventJson[];
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
  readonly nextCursor: string | null;
}

const records = cloudTrailRecords();
let home = '';

beforeAll(async () => {
  home = makeTempFolder();
  const run = await annals(home, ['import', CLOUDTRAIL_FOLDER, '--store', 't.db', '--json']);
  expect(jsonOf(run)).toMatchObject({ read: 2_900, added: 2_900 });
});

afterAll(() => removeFolder(home));

/** Asks the store with the 2,900 records. */
async function ask(...args: string[]): Promise<unknown> {
  return jsonOf(await annals(home, [...args, '--store', 't.db', '--json']));
}

async function count(...args: string[]): Promise<number> {
  return ((await ask('count', ...args)) as { total: number }).total;
}

describe('annals import', () => {
  it('prints its result as one JSON document, and a second time adds nothing', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'log.jsonl'), jsonLines(records.slice(0, 7)));
    const args = ['import', 'log.jsonl', '--store', 'deep/down/t.db', '--json'];
    expect(jsonOf(await annals(folder, args))).toEqual({
      batch: 1,
      read: 7,
      added: 7,
      duplicates: 0,
      rejected: 0,
      rejections: [],
      format: 'cloudtrail',
      times: { zone: 'UTC', dateOrder: null, notes: {} },
    });
    expect(jsonOf(await annals(folder, args))).toMatchObject({ batch: 2, added: 0, duplicates: 7 });
  });

  it('uses the store of the console by default', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'log.jsonl'), jsonLines(records.slice(0, 2)));
    await annals(folder, ['import', 'log.jsonl']);
    expect(existsSync(join(folder, '.annals', 'data', 'audit.db'))).toBe(true);
    expect(jsonOf(await annals(folder, ['count', '--json']))).toEqual({ total: 3 });
  });

  it('tells people what it did', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'log.jsonl'), `${jsonLines(records.slice(0, 2))}\u001b[2J\n`);
    const { stdout } = await annals(folder, ['import', 'log.jsonl']);
    expect(stdout).toMatch(/^Imported 2 events from 1 file in [\d.]+ s\.\n\n/u);
    expect(stdout).toContain(
      'Rejected:\n  log.jsonl:3  not valid JSON: expected a value at column 1, found U+001B',
    );
    const again = await annals(folder, ['import', 'log.jsonl']);
    expect(again.stdout).toContain('Nothing new: every event of 1 file');
  });

  it('writes no store in a dry run', async () => {
    const folder = tempFolder();
    const run = await annals(folder, [
      'import',
      CLOUDTRAIL_FOLDER,
      '--dry-run',
      '--store',
      't.db',
      '--json',
    ]);
    expect(jsonOf(run)).toMatchObject({ batch: null, read: 2_900, added: 2_900 });
    expect(existsSync(join(folder, 't.db'))).toBe(false);
  });
});

describe('annals count', () => {
  it.each([
    ['NoSuchBucketPolicy'],
    ['ConsoleLogin'],
    ['accessdenied'],
    ['BERT-JAN'],
    ['not authorized to perform'],
    ['10.8.8.10'],
  ])('finds “%s” where grep finds it', async (text) => {
    const found = records.filter((record) =>
      JSON.stringify(record).toLowerCase().includes(text.toLowerCase()),
    );
    expect(found.length).toBeGreaterThan(0);
    expect(await count('--text', text)).toBe(found.length);
  });

  it('agrees with the files', async () => {
    const matching = (test: (record: Readonly<Record<string, unknown>>) => boolean): number =>
      records.filter(test).length;
    // The import is one event more.
    expect(await count()).toBe(2_901);
    expect(await count('--outcome', 'failure')).toBe(
      matching((record) => record['errorCode'] !== undefined),
    );
    expect(await count('--action', 'GetParameter,Put*')).toBe(
      matching(({ eventName }) => /^(?:GetParameter$|Put)/u.test(String(eventName))),
    );
    expect(await count('--error-type', 'AccessDenied')).toBe(
      matching(({ errorCode }) => errorCode === 'AccessDenied'),
    );
    const service = matching(({ eventSource }) => eventSource === 'ssm.amazonaws.com');
    expect(await count('--service', 'ssm')).toBeGreaterThanOrEqual(service);
    expect(await count('--batch', '1')).toBe(2_900);
    expect(await count('--source', 'import', '--category', 'auth')).toBe(
      matching(({ eventName }) => /^(?:ConsoleLogin$|AssumeRole)/u.test(String(eventName))),
    );
  });

  it('counts times from, including, and to, excluding', async () => {
    const times = records.map(({ eventTime }) => String(eventTime));
    const from = '2023-07-10T12:00:00Z';
    const to = '2023-07-10T12:08:00Z';
    expect(await count('--from', from, '--to', to)).toBe(
      times.filter((time) => time >= from && time < to).length,
    );
    // The import itself happened just now.
    expect(await count('--last', '1h')).toBe(1);
  });

  it('takes a time without a zone for local time', async () => {
    const run = await annals(
      home,
      ['count', '--from', '2023-07-10T08:00', '--store', 't.db', '--json'],
      {
        env: { TZ: 'America/New_York' },
      },
    );
    expect(jsonOf(run)).toEqual({ total: await count('--from', '2023-07-10T12:00:00Z') });
  });

  it('finds text as a search through the raw fields does', async () => {
    const wanted = 'stratus-red-team-ctlr-bucket';
    const { items } = (await ask(
      'query',
      '--text',
      wanted.toUpperCase(),
      '--limit',
      '1000',
    )) as Answer;
    expect(items.length).toBeGreaterThan(0);
    const fields = ({
      message,
      action,
      actorName,
      actorId,
      targets,
      errorMessage,
    }: EventJson): string =>
      JSON.stringify([message, action, actorName, actorId, targets, errorMessage]);
    expect(items.every((item) => fields(item).includes(wanted))).toBe(true);
    expect(await count('--text', wanted)).toBe(items.length);
    expect(await count('--text', '%')).toBeLessThan(2_901);
  });
});

describe('annals query', () => {
  it('prints events as documented, newest first', async () => {
    const answer = (await ask('query', '--limit', '3')) as Answer;
    expect(Object.keys(answer)).toEqual(['items', 'total', 'limit', 'offset', 'nextCursor']);
    expect(answer).toMatchObject({ total: 2_901, limit: 3, offset: 0 });
    expect(answer.items[0]).toMatchObject({
      action: 'import',
      category: 'admin',
      affectedCount: 2_900,
    });
    expect(answer.items[1]?.occurredAt).toMatch(/^2023-07-10T12:3\d:\d\d\.000Z$/u);
    expect(Array.isArray(answer.items[1]?.targets)).toBe(true);
  });

  it.each(['newest', 'oldest', 'recorded'])(
    'pages through everything without gap or repeat, %s',
    async (order) => {
      const seen: number[] = [];
      let cursor: string | null = null;
      do {
        const next: string[] = cursor === null ? [] : ['--cursor', cursor];
        const page = (await ask('query', '--order', order, '--limit', '1000', ...next)) as Answer;
        seen.push(...page.items.map(({ seq }) => seq));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(new Set(seen).size).toBe(2_901);
      expect(seen).toHaveLength(2_901);
    },
  );

  it('skips with --offset what a page before has shown', async () => {
    const first = (await ask('query', '--limit', '20')) as Answer;
    const second = (await ask('query', '--limit', '10', '--offset', '10')) as Answer;
    expect(second.items).toEqual(first.items.slice(10));
  });

  it('prints a table for people, in which no event can play tricks', async () => {
    const folder = tempFolder();
    const message = 'nice\u001b[2J\u202Etext\n2026-01-01 00:00:00  forged';
    await annals(folder, ['record', '--action', 'a.b', '--message', message, '--actor', 'ada']);
    const { stdout } = await annals(folder, ['query']);
    expect(stdout).toMatch(/^#  TIME .+ MESSAGE\n1  /u);
    expect(stdout).toContain('nice⟨U+001B⟩[2J⟨U+202E⟩text ↵ 2026-01-01 00:00:00  forged');
    expect(stdout).toContain('1–1 of 1 event, newest first; times in UTC.');
    expect(stdout.split('\n').filter((line) => line.includes('forged'))).toHaveLength(1);
  });

  it('says what to do when there is nothing to show', async () => {
    const empty = await annals(home, ['query', '--actor', 'nobody', '--store', 't.db']);
    expect(empty.stdout).toBe('No events match. Take a filter away, or widen --last.\n');
    const beyond = await annals(home, ['query', '--offset', '5000', '--store', 't.db']);
    expect(beyond.stdout).toBe('There are only 2,901 events; take a smaller --offset.\n');
  });
});

describe('annals record', () => {
  it('records an event from options', async () => {
    const folder = tempFolder();
    const args =
      'record --action seller.flag --actor ada --actor-type user --outcome success --severity notice --category entity --at 2026-01-02T03:04:05Z --ip ::1 --sensitive --json'.split(
        ' ',
      );
    const run = await annals(folder, [
      ...args,
      '--target',
      'seller:17:Acme',
      '--target',
      'role:arn:aws:iam::1:role/x',
      '--target',
      'url:a\\:b:c',
      '--metadata',
      '{"ticket":7}',
      '--message',
      'Flagged Acme',
    ]);
    const { id, seq } = jsonOf(run) as { id: string; seq: number };
    expect(seq).toBe(1);
    const { event } = jsonOf(await annals(folder, ['get', id, '--json'])) as { event: EventJson };
    expect(event).toMatchObject({
      id,
      occurredAt: '2026-01-02T03:04:05.000Z',
      action: 'seller.flag',
      actorName: 'ada',
      actorType: 'user',
      outcome: 'success',
      severity: 'notice',
      category: 'entity',
      source: 'manual',
      ip: '::1',
      sensitive: true,
      message: 'Flagged Acme',
      metadata: { ticket: 7 },
      targets: [
        { type: 'seller', id: '17', name: 'Acme' },
        { type: 'role', id: 'arn:aws:iam::1:role/x', name: null },
        { type: 'url', id: 'a:b', name: 'c' },
      ],
    });
  });

  it('records an event from standard input, and one with an id only once', async () => {
    const folder = tempFolder();
    const input = JSON.stringify({ id: 'my-1', action: 'a', occurredAt: '2026-01-01T00:00:00Z' });
    const first = jsonOf(await annals(folder, ['record', '--json'], { input }));
    expect(first).toEqual({ id: 'my-1', seq: 1 });
    expect(jsonOf(await annals(folder, ['record', '--json'], { input }))).toEqual(first);
    expect(jsonOf(await annals(folder, ['count', '--json']))).toEqual({ total: 1 });
  });

  it.each([
    ['{"message":"x"}', '“action” is missing'],
    [
      '{"action":"a","outcome":"fine"}',
      '“outcome” must be one of success, failure, error, unknown',
    ],
    ['{"action":"a","foo":1}', 'an event has no field “foo”'],
    ['{"action":"a","targets":[{"type":"x","id":""}]}', '“targets.0.id” is empty'],
    ['{"action":"a","occurredAt":"soon"}', '“occurredAt”'],
    ['{"action":"a"', 'ends in the middle'],
    ['', 'standard input is empty'],
    ['[{"action":"a"}]', 'takes one event'],
    [Buffer.from('{"action":"\xfc"}', 'latin1'), 'not UTF-8'],
  ])('refuses %j and names the field', async (input, message) => {
    const folder = tempFolder();
    const run = await annals(folder, ['record', '--json'], { input });
    expect(run.stderr).toContain(message);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(existsSync(join(folder, '.annals', 'data'))).toBe(false);
  });
});

describe('annals doctor', () => {
  it('finds a sound store healthy', async () => {
    expect(await ask('doctor')).toMatchObject({
      healthy: true,
      checks: [
        { name: 'open', ok: true },
        { name: 'schema', ok: true },
        { name: 'structure', ok: true },
        {
          name: 'chain',
          ok: true,
          detail: expect.stringMatching(/^No change detected since \S+ 2,901 events checked$/u),
        },
        { name: 'size', ok: true },
        {
          name: 'lens',
          ok: true,
          detail: expect.stringMatching(
            /^ready in [\d.]+ s: 2,901 events in [\d.]+ kB of memory \([\d.]+ bytes an event\)$/u,
          ) as string,
        },
      ],
      versions: {
        annals: expect.any(String) as string,
        node: process.versions.node,
        sqlite: expect.any(String) as string,
      },
    });
  });

  it('finds one that was tampered with, and ends with 1', async () => {
    const folder = tempFolder();
    for (const action of ['a', 'b', 'c']) await annals(folder, ['record', '--action', action]);
    const db = new Database(join(folder, '.annals', 'data', 'audit.db'));
    const triggers = db
      .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'trigger'")
      .pluck()
      .all();
    for (const name of triggers) db.exec(`DROP TRIGGER "${name}"`);
    db.exec("UPDATE event SET action = 'x' WHERE seq = 2");
    db.close();
    const run = await annals(folder, ['doctor', '--json']);
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({ healthy: false });
    const shown = await annals(folder, ['doctor']);
    expect(shown.stdout).toMatch(/✗ chain +event #2 does not fit/u);
    expect(shown.stdout).toContain('Not healthy.');
  });
});
