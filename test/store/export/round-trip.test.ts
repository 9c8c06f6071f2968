import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { StoredEvent } from '#shared/model/audit-event.ts';
import { EXPORT_FORMATS } from '#shared/model/export.ts';
import { tempFile } from '../../import/support/files.ts';
import { collect, runImport, sinkOf } from '../../import/support/run-import.ts';
import { makeEvent, makeEvents } from '../../support/make-event.ts';
import {
  all,
  makeTempFolder,
  openStore,
  removeFolder,
  storePlace,
  tempStore,
} from '../../support/temp-store.ts';
import type { TempStore } from '../../support/temp-store.ts';
import { newEvent } from '../support/arbitraries.ts';
import { exportTo, exported } from './support.ts';

const PAGE = {
  filter: EVERYTHING,
  order: 'oldest',
  limit: 1_000,
  offset: 0,
  cursor: null,
} as const;

/** Texts that spreadsheets, CSV and JSON have a meaning of their own for. */
const ODD = [
  '=1+1',
  "'=1+1",
  "''",
  "'",
  '+31 6',
  '-1',
  '@x',
  '\t',
  '\r\n',
  '＝1',
  '"',
  ',',
  ';',
  ' a ',
  'true',
  '12',
  'null',
  '\u2028',
  '\u{1F642}',
];

/** What an event is to look like after it was exported and imported. */
function reimported(event: StoredEvent): Partial<StoredEvent> {
  const { source, metadata } = event;
  return {
    ...ownFields(event),
    source: 'import',
    metadata: source === 'import' ? metadata : { ...metadata, originalSource: source },
  };
}

/** An event without what the store gave it. */
function ownFields(event: StoredEvent): Partial<StoredEvent> {
  const given = new Set(['seq', 'recordedAt', 'batch', 'hash']);
  return Object.fromEntries(Object.entries(event).filter(([name]) => !given.has(name)));
}

function eventsOf({ reads }: TempStore): StoredEvent[] {
  return all(reads.page(PAGE)).items.filter(({ action }) => !/^(?:ex|im)port$/u.test(action));
}

describe('a native export', () => {
  const folder = makeTempFolder();
  let store: TempStore;

  beforeAll(() => {
    store = openStore(storePlace(folder));
    store.writes.record(fc.sample(newEvent, { numRuns: 100, seed: 11 }));
    store.writes.record(
      ODD.map((text) =>
        makeEvent({
          category: text,
          actorId: text,
          actorName: '',
          message: text,
          intent: text,
          stackTrace: text,
          metadata: { [text]: text },
          changes: { old: { a: text }, new: {} },
          targets: [{ type: text, id: text, name: text }],
        }),
      ),
    );
  });
  afterAll(() => {
    store.close();
    removeFolder(folder);
  });

  it.each(EXPORT_FORMATS)('as %s is imported again with every field', async (format) => {
    await exportTo(store, `all.${format}`, { format, raw: true });
    const to = tempStore();
    const path = join(store.folder, `all.${format}`);
    const result = await runImport([path], sinkOf(to.writes));
    expect(result).toMatchObject({ rejected: 0, duplicates: 0, format: 'annals' });
    const expected = new Map(eventsOf(store).map((event) => [event.id, reimported(event)]));
    const back = eventsOf(to);
    expect(back.length).toBe(expected.size);
    for (const event of back) expect(ownFields(event)).toEqual(expected.get(event.id));
    expect(await runImport([path], sinkOf(to.writes))).toMatchObject({ added: 0, rejected: 0 });
  });

  it('with local times is imported as without them', async () => {
    const zone = 'Australia/Lord_Howe';
    const text = await exported(store, 'local.csv', { format: 'csv', raw: true, zone });
    const [header = ''] = text.split('\r\n', 1);
    expect(header).toMatch(/^time \(Australia\/Lord_Howe\),seq,id,occurredAt,/u);
    const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[];
    // Before clocks went by zones, offsets had seconds, which JavaScript does not read.
    const recent = rows.filter((row) => (row['occurredAt'] ?? '') > '1972');
    expect(recent.length).toBeGreaterThan(10);
    for (const row of recent) {
      expect(Date.parse(row[`time (${zone})`] ?? '')).toBe(Date.parse(row['occurredAt'] ?? ''));
    }
    const to = tempStore();
    const path = join(store.folder, 'local.csv');
    expect(await runImport([path], sinkOf(to.writes))).toMatchObject({
      rejected: 0,
      format: 'annals',
    });
    const expected = new Map(eventsOf(store).map((event) => [event.id, reimported(event)]));
    for (const event of eventsOf(to)) expect(ownFields(event)).toEqual(expected.get(event.id));
    expect(eventsOf(to).length).toBe(expected.size);
    expect(await runImport([path], sinkOf(to.writes))).toMatchObject({ added: 0, rejected: 0 });
  });

  it.each(EXPORT_FORMATS)('as %s of a single event is recognised', async (format) => {
    const one = tempStore();
    one.writes.record(makeEvents(1));
    const filter = {
      ...EVERYTHING,
      terms: [{ field: 'category' as const, values: ['auth'], negated: false }],
    };
    await exportTo(one, `one.${format}`, { format, filter });
    const { events, result } = await collect([join(one.folder, `one.${format}`)]);
    expect(result).toMatchObject({ read: 1, added: 1, format: 'annals' });
    expect(events[0]?.event).toMatchObject({ message: 'event 1', actorName: 'Ada Admin' });
  });

  it('as a JSON document of nothing brings in nothing', async () => {
    const filter = {
      ...EVERYTHING,
      terms: [{ field: 'action' as const, values: ['none'], negated: false }],
    };
    await exportTo(store, 'none.json', { format: 'json', filter });
    const { result } = await collect([join(store.folder, 'none.json')]);
    expect(result).toMatchObject({ read: 0, rejected: 0 });
  });

  it('as CSV has few columns if few were asked for, and is imported by them', async () => {
    const columns = ['message', 'id', 'occurredAt', 'action'] as const;
    await exportTo(store, 'few.csv', { format: 'csv', columns: [...columns] });
    const { events, result } = await collect([join(store.folder, 'few.csv')]);
    expect(result).toMatchObject({ rejected: 0, format: 'annals' });
    expect(events.some(({ event }) => event.message === "'=1+1")).toBe(true);
  });

  it('rejects a row that was changed into nonsense, and says which field', async () => {
    const columns = ['id', 'occurredAt', 'action', 'sensitive', 'durationMs', 'metadata'];
    const rows = [
      columns.join(','),
      'al_1,2026-01-01T00:00:00.000Z,a,true,12,{}',
      'al_2,2026-01-01T00:00:00.000Z,a,maybe,12,{}',
      'al_3,2026-01-01T00:00:00.000Z,a,true,soon,{}',
      'al_4,2026-01-01T00:00:00.000Z,a,true,12,{',
    ];
    const path = tempFile('odd.csv', rows.join('\r\n'));
    const { result } = await collect([path]);
    expect(result).toMatchObject({ added: 1, rejected: 3 });
    expect(result.rejections.map(({ line, reason }) => [line, reason])).toEqual([
      [3, '“sensitive” must be a boolean'],
      [4, '“durationMs” must be a number'],
      [5, expect.stringMatching(/./u)],
    ]);
  });
});

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe.skipIf(!hasPython)('CSV (skipped where there is no python3)', () => {
  test.prop([fc.array(newEvent, { minLength: 1, maxLength: 20 })], { numRuns: 10 })(
    'is the same rows to Python',
    async (events) => {
      const folder = makeTempFolder();
      const store = openStore(storePlace(folder));
      try {
        store.writes.record(events);
        const text = await exported(store, 'a.csv', { format: 'csv', bom: true });
        const script =
          'import csv,json,sys\n' +
          'rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))\n' +
          'print(json.dumps(rows))';
        const read = execFileSync('python3', ['-c', script, join(store.folder, 'a.csv')]);
        const rows: unknown = JSON.parse(read.toString());
        expect(rows).toEqual(parse(text, { bom: true, record_delimiter: '\r\n' }));
        expect(rows).toHaveLength(events.length + 1);
      } finally {
        store.close();
        removeFolder(folder);
      }
    },
  );
});
