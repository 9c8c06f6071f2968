import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { ImportProgress } from '#shared/model/import.ts';
import { checkOf } from '../support/check-store.ts';
import { all, tempFolder, tempStore } from '../support/temp-store.ts';
import {
  CLOUDTRAIL_FILES,
  CLOUDTRAIL_FOLDER,
  cloudTrailRecords,
  fixture,
  jsonLines,
  manyRecords,
  tempFile,
} from './support/files.ts';
import { collect, runImport, sinkOf } from './support/run-import.ts';

const records = cloudTrailRecords();

describe('importFiles', () => {
  it('imports a folder into a store, and a second time nothing', async () => {
    const store = tempStore();
    const { reads, writes } = store;
    const first = await runImport([CLOUDTRAIL_FOLDER], sinkOf(writes));
    expect(first).toEqual({
      batch: 1,
      read: 2_900,
      added: 2_900,
      duplicates: 0,
      rejected: 0,
      rejections: [],
      format: 'cloudtrail',
      times: { zone: 'UTC', dateOrder: null, notes: {} },
    });
    // The import is an event too.
    expect(reads.facts().events).toBe(2_901);
    const second = await runImport(CLOUDTRAIL_FILES, sinkOf(writes));
    expect(second).toMatchObject({ batch: 2, read: 2_900, added: 0, duplicates: 2_900 });
    expect(checkOf(store).firstBad).toBeNull();
  });

  it('answers questions as the files do', async () => {
    const { reads, writes } = tempStore();
    await runImport([CLOUDTRAIL_FOLDER], sinkOf(writes));
    const total = (field: 'outcome' | 'action' | 'actor', value: string): number =>
      all(reads.total({ ...EVERYTHING, terms: [{ field, values: [value], negated: false }] }));
    expect(total('outcome', 'failure')).toBe(
      records.filter((record) => record['errorCode'] !== undefined).length,
    );
    expect(total('action', 'Decrypt')).toBe(
      records.filter((record) => record['eventName'] === 'Decrypt').length,
    );
    const isBertJan = (record: unknown): boolean =>
      (record as { userIdentity: { userName?: string } }).userIdentity.userName === 'bert-jan';
    expect(total('actor', 'bert-jan')).toBe(records.filter(isBertJan).length);
  });

  it('keeps the original of every record byte for byte', async () => {
    const { reads, writes } = tempStore();
    const lines = [
      '{"time": "2026-01-01",  "n": 9223372036854775807 }',
      '{"time":"2026-01-02","é":"\\u00e9"}',
    ];
    await runImport([tempFile('a.jsonl', `${lines.join('\r\n')}\n`)], sinkOf(writes));
    expect([1, 2].map((seq) => reads.detail({ seq }).raw)).toEqual(lines);
    expect(reads.detail({ seq: 1 }).importedFrom).toBe('a.jsonl');
  });

  it('keeps good lines and reports each bad one with line and reason', async () => {
    const good = JSON.stringify(records[0]);
    const other = JSON.stringify(records[1]);
    const path = tempFile(
      'bad.jsonl',
      Buffer.concat([
        Buffer.from(`${good}\n\nnot json\n[1]\n"text"\n{"a":1}\n`),
        Buffer.from('{"time":"2026-01-01","user":"M\xfcller"}\n', 'latin1'),
        Buffer.from(`${'['.repeat(100)}${']'.repeat(100)}\n`),
        Buffer.from(`{"time":"2026-01-01","deep":${'['.repeat(100)}${']'.repeat(100)}}\n`),
        Buffer.from(`${other}\n{"time":"2026-01-`),
      ]),
    );
    const { reads, writes } = tempStore();
    const result = await runImport([path], sinkOf(writes));
    expect(result).toMatchObject({ read: 10, added: 2, duplicates: 0, rejected: 8 });
    expect(result.rejections.map(({ file, line, reason }) => [file, line, reason])).toEqual([
      ['bad.jsonl', 3, 'not valid JSON: expected a value at column 1, found “n”'],
      ['bad.jsonl', 4, 'not an object but a list'],
      ['bad.jsonl', 5, 'not an object but a string'],
      ['bad.jsonl', 6, expect.stringMatching(/^has no time/u)],
      ['bad.jsonl', 7, 'not UTF-8: byte 31 is 0xFC'],
      ['bad.jsonl', 8, 'not an object but a list'],
      ['bad.jsonl', 9, 'nested more than 64 levels deep'],
      ['bad.jsonl', 11, 'it ends in the middle of a record'],
    ]);
    expect(reads.facts().events).toBe(3);
  });

  it.each([
    ['a missing comma', '{"Records":[\n{"eventName":"a"}\n{"eventName":"b"}]}', 3],
    ['half a document', '{"Records":[\n{"eventName":"a"},\n{"eventNa', 3],
    ['something behind it', '{"Records":[]}\n{"Records":[]} x', null],
    ['another encoding', Buffer.from('[\n{"user":"M\xfcller"}]', 'latin1'), 2],
  ])('refuses a JSON document with %s before anything is stored', async (_what, content, line) => {
    const { reads, writes } = tempStore();
    const paths = [
      tempFile('good.jsonl', jsonLines(records.slice(0, 5))),
      tempFile('broken.json', content),
    ];
    const attempt = runImport(paths, sinkOf(writes));
    if (line === null) {
      await attempt;
      return;
    }
    await expect(attempt).rejects.toMatchObject({
      code: 'FILE_UNRECOGNISED',
      message: expect.stringContaining(
        `“broken.json” is a broken JSON document, line ${line}: `,
      ) as string,
    });
    expect(reads.facts().events).toBe(0);
  });

  it('refuses a broken document that is too large for memory in the same way', async () => {
    const list = manyRecords(5_000).map((record) => JSON.stringify(record));
    const content = `{"Records":[\n${list.join(',\n')},\n{"eventName":}\n]}`;
    expect(content.length).toBeGreaterThan(4_194_304);
    const { reads, writes } = tempStore();
    await expect(runImport([tempFile('x', content)], sinkOf(writes))).rejects.toMatchObject({
      message: expect.stringContaining('line 5002: not valid JSON: expected a value') as string,
    });
    expect(reads.facts().events).toBe(0);
    const repaired = content.replace(',\n{"eventName":}', '');
    const result = await runImport([tempFile('x', repaired)], sinkOf(writes));
    expect(result).toMatchObject({ read: 5_000, added: 5_000 });
  });

  it('tells an event with a list in it from a list of events', async () => {
    const time = '2026-01-01T00:00:00Z';
    const counts = async (value: unknown): Promise<number> =>
      (await collect([tempFile('x', JSON.stringify(value))])).result.read;
    expect(await counts({ id: { time }, events: [{ name: 'a' }, { name: 'b' }] })).toBe(1);
    expect(await counts({ exported: 'x', events: [{ time }, { time }] })).toBe(2);
    expect(await counts({ timestamp: time, records: [{ time }, { time }] })).toBe(2);
    expect(
      await counts({ hits: { total: 2, hits: [{ _source: { time } }, { _source: { time } }] } }),
    ).toBe(2);
    expect(await counts({ Records: [] })).toBe(0);
    expect(await counts([])).toBe(0);
  });

  it('reads CSV, and rejects rows by their columns', async () => {
    const path = tempFile(
      'a.csv',
      'time,user,action\r\n2026-01-01,ada,login\r\n2026-01-02,bob\r\n2026-01-03,cy,"two\r\nlines"\r\n2026-01-04,d,e,f\r\n"2026-01-05,open\r\n2026-01-06,eve,logout\r\n',
    );
    const { events, result } = await collect([path]);
    expect(events.map(({ event }) => [event.actorName, event.action])).toEqual([
      ['ada', 'login'],
      ['cy', 'two\r\nlines'],
      ['eve', 'logout'],
    ]);
    expect(events[1]?.raw).toBe('2026-01-03,cy,"two\r\nlines"');
    expect(result.rejections.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'short row: 2 columns, expected 3'],
      [6, 'long row: 4 columns, expected 3'],
      [7, 'the quote opened on line 7 is never closed'],
    ]);
  });

  it('reads UTF-16, and refuses what only starts like it', async () => {
    const text = jsonLines([
      { time: '2026-01-01', user: 'Müller' },
      { time: '2026-01-02', user: '😀' },
    ]);
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const content of [bytes, Buffer.from(bytes).swap16()]) {
      const { events } = await collect([tempFile('x', content)]);
      expect(events.map(({ event }) => event.actorName)).toEqual(['Müller', '😀']);
    }
    const broken = Buffer.concat([bytes, Buffer.from([0x00, 0xd8])]);
    await expect(collect([tempFile('x', broken)])).rejects.toMatchObject({
      message: '“x” starts like UTF-16, but is not.',
    });
  });

  it('counts what stands in the files twice as duplicates, with and without ids', async () => {
    const { result } = await collect([
      tempFile('a.jsonl', jsonLines([records[0], records[0], { time: '2026-01-01', a: 1 }])),
      tempFile(
        'b.jsonl',
        jsonLines([
          { time: '2026-01-01', a: 1 },
          { time: '2026-01-01', a: 2 },
        ]),
      ),
    ]);
    expect(result).toMatchObject({
      read: 5,
      added: 3,
      duplicates: 2,
      rejected: 0,
      format: 'mixed',
    });
  });

  it('imports what is behind a slow store in slices that grow, in order and one at a time', async () => {
    const path = tempFile('a.jsonl', jsonLines(manyRecords(3_500)));
    const { writes } = tempStore();
    const sink = sinkOf(writes);
    const sizes: number[] = [];
    let inFlight = 0;
    const slow: typeof sink = {
      ...sink,
      appendImport: async (request) => {
        inFlight += 1;
        expect(inFlight).toBe(1);
        sizes.push(request.events.count);
        await new Promise((resolve) => setTimeout(resolve, 10));
        inFlight -= 1;
        return sink.appendImport(request);
      },
    };
    expect(await runImport([path], slow)).toMatchObject({ read: 3_500, added: 3_500 });
    // The first rows are to be seen at once.
    expect(sizes).toEqual([500, 1_000, 2_000]);
  });

  it('ends early when it is cancelled, with counts that are exact', async () => {
    const path = tempFile('a.jsonl', jsonLines(manyRecords(6_000)));
    const { reads, writes } = tempStore();
    const abort = new AbortController();
    const sink = sinkOf(writes);
    const result = await runImport(
      [path],
      {
        ...sink,
        appendImport: (request) => {
          if (reads.facts().events >= 1_000) abort.abort();
          return sink.appendImport(request);
        },
      },
      { signal: abort.signal },
    );
    expect(result.added).toBeGreaterThan(0);
    expect(result.added).toBeLessThan(6_000);
    expect(result.read).toBe(result.added + result.duplicates + result.rejected);
    expect(reads.facts().events).toBe(result.added + 1);
    const { event } = reads.detail({ seq: result.added + 1 });
    expect(event.metadata).toMatchObject({ ending: 'cancelled', added: result.added });
    expect(await runImport([path], sink)).toMatchObject({ added: 6_000 - result.added });
  });

  it('writes nothing at all when it is cancelled before it begins', async () => {
    const { reads, writes } = tempStore();
    const result = await runImport([CLOUDTRAIL_FOLDER], sinkOf(writes), {
      signal: AbortSignal.abort(),
    });
    expect(result).toMatchObject({ batch: null, read: 0, added: 0 });
    expect(reads.facts().events).toBe(0);
  });

  it('closes the batch when the store fails, and reports the failure', async () => {
    const { writes } = tempStore();
    const sink = sinkOf(writes);
    const finished: string[] = [];
    let appends = 0;
    const failing: typeof sink = {
      ...sink,
      appendImport: (request) => {
        appends += 1;
        return appends < 3 ? sink.appendImport(request) : Promise.reject(new Error('disk on fire'));
      },
      finishImport: (request) => {
        finished.push(request.outcome);
        return sink.finishImport(request);
      },
    };
    const path = tempFile('a.jsonl', jsonLines(manyRecords(6_000)));
    await expect(runImport([path], failing)).rejects.toThrow('disk on fire');
    expect(finished).toEqual(['cancelled']);
  });

  it('notices a file that shrinks, and does not read what is added to one', async () => {
    const path = tempFile('a.jsonl', jsonLines(manyRecords(3_000)));
    const { writes } = tempStore();
    const sink = sinkOf(writes);
    await expect(
      runImport([path], {
        ...sink,
        appendImport: (request) => {
          truncateSync(path, 100);
          return sink.appendImport(request);
        },
      }),
    ).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('“a.jsonl” changed while it was being imported.') as string,
    });
    const growing = tempFile('b.jsonl', jsonLines(manyRecords(10)));
    const result = await runImport([growing], {
      ...sink,
      beginImport: (request) => {
        writeFileSync(growing, jsonLines(manyRecords(20)), { flag: 'a' });
        return sink.beginImport(request);
      },
    });
    expect(result.read).toBe(10);
  });

  it('writes nothing in a strict import with a bad record, and everything without', async () => {
    const { reads, writes } = tempStore();
    const good = jsonLines(records.slice(0, 10));
    const bad = tempFile('bad.jsonl', `${good}{"a"\n`);
    await expect(
      runImport([bad], sinkOf(writes), { options: { isStrict: true } }),
    ).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('1 record of 11 cannot be imported') as string,
    });
    expect(reads.facts().events).toBe(0);
    const result = await runImport([tempFile('good.jsonl', good)], sinkOf(writes), {
      options: { isStrict: true },
    });
    expect(result).toMatchObject({ read: 10, added: 10 });
  });

  it('reports files of no known form in a folder, and refuses them when they are named', async () => {
    const folder = join(tempFolder(), 'logs');
    mkdirSync(folder);
    writeFileSync(join(folder, 'LICENSE'), 'All rights reserved.\nNo warranty.\n');
    writeFileSync(join(folder, 'a.jsonl'), jsonLines(records.slice(0, 3)));
    writeFileSync(join(folder, 'empty.json'), '');
    const { result } = await collect([folder]);
    expect(result).toMatchObject({ read: 4, added: 3, rejected: 1 });
    expect(result.rejections).toEqual([
      { file: 'logs/LICENSE', line: 1, reason: 'the file is in no form that Annals can read' },
    ]);
    await expect(collect([join(folder, 'LICENSE')])).rejects.toMatchObject({
      code: 'FILE_UNRECOGNISED',
    });
    await expect(collect([join(folder, 'empty.json')])).rejects.toMatchObject({
      message: '“empty.json” is empty.',
    });
  });

  it('begins no batch where nothing is to be stored', async () => {
    const { reads, writes } = tempStore();
    const result = await runImport([tempFile('a', '{"x":1}\n{"y":2}\n')], sinkOf(writes));
    expect(result).toMatchObject({ batch: null, read: 2, rejected: 2, format: 'none' });
    expect(reads.facts().events).toBe(0);
  });

  it('keeps the first rejections and counts all of them', async () => {
    const { result } = await collect([
      tempFile('a', jsonLines(manyRecords(3_000)) + 'x\n'.repeat(2_000)),
    ]);
    expect(result).toMatchObject({ read: 5_000, added: 3_000, rejected: 2_000 });
    expect(result.rejections).toHaveLength(1_000);
    expect(result.rejections[999]).toMatchObject({ line: 4_000 });
  });

  it('uses one mapping for all records when it is told to', async () => {
    const { events, result } = await collect([CLOUDTRAIL_FILES[0] ?? ''], {
      options: { mapping: 'generic' },
    });
    expect(result.format).toBe('generic');
    expect(events[0]?.event.action).toBe(records[0]?.['eventName']);
    await expect(
      collect([fixture('panther/okta.jsonl')], { options: { mapping: 'nope' } }),
    ).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('tells how far it is, up to the end', async () => {
    const told: ImportProgress[] = [];
    const { result } = await collect([CLOUDTRAIL_FOLDER], { onProgress: (now) => told.push(now) });
    const last = told.at(-1);
    expect(last?.bytesRead).toBe(last?.bytesTotal);
    expect(last).toMatchObject({ read: result.read, added: result.added });
    expect(told.map(({ bytesRead }) => bytesRead)).toEqual(
      told.map(({ bytesRead }) => bytesRead).toSorted((a, b) => a - b),
    );
  });
});
