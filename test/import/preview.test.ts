import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { ImportOptions } from '#shared/model/import-options.ts';
import { ImportPreview } from '#shared/model/import-preview.ts';
import { MappingSet } from '../../src-main/import/mappings/mapping-set.ts';
import { previewFiles } from '../../src-main/import/run/preview-files.ts';
import { expandSources } from '../../src-main/import/sources/sources.ts';
import { tempFolder, tempStore } from '../support/temp-store.ts';
import {
  CLOUDTRAIL_FILES,
  CLOUDTRAIL_FOLDER,
  cloudTrailRecords,
  jsonLines,
  tempFile,
} from './support/files.ts';
import { runImport, sinkOf } from './support/run-import.ts';

const records = cloudTrailRecords();
const times = records.map(({ eventTime }) => Date.parse(String(eventTime)));

interface PreviewOptions {
  readonly options?: z.input<typeof ImportOptions>;
  readonly limit?: number | null;
  readonly known?: (ids: readonly string[]) => Promise<readonly string[]>;
  readonly signal?: AbortSignal;
}

async function preview(
  paths: readonly string[],
  { options = {}, limit = null, known = () => Promise.resolve([]), ...rest }: PreviewOptions = {},
): Promise<ImportPreview> {
  const found = await previewFiles({
    sources: await expandSources(paths),
    options: ImportOptions.parse(options),
    mappings: new MappingSet([]),
    limit,
    known,
    ...rest,
  });
  return ImportPreview.parse(found);
}

describe('the preview of an import', () => {
  it('counts what is new, what is there already and what is bad, and shows the first of each', async () => {
    const { reads, writes } = tempStore();
    await runImport([tempFile('known.jsonl', jsonLines(records.slice(0, 100)))], sinkOf(writes));
    const before = reads.facts();
    const twice = tempFile('a.jsonl', `${jsonLines(records.slice(0, 10))}x\n`);
    const found = await preview([CLOUDTRAIL_FOLDER, twice], {
      known: (ids) => Promise.resolve(reads.knownIds(ids)),
    });
    expect(found).toMatchObject({
      isWhole: true,
      fileCount: 56,
      read: 2_911,
      added: 2_800,
      duplicates: 110,
      rejected: 1,
      mappings: [{ name: 'cloudtrail', title: 'AWS CloudTrail', count: 2_910 }],
      range: {
        from: Math.min(...times),
        to: Math.max(...times),
      },
      times: { zone: 'UTC', notes: {} },
    });
    expect(found.firstAdded).toHaveLength(20);
    expect(found.firstDuplicates).toHaveLength(20);
    expect(found.firstDuplicates[0]).toMatchObject({ mapping: 'cloudtrail' });
    expect(JSON.parse(found.firstDuplicates[0]?.raw ?? '')).toEqual(records[0]);
    expect(found.firstRejected).toMatchObject([{ file: 'a.jsonl', line: 11 }]);
    expect(reads.facts()).toEqual(before);
  });

  it('says the same counts as the import that follows it', async () => {
    const { reads, writes } = tempStore();
    const paths = [
      tempFile('a.jsonl', jsonLines([...records.slice(0, 300), ...records.slice(100, 200)])),
      tempFile('b.csv', 'time,action\n2024-01-01,login\n2024-01-01,login\nnever,login\n'),
    ];
    const { read, added, duplicates, rejected, times } = await preview(paths, {
      known: (ids) => Promise.resolve(reads.knownIds(ids)),
    });
    expect(await runImport(paths, sinkOf(writes))).toMatchObject({
      read,
      added,
      duplicates,
      rejected,
      times,
    });
    const again = await preview(paths, { known: (ids) => Promise.resolve(reads.knownIds(ids)) });
    expect(again).toMatchObject({ read, added: 0, duplicates: added + duplicates, rejected });
  });

  it('looks at the first records only, if it is to be quick', async () => {
    const found = await preview([CLOUDTRAIL_FOLDER], { limit: 50 });
    expect(found).toMatchObject({ isWhole: false, read: 50, added: 50 });
    expect(await preview(CLOUDTRAIL_FILES.slice(0, 1), { limit: 50 })).toMatchObject({
      isWhole: true,
      read: 29,
    });
  });

  it('names the files that cannot be read, and how the others are written', async () => {
    const folder = join(tempFolder(), 'logs');
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.jsonl'), jsonLines(records.slice(0, 2)));
    writeFileSync(join(folder, 'read-me'), 'Nothing to see here.\n');
    const { files } = await preview([folder]);
    expect(files).toMatchObject([
      { name: 'a.jsonl', form: 'jsonl', problem: null },
      { name: 'read-me', form: null, problem: 'the file is in no form that Annals can read' },
    ]);
  });

  it('counts what was assumed of times, by the zone that was chosen', async () => {
    const path = tempFile('a.csv', 'time,action\n2024-07-01 12:00:00,a\n2024-07-01T12:00:00Z,b\n');
    const options = { zone: 'Europe/Berlin' };
    const { times, firstAdded } = await preview([path], { options });
    expect(times).toEqual({ zone: 'Europe/Berlin', dateOrder: null, notes: { zone: 1 } });
    expect(firstAdded.map(({ event }) => new Date(event.occurredAt).toISOString())).toEqual([
      '2024-07-01T10:00:00.000Z',
      '2024-07-01T12:00:00.000Z',
    ]);
    expect(firstAdded[0]?.event.metadata).toEqual({ timeNote: 'the time names no zone' });
  });

  it('ends as cancelled when it is cancelled', async () => {
    const abort = new AbortController();
    const known = (): Promise<readonly string[]> => {
      abort.abort();
      return Promise.resolve([]);
    };
    await expect(
      preview([CLOUDTRAIL_FOLDER], { known, signal: abort.signal }),
    ).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
