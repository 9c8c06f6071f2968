import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENT_ORDERS, EVERYTHING } from '#shared/model/event-filter.ts';
import { DEFAULT_COLUMNS, EXPORT_COLUMNS } from '#shared/model/export.ts';
import { toEventJson } from '#shared/model/event-json.ts';
import { isSignedBy, headText } from '../../../src-main/store/chain/statement.ts';
import type { Progress } from '../../../src-main/store/store-api.ts';
import { makeEvents, makeImported } from '../../support/make-event.ts';
import {
  all,
  makeTempFolder,
  openStore,
  removeFolder,
  storePlace,
  tempStore,
} from '../../support/temp-store.ts';
import type { TempStore } from '../../support/temp-store.ts';
import { tamper } from '../review/support.ts';
import { eventFilter, newEvent } from '../support/arbitraries.ts';
import { rejectionOf, sha256Of } from '../support/files.ts';
import { pagedIds } from '../support/walk.ts';
import { exportTo, exported, linesOf, operator, withJobs, workOf } from './support.ts';

/** Imports some records into a store. */
function importInto({ writes }: TempStore, ids: readonly string[]): void {
  const { batch } = writes.beginImport({ operator, title: 't', files: ['t'] });
  const events = ids.map((id) => makeImported(id, `{"the":"original of ${id}"}`));
  writes.appendImport({ batch, file: 0, events, rejected: 0 });
  writes.finishImport({ batch, outcome: 'done', format: 't' });
}

/** Names in the folder of a store that an export could have left there. */
function leftBehind({ folder }: TempStore): string[] {
  return readdirSync(folder).filter((name) => !/^(?:trail\.db.*|state)$/u.test(name));
}

describe('exported events', () => {
  const folder = makeTempFolder();
  let store: TempStore;
  let exports = 0;

  beforeAll(() => {
    store = openStore(storePlace(folder));
    const sampled = fc.sample(newEvent, { numRuns: 120, seed: 7 });
    store.writes.record(sampled.slice(0, 60));
    const { batch } = store.writes.beginImport({ operator, title: 't', files: ['t'] });
    const events = sampled.slice(60).map((event, index) => ({
      event: { ...event, id: `i-${index}` },
      raw: Buffer.from(`{"r":${index}}`),
    }));
    store.writes.appendImport({ batch, file: 0, events, rejected: 0 });
    store.writes.finishImport({ batch, outcome: 'done', format: 't' });
    const every = (step: number): number[] =>
      Array.from({ length: Math.floor(100 / step) }, (_, index) => (index + 1) * step);
    const flagging = { selection: { seqs: every(2) }, flagged: true, note: null, operator };
    store.writes.flagEvents(flagging);
    store.writes.placeHold({ selection: { seqs: every(5) }, reason: 'case', operator });
    for (const seq of every(9)) store.writes.addNote({ seq, text: 'n', operator });
  });
  afterAll(() => {
    store.close();
    removeFolder(folder);
  });

  test.prop([eventFilter, fc.constantFrom(...EVENT_ORDERS)], { numRuns: 300 })(
    'are those that the list has, in its order',
    async (filter, order) => {
      const listed = pagedIds(store.reads, filter, order, 100);
      exports += 1;
      const text = await exported(store, `ids-${exports}.jsonl`, {
        filter,
        order,
        columns: ['id'],
      });
      expect(linesOf(text).map(({ id }) => id)).toEqual(listed);
    },
  );

  it('have every field, as annals query prints them', async () => {
    const page = {
      filter: EVERYTHING,
      order: 'oldest',
      limit: 1_000,
      offset: 0,
      cursor: null,
    } as const;
    const listed = all(store.reads.page(page)).items.filter(({ action }) => action !== 'export');
    const events = listed.map(toEventJson);
    const filter = {
      ...EVERYTHING,
      terms: [{ field: 'action' as const, values: ['export'], negated: true }],
    };
    const asked = { filter, order: 'oldest' } as const;
    expect(linesOf(await exported(store, 'whole.jsonl', asked))).toEqual(events);
    const document = JSON.parse(
      await exported(store, 'whole.json', { ...asked, format: 'json' }),
    ) as Record<string, unknown>;
    expect(document).toMatchObject({
      format: 'annals.export.v1',
      profile: 'native',
      query: '-action:export',
      count: events.length,
      timeZone: 'Europe/Amsterdam',
    });
    expect(document['events']).toEqual(events);
    const csv = await exported(store, 'whole.csv', {
      ...asked,
      format: 'csv',
      formulaGuard: false,
    });
    const rows: unknown = parse(csv, { columns: true, record_delimiter: '\r\n' });
    expect(rows).toEqual(
      events.map((event) =>
        Object.fromEntries(Object.entries(event).map(([name, value]) => [name, plainCell(value)])),
      ),
    );
  });
});

/** What a cell says of a value, written the plain way. */
function plainCell(value: unknown): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

describe('an export', () => {
  it('stands beside a manifest, and both stand behind an event', async () => {
    const store = tempStore();
    store.writes.record(makeEvents(4));
    const filter = { from: 1, to: null, terms: [] };
    const result = await exportTo(store, 'out.csv', { format: 'csv', filter, bom: true });
    const path = join(store.folder, 'out.csv');
    const manifestPath = join(store.folder, 'out.csv.manifest.json');
    expect(result).toMatchObject({
      matched: 4,
      written: 4,
      file: 'out.csv',
      manifest: 'out.csv.manifest.json',
      sha256: sha256Of(path),
      bytes: readFileSync(path).length,
      headSeq: 5,
    });
    expect(readFileSync(path).subarray(0, 6).toString()).toBe('\uFEFFseq');
    const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as ManifestJson;
    expect(manifest).toMatchObject({
      format: 'annals.manifest.v1',
      app: { name: 'Annals', version: '1.2.3' },
      operator,
      file: { name: 'out.csv', sha256: result.sha256, bytes: result.bytes },
      events: 4,
      selection: { filter, query: 'from:1970-01-01T00:00:00.001Z', order: 'newest' },
      export: {
        format: 'csv',
        profile: 'native',
        columns: DEFAULT_COLUMNS,
        bom: true,
        formulaGuard: true,
      },
      timeZone: 'Europe/Amsterdam',
      chain: store.reads.facts().chainId,
      head: { seq: 4, retained: 4, pruned: 0 },
    });
    const { event } = store.reads.detail({ id: result.eventId });
    expect(event).toMatchObject({
      category: 'admin',
      action: 'export',
      outcome: 'success',
      source: 'export',
      actorId: 'op',
      message: 'Exported 4 events as CSV',
      affectedCount: 4,
      totalCount: 4,
      metadata: {
        format: 'csv',
        filter,
        file: 'out.csv',
        sha256: result.sha256,
        manifestSha256: sha256Of(manifestPath),
      },
    });
    expect(leftBehind(store)).toEqual(['out.csv', 'out.csv.manifest.json']);
  });

  it('has a signed head of its moment in the manifest', async () => {
    const store = tempStore();
    store.writes.record(makeEvents(3));
    await exportTo(store, 'out.jsonl');
    const text = readFileSync(join(store.folder, 'out.jsonl.manifest.json'), 'utf8');
    const { chain, head } = JSON.parse(text) as ManifestJson;
    const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
    const statement = { ...head, link: bytes(head.link), at: Date.parse(head.at) };
    const signed = (change: object): boolean =>
      isSignedBy(
        bytes(head.publicKey),
        headText(bytes(chain), { ...statement, ...change }),
        bytes(head.signature),
      );
    expect(signed({})).toBe(true);
    expect(signed({ seq: 2 })).toBe(false);
    expect(head.link).toBe(store.reads.detail({ seq: 3 }).event.hash);
  });

  it('is of one moment, whatever is recorded meanwhile', () => {
    const store = tempStore();
    store.writes.record(makeEvents(3_000));
    withJobs(store, (jobs) => {
      const work = jobs.writeExport(workOf(store, 'out.jsonl', { order: 'oldest' }));
      let steps = 0;
      for (;;) {
        const step = work.next();
        if (step.done) {
          expect(step.value.events).toBe(3_000);
          const written = linesOf(readFileSync(step.value.file.partial, 'utf8'));
          expect(written.map(({ seq }) => seq)).toEqual(
            Array.from({ length: 3_000 }, (_, index) => index + 1),
          );
          break;
        }
        steps += 1;
        store.writes.record(makeEvents(5));
      }
      expect(steps).toBeGreaterThan(2);
    });
  });

  it('tells how far it is, and leaves nothing when it is given up', () => {
    const store = tempStore();
    store.writes.record(makeEvents(3_000));
    withJobs(store, (jobs) => {
      const told: Progress[] = [];
      const work = jobs.writeExport(workOf(store, 'out.csv', { format: 'csv' }));
      while (told.length < 3) {
        const { value, done } = work.next();
        if (done) throw new Error('it ended');
        if (value) told.push(value);
        expect(leftBehind(store).every((name) => name.endsWith('.annals-partial'))).toBe(true);
      }
      expect(told.every(({ total }) => total === 3_000)).toBe(true);
      expect(told.map(({ done }) => done)).toEqual(
        told.map(({ done }) => done).toSorted((a, b) => a - b),
      );
      expect(leftBehind(store)).toHaveLength(1);
      work.return(undefined as never);
      expect(leftBehind(store)).toEqual([]);
      // The connection is free for the next.
      expect(all(jobs.writeExport(workOf(store, 'out.csv'))).events).toBe(3_000);
    });
  });

  it('writes the columns that were asked for, in their order', async () => {
    const store = tempStore();
    store.writes.record(makeEvents(1, { message: '=1+1', durationMs: 12 }));
    const columns = ['durationMs', 'message', 'actorName'] as const;
    expect(await exported(store, 'a.csv', { format: 'csv', columns: [...columns] })).toBe(
      "durationMs,message,actorName\r\n12,'=1+1,Ada Admin\r\n",
    );
    expect(await exported(store, 'a.jsonl', { columns: [...columns] })).toContain(
      '{"durationMs":12,"message":"=1+1","actorName":"Ada Admin"}\n',
    );
  });

  it('has the originals of imported events where they are asked for', async () => {
    const store = tempStore();
    store.writes.record(makeEvents(1));
    importInto(
      store,
      Array.from({ length: 40 }, (_, index) => `i-${index}`),
    );
    for (const order of EVENT_ORDERS) {
      const asked = { raw: true, order, columns: ['id'] as ['id'] };
      const events = linesOf(await exported(store, `${order}.jsonl`, asked));
      const originals = events.filter(({ id }) => String(id).startsWith('i-'));
      expect(originals).toHaveLength(40);
      for (const { id, raw } of originals) expect(raw).toBe(`{"the":"original of ${String(id)}"}`);
      expect(events.filter(({ raw }) => raw === null).length).toBe(events.length - 40);
    }
    const ecs = linesOf(
      await exported(store, 'ecs.jsonl', { raw: true, profile: 'ecs', order: 'recorded' }),
    ).find((event) => 'original' in (event['event'] as object));
    expect(ecs).toMatchObject({ event: { original: '{"the":"original of i-39"}' } });
    const without = await exported(store, 'without.jsonl', { profile: 'ocsf' });
    expect(without).not.toContain('raw_data');
  });

  it('escapes what some readers take for line ends', async () => {
    const store = tempStore();
    store.writes.record(makeEvents(1, { message: 'a\u2028b', metadata: { k: 'c\u2029d' } }));
    for (const format of ['json', 'jsonl'] as const) {
      const text = await exported(store, `a.${format}`, { format });
      expect(text).not.toMatch(/[\u2028\u2029]/u);
      expect(text).toContain(String.raw`a\u2028b`);
    }
  });

  it('of nothing is a whole file too', async () => {
    const store = tempStore();
    const filter = {
      ...EVERYTHING,
      terms: [{ field: 'action' as const, values: ['none'], negated: false }],
    };
    expect(await exported(store, 'a.csv', { filter, format: 'csv', columns: ['id'] })).toBe(
      'id\r\n',
    );
    expect(await exported(store, 'a.jsonl', { filter })).toBe('');
    const document = await exported(store, 'a.json', { filter, format: 'json' });
    expect(JSON.parse(document)).toMatchObject({ count: 0, events: [] });
  });
});

interface ManifestJson {
  readonly chain: string;
  readonly head: {
    readonly seq: number;
    readonly link: string;
    readonly retained: number;
    readonly pruned: number;
    readonly at: string;
    readonly publicKey: string;
    readonly signature: string;
  };
}

describe('an export that cannot be made', () => {
  it('says how many match, and which filters would help', async () => {
    const store = tempStore();
    store.writes.record(makeEvents(6, { category: 'data' }));
    store.writes.record(makeEvents(4));
    const failure = await rejectionOf(exportTo(store, 'a.csv', { maxEvents: 7 }));
    expect(failure.code).toBe('INVALID_INPUT');
    expect(failure.message).toBe('10 events match, more than the limit of 7.');
    expect(failure.hint).toMatch(/^Take what happened .* or the category “data” \(6 events\)\.$/u);
    const from = Date.parse(/from (\S+) on/u.exec(failure.hint)?.[1] ?? '');
    const narrowed = { from, to: null, terms: [] };
    const promised = Number(/\((\d+) events?\)/u.exec(failure.hint)?.[1]);
    // The failed export is an event too, of another time.
    const there = all(store.reads.total({ ...narrowed, to: Date.UTC(2026, 2, 5) }));
    expect(there).toBe(promised);
    expect(promised).toBeLessThanOrEqual(7);
    expect(leftBehind(store)).toEqual([]);
  });

  it('is recorded as failed', async () => {
    const store = tempStore();
    store.writes.record(makeEvents(3));
    await rejectionOf(exportTo(store, 'a.csv', { format: 'csv', maxEvents: 1 }));
    expect(store.reads.detail({ seq: 4 }).event).toMatchObject({
      action: 'export',
      outcome: 'failure',
      message: 'The export of events as CSV failed',
      errorType: 'INVALID_INPUT',
      metadata: { file: 'a.csv', format: 'csv' },
    });
  });

  it('leaves a file that is there alone, unless it is to be replaced', async () => {
    const store = tempStore();
    store.writes.record(makeEvents(3));
    await exportTo(store, 'a.jsonl');
    const before = sha256Of(join(store.folder, 'a.jsonl'));
    expect(await rejectionOf(exportTo(store, 'a.jsonl'))).toMatchObject({
      code: 'FILE_UNWRITABLE',
    });
    expect(sha256Of(join(store.folder, 'a.jsonl'))).toBe(before);
    const replaced = await exportTo(store, 'a.jsonl', {}, { replaces: true });
    expect(sha256Of(join(store.folder, 'a.jsonl'))).toBe(replaced.sha256);
    expect(replaced.sha256).not.toBe(before);
    mkdirSync(join(store.folder, 'b.jsonl'));
    expect(await rejectionOf(exportTo(store, 'b.jsonl', {}, { replaces: true }))).toMatchObject({
      code: 'FILE_UNWRITABLE',
    });
  });

  it('says which event of a damaged store cannot be written', async () => {
    const store = tempStore();
    store.writes.record(makeEvents(3));
    tamper(
      store,
      `DROP TRIGGER event_is_append_only_update;
       UPDATE event SET occurred_at = 900000000000000000 WHERE seq = 2`,
    );
    const failure = await rejectionOf(exportTo(store, 'a.csv', { format: 'csv' }));
    expect(failure).toMatchObject({ code: 'STORE_CORRUPT' });
    expect(failure.message).toContain('Event 2 ');
    expect(leftBehind(store)).toEqual([]);
  });

  it('says so where there is no folder', async () => {
    const store = tempStore();
    const path = join(store.folder, 'no', 'such', 'a.csv');
    const failure = await rejectionOf(exportTo(store, 'a.csv', {}, { path }));
    expect(failure.code).toBe('FILE_UNWRITABLE');
    expect(failure.message).toContain(path);
    expect(existsSync(path)).toBe(false);
  });

  it('is not even begun if it says more than an event can hold', async () => {
    const store = tempStore();
    const values = Array.from({ length: 100 }, (_, index) => `${index}`.padEnd(500, 'x'));
    const term = { field: 'action' as const, values, negated: false };
    const filter = { ...EVERYTHING, terms: Array.from({ length: 10 }, () => term) };
    expect(await rejectionOf(exportTo(store, 'a.csv', { filter }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(leftBehind(store)).toEqual([]);
  });
});

describe('the columns of an export', () => {
  it('are the fields of an event, and the original', () => {
    const store = tempStore();
    store.writes.record(makeEvents(1));
    const [event] = all(
      store.reads.page({ filter: EVERYTHING, order: 'oldest', limit: 1, offset: 0, cursor: null }),
    ).items;
    expect([...Object.keys(event ?? {}), 'raw'].toSorted()).toEqual(EXPORT_COLUMNS.toSorted());
  });
});
