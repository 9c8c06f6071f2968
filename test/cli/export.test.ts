import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventJson } from '#shared/model/event-json.ts';
import { linesOf } from '../store/export/support.ts';
import { canDropRights } from '../store/support/child.ts';
import { sha256Of } from '../store/support/files.ts';
import { removeFolder } from '../support/temp-store.ts';
import { annals, startAnnals } from './support/annals.ts';
import type { Run } from './support/annals.ts';
import { SampleStore } from './support/sample.ts';

let store: SampleStore;

beforeAll(async () => {
  store = new SampleStore();
  await store.fill();
});
afterAll(() => removeFolder(store.home));

interface Exported {
  readonly matched: number;
  readonly written: number;
  readonly file: string;
  readonly sha256: string;
  readonly manifest: string;
  readonly eventId: string;
}

async function exportTo(out: string, ...args: string[]): Promise<Exported> {
  return (await store.ask('export', '--out', out, ...args)) as Exported;
}

function run(...args: string[]): Promise<Run> {
  return annals(store.home, ['export', ...args, '--store', 't.db']);
}

const text = (name: string): string => readFileSync(join(store.home, name), 'utf8');

describe('annals export', () => {
  it('writes exactly what query lists, and says what it wrote', async () => {
    const filter = ['--category', 'auth', '--outcome', 'failure'];
    const listed = await store.everyPage('query', ...filter);
    const result = await exportTo('auth.jsonl', ...filter);
    expect(result).toEqual({
      matched: listed.length,
      written: listed.length,
      file: 'auth.jsonl',
      sha256: sha256Of(join(store.home, 'auth.jsonl')),
      manifest: 'auth.jsonl.manifest.json',
      bytes: text('auth.jsonl').length,
      eventId: expect.stringMatching(/^al_/u),
    });
    expect(linesOf(text('auth.jsonl'))).toEqual(listed);
    const { event } = (await store.ask('get', result.eventId)) as { event: EventJson };
    expect(event).toMatchObject({
      action: 'export',
      metadata: { sha256: result.sha256, file: 'auth.jsonl' },
    });
    expect(JSON.parse(text('auth.jsonl.manifest.json'))).toMatchObject({
      events: listed.length,
      selection: { query: 'category:auth outcome:failure' },
    });
  });

  it.each(['csv', 'json', 'jsonl'])(
    'takes %s from the name, and brings it to another store',
    async (format) => {
      const { written } = await exportTo(`all.${format}`, '--category', 'auth,write');
      const { code, stdout } = await annals(store.home, [
        'import',
        `all.${format}`,
        '--store',
        `copy-${format}.db`,
        '--json',
      ]);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ read: written, added: written, rejected: 0 });
    },
  );

  it('writes the columns and profiles that are asked for', async () => {
    await exportTo('c.csv', '--columns', 'action, seq', '--order', 'oldest', '--category', 'auth');
    expect(text('c.csv').split('\r\n')[0]).toBe('action,seq');
    await exportTo('e.csv', '--profile', 'ecs', '--category', 'auth', '--bom');
    expect(text('e.csv').startsWith('\uFEFF@timestamp,ecs.version,event.kind')).toBe(true);
    await exportTo('o.ndjson', '--profile', 'ocsf', '--raw', '--category', 'auth');
    const [event] = linesOf(text('o.ndjson'));
    expect(event).toMatchObject({
      class_uid: 6003,
      raw_data: expect.stringContaining('eventName'),
    });
    await exportTo('plain', '--format', 'csv', '--category', 'auth', '--no-formula-guard');
    expect(text('plain').startsWith('seq,id,')).toBe(true);
  });

  it('says for people what was written and how to check it', async () => {
    const { stdout, code } = await run('--out', 'p.csv', '--category', 'auth');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Exported \d+ events to p\.csv, [\d.]+ kB\n/u);
    expect(stdout).toContain(sha256Of(join(store.home, 'p.csv')));
    expect(stdout).toContain('p.csv.manifest.json');
  });

  it.each([
    [[], 'Say where to: --out FILE.'],
    [['--out', 'x'], 'does not say which format'],
    [['--out', 'x.csv', '--format', 'xlsx'], '--format must be one of csv, json, jsonl'],
    [['--out', 'x.csv', '--profile', 'cef'], '--profile must be one of'],
    [['--out', 'x.csv', '--columns', 'id,actorname'], 'Did you mean actorName?'],
    [['--out', 'x.csv', '--columns', 'id,id'], '--columns names id twice'],
    [['--out', 'x.csv', '--columns', 'id', '--profile', 'ecs'], 'native profile'],
    [['--out', 'x.csv', '--zone', 'Europe/Berln'], 'no time zone “Europe/Berln”'],
    [['--out', 'x.json', '--zone', 'Europe/Berlin'], 'CSV of the native profile'],
    [['--out', 'x.csv', '--max-events', 'few'], '--max-events must be a whole number'],
    [['--out', 'x.csv', '--max-events', '7'], 'more than the limit of 7. Take what happened from'],
    [['--out', 'no/such/x.csv'], 'cannot be written'],
    [['--out', 't.db', '--format', 'csv'], 'already'],
    [['--out', 'x.csv', 'y'], 'is not an option'],
  ])('answers %j with 2 and one line, and writes nothing', async (args, words) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(store.home).filter((name) => name.startsWith('x'))).toEqual([]);
  });

  it('replaces a file only where it is told to', async () => {
    writeFileSync(join(store.home, 'mine.csv'), 'mine');
    expect((await run('--out', 'mine.csv', '--category', 'auth')).code).toBe(2);
    expect(text('mine.csv')).toBe('mine');
    const { sha256 } = await exportTo('mine.csv', '--category', 'auth', '--replace');
    expect(sha256Of(join(store.home, 'mine.csv'))).toBe(sha256);
  });

  it('needs a store that is there', async () => {
    const { code, stderr } = await annals(store.home, [
      'export',
      '--out',
      'n.csv',
      '--store',
      'n.db',
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('n.db');
    expect(existsSync(join(store.home, 'n.db'))).toBe(false);
  });

  it.skipIf(!canDropRights())('leaves nothing in a folder it may not write to', async () => {
    const locked = join(store.home, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0o555);
    for (const name of ['', 't.db', 't.db-wal', 't.db-shm']) {
      if (existsSync(join(store.home, name))) chmodSync(join(store.home, name), 0o777);
    }
    const args = ['export', '--out', 'locked/a.csv', '--store', 't.db'];
    const env = { ANNALS_HOME: join(store.home, 'home-of-nobody') };
    const { code, stderr } = await annals(store.home, args, { uid: 65_534, env });
    expect(code).toBe(2);
    expect(stderr).toContain('cannot be written');
    expect(readdirSync(locked)).toEqual([]);
  });

  it('ends with 130 and leaves nothing when it is interrupted', async () => {
    const folder = join(store.home, 'cancelled');
    mkdirSync(folder);
    const args = ['export', '--out', 'cancelled/a.json', '--profile', 'ocsf', '--raw'];
    const child = startAnnals(store.home, [...args, '--store', 't.db']);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    while (readdirSync(folder).length === 0 && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    child.kill('SIGINT');
    const code = await ended;
    const names = readdirSync(folder);
    // It may have been done by then.
    if (code === 0) expect(names).toEqual(['a.json', 'a.json.manifest.json']);
    else expect({ code, names }).toEqual({ code: 130, names: [] });
  });
});
