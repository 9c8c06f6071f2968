import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cloudTrailRecords, jsonLines } from '../import/support/files.ts';
import { tempFolder } from '../support/temp-store.ts';
import { annals, jsonOf } from './support/annals.ts';

const records = cloudTrailRecords();

const PORTAL = JSON.stringify({
  annalsMapping: 1,
  name: 'portal',
  title: 'The portal',
  recognises: ['m', 'what'],
  fields: { time: { from: ['m'] }, action: { from: ['what'] } },
});
const PORTAL_LOG = '{"m":"2026-01-02 03:04:05","what":"seller.block"}\n';

describe('a dry run', () => {
  it('asks the store what it has, and changes nothing', async () => {
    const home = tempFolder();
    writeFileSync(join(home, 'a.jsonl'), jsonLines(records.slice(0, 3)));
    writeFileSync(join(home, 'b.jsonl'), `${jsonLines(records.slice(0, 5))}x\n`);
    await annals(home, ['import', 'a.jsonl']);
    const run = await annals(home, ['import', 'b.jsonl', '--dry-run', '--json']);
    expect(jsonOf(run)).toMatchObject({
      batch: null,
      read: 6,
      added: 2,
      duplicates: 3,
      rejected: 1,
      rejections: [{ line: 6 }],
      format: 'cloudtrail',
      mappings: [{ name: 'cloudtrail', title: 'AWS CloudTrail', count: 5 }],
    });
    expect(jsonOf(await annals(home, ['count', '--json']))).toEqual({ total: 4 });
  });

  it('tells people what it assumed of times', async () => {
    const home = tempFolder();
    writeFileSync(join(home, 'a.csv'), 'time,action\n2024-07-01 12:00:00,login\n');
    const args = ['import', 'a.csv', '--dry-run', '--zone', 'Europe/Berlin'];
    const { stdout } = await annals(home, args);
    expect(stdout).toContain('Would import 1 event from 1 file');
    expect(stdout).toContain('From 2024-07-01T10:00:00.000Z to');
    expect(stdout).toContain('1 record: the time names no zone, so it was read as Europe/Berlin');
    expect(existsSync(join(home, '.annals', 'data'))).toBe(false);
  });
});

describe('a mapping of one’s own', () => {
  it('is tried from its file, saved, listed, used by itself, and removed', async () => {
    const home = tempFolder();
    writeFileSync(join(home, 'portal.json'), PORTAL);
    writeFileSync(join(home, 'log.jsonl'), PORTAL_LOG);
    const tried = ['import', 'log.jsonl', '--mapping', 'portal.json', '--dry-run', '--json'];
    expect(jsonOf(await annals(home, tried))).toMatchObject({ added: 1, format: 'portal' });
    expect(
      jsonOf(await annals(home, ['import', 'log.jsonl', '--dry-run', '--json'])),
    ).toMatchObject({ added: 0, rejected: 1 });
    const saved = await annals(home, ['mappings', '--save', 'portal.json', '--json']);
    const { mappings } = jsonOf(saved) as { readonly mappings: readonly unknown[] };
    expect(mappings.slice(0, 2)).toEqual([
      { name: 'portal', title: 'The portal', isOwn: true },
      { name: 'annals', title: 'Annals’ own events', isOwn: false },
    ]);
    expect(readdirSync(join(home, '.annals', 'config', 'mappings'))).toEqual(['portal.json']);
    expect(jsonOf(await annals(home, ['import', 'log.jsonl', '--json']))).toMatchObject({
      added: 1,
      format: 'portal',
      times: { zone: 'UTC', notes: { zone: 1 } },
    });
    expect(jsonOf(await annals(home, ['mappings', '--show', 'portal']))).toMatchObject({
      name: 'portal',
    });
    const { stdout } = await annals(home, ['mappings', '--remove', 'portal']);
    expect(stdout).not.toContain('portal');
    expect(stdout).toContain('AWS CloudTrail');
  });

  it.each([
    [['import', 'log.jsonl', '--mapping', 'nobody'], 'There is no mapping “nobody”'],
    [['import', 'log.jsonl', '--mapping', './gone.json'], 'cannot be used'],
    [['import', 'log.jsonl', '--zone', 'Mars/Olympus'], '--zone must be the name of a time zone'],
    [['import', 'log.jsonl', '--date-order', 'ymd'], '--date-order must be mdy or dmy'],
    [['import', 'log.jsonl', '--format', 'xml'], '--format must be one of json, jsonl'],
    [['mappings', '--save', 'log.jsonl'], 'is not a mapping'],
    [['mappings', '--remove', 'nobody'], 'There is no mapping “nobody” of your own'],
    [['mappings', '--show', 'a', '--remove', 'b'], 'Take a call for each'],
  ])('says what is wrong with %j', async (args, problem) => {
    const home = tempFolder();
    writeFileSync(join(home, 'log.jsonl'), PORTAL_LOG);
    const run = await annals(home, args);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(problem);
  });
});

describe('undoing an import', () => {
  it('takes its events out again, but for those on hold, and says so', async () => {
    const home = tempFolder();
    writeFileSync(join(home, 'a.jsonl'), jsonLines(records.slice(0, 5)));
    await annals(home, ['import', 'a.jsonl']);
    await annals(home, [
      'hold',
      '--correlation',
      String(records[0]?.['requestID']),
      '--reason',
      'case 7',
    ]);
    const plan = jsonOf(await annals(home, ['batches', '--undo', '1', '--json'])) as {
      readonly plan: string;
    };
    expect(plan).toMatchObject({ action: 'batch.undo', delete: 4, keptByHold: 1 });
    const undone = await annals(home, ['batches', '--apply', plan.plan, '--json']);
    expect(jsonOf(undone)).toMatchObject({ deleted: 4, keptByHold: 1 });
    expect(jsonOf(await annals(home, ['count', '--batch', '1', '--json']))).toEqual({ total: 1 });
    expect(jsonOf(await annals(home, ['count', '--action', 'batch.undo', '--json']))).toEqual({
      total: 1,
    });
    const again = await annals(home, ['import', 'a.jsonl', '--json']);
    expect(jsonOf(again)).toMatchObject({ added: 4, duplicates: 1 });
    expect(jsonOf(await annals(home, ['verify', '--json']))).toMatchObject({ verdict: 'intact' });
  });
});
