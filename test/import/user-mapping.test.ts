import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { MappingSpec } from '#shared/model/mapping-spec.ts';
import type { MappingDraft } from '#shared/model/mapping-spec.ts';
import type { ParsedRecord } from '../../src-main/import/formats/record.ts';
import { MappingFiles, parseMapping } from '../../src-main/import/mappings/mapping-files.ts';
import { MappingSet } from '../../src-main/import/mappings/mapping-set.ts';
import { userMapping } from '../../src-main/import/mappings/user-mapping.ts';
import { failureOf } from '../store/support/files.ts';
import { tempFolder } from '../support/temp-store.ts';
import { CONTEXT } from './support/context.ts';
import { tempFile } from './support/files.ts';
import { collect } from './support/run-import.ts';

const BASE = { annalsMapping: 1, name: 'portal', title: 'The portal' } as const;

function specOf(draft: Partial<MappingDraft>): MappingSpec {
  return MappingSpec.parse({ ...BASE, ...draft });
}

function map(draft: Partial<MappingDraft>, record: ParsedRecord) {
  return userMapping(specOf(draft)).map(record, CONTEXT);
}

const RECORD = {
  m: '2026-01-02T03:04:05Z',
  what: 'Seller.Blocked',
  res: 1,
  who: { name: 'Olga', nr: 'u-7' },
  subjects: [{ key: 's-1', label: 'Seller One' }],
  ip: '192.0.2.7',
  note: 'by hand',
};

describe('a mapping that an operator wrote', () => {
  it('finds what it names, by path, in Annals\u2019 words', () => {
    const { event } = map(
      {
        fields: {
          time: { from: ['m'] },
          action: { from: ['gone', 'what'] },
          outcome: { from: ['res'], words: { 0: 'success', 1: 'failure' } },
          actorName: { from: ['who.name'] },
          actorId: { from: ['who.nr'] },
          category: { value: 'admin' },
          service: { value: 'portal' },
        },
        targets: [
          {
            type: { value: 'seller' },
            id: { from: ['subjects[0].key'] },
            name: { from: ['subjects[0].label'] },
          },
        ],
      },
      RECORD,
    );
    expect(event).toMatchObject({
      occurredAt: Date.UTC(2026, 0, 2, 3, 4, 5),
      action: 'Seller.Blocked',
      outcome: 'failure',
      actorName: 'Olga',
      actorId: 'u-7',
      category: 'admin',
      targets: [
        { type: 'seller', id: 's-1', name: 'Seller One' },
        { type: 'service', id: 'portal', name: null },
      ],
    });
  });

  it('leaves what it does not name to common names, unless it is complete', () => {
    const fields = { time: { from: ['m'] }, action: { from: ['what'] } };
    expect(map({ fields }, RECORD).event.ip).toBe('192.0.2.7');
    const complete = map({ fields, isComplete: true }, RECORD).event;
    expect(complete).toMatchObject({ ip: null, actorName: null, action: 'Seller.Blocked' });
    expect(complete.metadata).toMatchObject({ ip: '192.0.2.7', note: 'by hand' });
  });

  it('rejects a record without the time that it names', () => {
    const fields = { time: { from: ['moment'] } };
    expect(() => map({ fields }, RECORD)).toThrow('has no moment');
    expect(() => map({ isComplete: true }, RECORD)).toThrow('has no time');
  });

  it('takes records of its kind before those that ship with Annals', () => {
    const spec = specOf({ recognises: ['eventName', 'portalId'] });
    const set = new MappingSet([spec]);
    const record = { eventName: 'a', eventSource: 'b', portalId: 1 };
    expect(set.for(record).name).toBe('portal');
    expect(set.for({ ...record, portalId: null }).name).toBe('cloudtrail');
    expect(new MappingSet([specOf({})]).for(record).name).toBe('cloudtrail');
  });

  it('reads whole files, and gives ids by what it names as the id', async () => {
    const lines = ['1', '2', '1'].map((nr) => `${JSON.stringify({ ...RECORD, nr, more: nr })}\n`);
    const mapping = specOf({
      fields: { time: { from: ['m'] }, action: { from: ['what'] }, sourceId: { from: ['nr'] } },
    });
    const path = tempFile('a.jsonl', lines.join(''));
    const { result } = await collect([path], { options: { mapping } });
    expect(result).toMatchObject({ format: 'portal', added: 2, duplicates: 1 });
  });
});

describe('saved mappings', () => {
  it('come back as they were, by name, and can be removed', async () => {
    const folder = tempFolder();
    const files = new MappingFiles(join(folder, 'mappings'));
    expect(await files.list()).toEqual([]);
    const spec = specOf({ fields: { time: { from: ['m'] } } });
    await files.save(spec);
    await files.save({ ...spec, title: 'Another title' });
    expect(await files.list()).toEqual([{ ...spec, title: 'Another title' }]);
    expect(readdirSync(join(folder, 'mappings'))).toEqual(['portal.json']);
    await files.remove('portal');
    expect(await files.list()).toEqual([]);
    await expect(files.remove('portal')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(files.remove('../../portal')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('cannot take the name of one that ships with Annals', async () => {
    const files = new MappingFiles(tempFolder());
    await expect(files.save(specOf({ name: 'cloudtrail' }))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('are listed without files that are none', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'bad.json'), '{');
    writeFileSync(join(folder, 'other.json'), JSON.stringify(specOf({})));
    writeFileSync(join(folder, 'portal.json'), JSON.stringify(specOf({})));
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const specs = await new MappingFiles(folder).list();
    expect(said).toHaveBeenCalledTimes(1);
    said.mockRestore();
    expect(specs.map(({ name }) => name)).toEqual(['portal']);
  });

  it.each([
    ['{', 'it is not valid JSON'],
    ['[]', 'expected object'],
    [JSON.stringify({ ...BASE, annalsMapping: 2 }), '“annalsMapping”'],
    [JSON.stringify({ ...BASE, name: 'Portal 1' }), 'must be lower case letters'],
    [JSON.stringify({ ...BASE, fields: { when: { from: ['a'] } } }), '“fields”'],
    [JSON.stringify({ ...BASE, fields: { time: { from: 'a' } } }), '“fields.time.from”'],
  ])('say what is wrong with %s', (text, problem) => {
    const failure = failureOf(() => parseMapping(text, 'a.json'));
    expect(failure).toMatchObject({ code: 'INVALID_INPUT' });
    expect(failure.message).toContain(problem);
  });
});
