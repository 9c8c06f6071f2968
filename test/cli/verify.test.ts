import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Verification } from '#shared/model/verification.ts';
import { jsonLines, cloudTrailRecords } from '../import/support/files.ts';
import { tempFolder } from '../support/temp-store.ts';
import { isSigned } from '../store/support/chain-model.ts';
import { annals, jsonOf } from './support/annals.ts';
import type { Run } from './support/annals.ts';

/** A home with a store of twenty imported events and that of the import. */
async function filledHome(): Promise<string> {
  const home = tempFolder();
  writeFileSync(join(home, 'log.jsonl'), jsonLines(cloudTrailRecords().slice(0, 20)));
  await annals(home, ['import', 'log.jsonl', '--store', 't.db']);
  return home;
}

function verify(home: string, ...args: string[]): Promise<Run> {
  return annals(home, ['verify', '--store', 't.db', ...args]);
}

/** Changes the store behind its back. */
function tamper(home: string, sql: string): void {
  const db = new Database(join(home, 't.db'));
  for (const name of ['update', 'delete']) db.exec(`DROP TRIGGER event_is_append_only_${name}`);
  db.exec(sql);
  db.close();
}

/** Takes away what this user knows of stores, but for the key. */
function forgetAnchors(home: string): void {
  const anchors = join(home, '.annals', 'state', 'anchors');
  renameSync(anchors, `${anchors}-away`);
}

describe('annals verify', () => {
  it('says that a store is intact, since when, and records that', async () => {
    const home = await filledHome();
    const run = await verify(home, '--json');
    expect(run.code).toBe(0);
    expect(jsonOf(run)).toMatchObject({
      verdict: 'intact',
      events: 21,
      firstBad: null,
      reason: expect.stringMatching(/^No change detected since \d{4}-.*Z\.$/u) as unknown,
      trust: { mode: 'anchor', upToSeq: 21, key: 'own' },
      range: { first: 1, last: 21, pruned: 0 },
      recorded: true,
    });
    const event = await annals(home, ['query', '--action', 'verify', '--store', 't.db', '--json']);
    expect(jsonOf(event)).toMatchObject({
      total: 1,
      items: [{ category: 'admin', affectedCount: 21, metadata: { verdict: 'intact' } }],
    });
  });

  it('tells people the same, with what cannot be known, on lines that fit', async () => {
    const home = await filledHome();
    const { code, stdout } = await verify(home);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Intact\. No change detected since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\./u);
    expect(stdout).toContain('anchor, ');
    expect(stdout).toContain('Not known');
    expect(stdout.split('\n').every((line) => line.length <= 100)).toBe(true);
  });

  it('ends with 1 and the first event that does not fit, and still does the next time', async () => {
    const home = await filledHome();
    tamper(home, `UPDATE event SET message = 'never happened' WHERE seq = 7`);
    for (let time = 0; time < 2; time += 1) {
      const run = await verify(home, '--json');
      expect(run.code).toBe(1);
      expect(jsonOf(run)).toMatchObject({ verdict: 'tampered', firstBad: 7, events: 6 });
    }
    const run = await verify(home);
    expect(run.stdout).toMatch(/^Tampered with\. Event #7 does not fit\./u);
  });

  it('ends with 4 where nothing from outside is there', async () => {
    const home = await filledHome();
    forgetAnchors(home);
    const run = await verify(home, '--json');
    expect(run.code).toBe(4);
    expect(jsonOf(run)).toMatchObject({ verdict: 'undecided', trust: { mode: 'none' } });
  });

  it('holds the store against every seal that is named', async () => {
    const home = await filledHome();
    for (const name of ['one.json', 'two.json']) {
      await annals(home, ['seal', '--store', 't.db', '--out', name]);
    }
    forgetAnchors(home);
    const run = await verify(home, '--json', '--seal', 'one.json', '--seal', 'two.json');
    const { sealed, trust, verdict } = jsonOf(run) as Verification;
    expect(verdict).toBe('intact');
    expect(trust).toMatchObject({ mode: 'seal', upToSeq: 23 });
    expect(sealed).toMatchObject([
      { name: 'one.json', seq: 22, agrees: 'yes' },
      { name: 'two.json', seq: 23, agrees: 'yes' },
    ]);
  });

  it('gives its verdict on a store that cannot be written to', async () => {
    const home = await filledHome();
    const db = new Database(join(home, 't.db'));
    db.exec('BEGIN IMMEDIATE');
    const run = await verify(home);
    db.close();
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(/^annals: Not recorded\. Another program holds the store .+\n$/u);
  });

  it.each([
    ['a store that is not there', ['--store', 'absent.db'], 2],
    ['a seal that is not there', ['--store', 't.db', '--seal', 'absent.json'], 2],
    ['what is no seal', ['--store', 't.db', '--seal', 'log.jsonl'], 2],
  ])('refuses %s', async (_, args, code) => {
    const home = await filledHome();
    const run = await annals(home, ['verify', ...args]);
    expect(run).toMatchObject({ code, stdout: '' });
    expect(run.stderr).toMatch(/^annals: .+\n$/u);
    expect(existsSync(join(home, 'absent.db'))).toBe(false);
  });
});

describe('annals seal', () => {
  it('prints a seal that anybody can check, and records it', async () => {
    const home = await filledHome();
    const run = await annals(home, ['seal', '--store', 't.db']);
    const seal = jsonOf(run) as Record<string, string | number>;
    expect(seal).toMatchObject({ format: 'annals.seal.v1', seq: 22, retained: 22, pruned: 0 });
    const fields = ['format', 'chain', 'seq', 'link', 'retained', 'pruned', 'at'];
    const text = fields.map((field) => `${seal[field]}\n`).join('');
    const publicKey = Buffer.from(String(seal['publicKey']), 'base64');
    const signature = Buffer.from(String(seal['signature']), 'base64');
    expect(isSigned(publicKey, text, signature)).toBe(true);
    const event = await annals(home, ['query', '--action', 'seal', '--store', 't.db', '--json']);
    expect(jsonOf(event)).toMatchObject({ total: 1, items: [{ seq: 22, category: 'admin' }] });
  });

  it('writes a file that was not there, and never over another', async () => {
    const home = await filledHome();
    const seal = ['seal', '--store', 't.db', '--out', 'seal.json'];
    const run = await annals(home, [...seal, '--json']);
    expect(jsonOf(run)).toMatchObject({ seq: 22, file: 'seal.json', seal: { seq: 22 } });
    const before = readFileSync(join(home, 'seal.json'), 'utf8');
    expect(await annals(home, seal)).toMatchObject({ code: 2, stdout: '' });
    expect(readFileSync(join(home, 'seal.json'), 'utf8')).toBe(before);
    const count = await annals(home, ['count', '--store', 't.db', '--json']);
    expect(jsonOf(count)).toEqual({ total: 22 });
  });

  it('says where it cannot write', async () => {
    const home = await filledHome();
    const run = await annals(home, ['seal', '--store', 't.db', '--out', 'no/such/folder.json']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('no/such/folder.json');
  });

  it('does not make a store', async () => {
    const home = tempFolder();
    expect(await annals(home, ['seal', '--store', 'absent.db'])).toMatchObject({ code: 2 });
    expect(existsSync(join(home, 'absent.db'))).toBe(false);
  });
});

describe('annals doctor', () => {
  it('holds the store against the anchor', async () => {
    const home = await filledHome();
    const before = await annals(home, ['doctor', '--store', 't.db', '--json']);
    expect(jsonOf(before)).toMatchObject({ healthy: true });
    const db = new Database(join(home, 't.db'), { readonly: true });
    const head = db.prepare<[], Record<string, unknown>>('SELECT * FROM head').get() ?? {};
    db.close();
    await annals(home, ['record', '--action', 'user.login', '--store', 't.db']);
    const sets = Object.keys(head).map((column) => `${column} = @${column}`);
    tamper(home, 'DELETE FROM event WHERE seq > 21');
    const cut = new Database(join(home, 't.db'));
    cut.prepare(`UPDATE head SET ${sets.join(', ')}`).run(head);
    cut.close();
    const run = await annals(home, ['doctor', '--store', 't.db', '--json']);
    expect(run.code).toBe(1);
    expect(jsonOf(run)).toMatchObject({
      healthy: false,
      checks: expect.arrayContaining([
        expect.objectContaining({
          name: 'chain',
          ok: false,
          detail: expect.stringContaining('event #22') as unknown,
        }),
      ]) as unknown,
    });
  });
});
