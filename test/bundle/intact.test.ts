import { fc } from '@fast-check/vitest';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { toEventJson } from '#shared/model/event-json.ts';
import type { EventJson } from '#shared/model/event-json.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { verifyBundle } from '../../src-main/bundle/verify.mjs';
import { eventFilter, newEvent } from '../store/support/arbitraries.ts';
import { makeEvents, makeImported } from '../support/make-event.ts';
import { all, makeTempFolder, openStore, removeFolder, storePlace } from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';
import { OPERATOR, makeBundle, verdictOf } from './support/bundle.ts';
import { fillEvidence, inCategory, pruneAll } from './support/evidence-store.ts';
import { unzip } from './support/zip.ts';

/** The values of a file with one JSON value a line. */
function linesOf<Value>(files: ReadonlyMap<string, Buffer>, name: string): Value[] {
  const lines = (files.get(name) ?? '').toString().split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Value);
}

/** Every event that matches, in the order of recording. */
function matching({ reads }: TempStore, filter: typeof EVERYTHING): EventJson[] {
  const request = { filter, order: 'recorded', limit: 1_000, offset: 0, cursor: null } as const;
  return all(reads.page(request)).items.map(toEventJson).toReversed();
}

describe('a bundle', () => {
  it('of any filter over any store verifies, and has the events that match', async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ record: fc.array(newEvent, { maxLength: 8 }) }) },
      { weight: 2, arbitrary: fc.record({ importFrom: fc.nat({ max: 50 }) }) },
      { weight: 1, arbitrary: fc.record({ prune: eventFilter }) },
      { weight: 1, arbitrary: fc.record({ flag: eventFilter }) },
    );
    const take = (store: TempStore, act: Step): void => {
      const { writes } = store;
      if ('record' in act) writes.record(act.record);
      if ('prune' in act) pruneAll(store, act.prune);
      if ('flag' in act) {
        const selection = { filter: act.flag };
        writes.flagEvents({ selection, flagged: true, note: null, operator: OPERATOR });
      }
      if (!('importFrom' in act)) return;
      const { batch } = writes.beginImport({ operator: OPERATOR, title: 'a', files: ['a'] });
      const events = Array.from({ length: 20 }, (_, index) =>
        makeImported(`i-${act.importFrom + index}`),
      );
      writes.appendImport({ batch, events, rejected: 0 });
      writes.finishImport({ batch, outcome: 'done', format: 'test' });
    };
    type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), eventFilter, async (steps, filter) => {
        const folder = makeTempFolder();
        const store = openStore(storePlace(folder));
        try {
          for (const act of steps) take(store, act);
          const expected = matching(store, filter);
          fc.pre(expected.length > 0);
          const bundle = await makeBundle(store, { filter });
          const verdict = await verifyBundle(bundle.path);
          expect(verdict).toMatchObject({ verdict: 'intact', events: expected.length });
          expect(linesOf(unzip(bundle.path), 'events.jsonl')).toEqual(expected);
        } finally {
          store.close();
          removeFolder(folder);
        }
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('of events around prunes says what was pruned, and by which event', async () => {
    const place = storePlace();
    fillEvidence(place);
    const bundle = await makeBundle(place, { filter: inCategory('case') });
    const verdict = await verdictOf(bundle.path);
    expect(verdict).toMatchObject({ verdict: 'intact', firstBad: null, events: 45 });
    expect(verdict.range).toMatchObject({ first: 6, pruned: 24 });
    const proofOnly = linesOf<{ in?: boolean; row: readonly unknown[] }>(
      unzip(bundle.path),
      'chain.jsonl',
    ).filter((line) => line.in === false);
    expect(proofOnly.map(({ row }) => row[4])).toEqual(['prune', 'prune']);
  });

  it('has originals byte for byte, flags, notes and holds', async () => {
    const place = storePlace();
    fillEvidence(place);
    const { path } = await makeBundle(place, { filter: inCategory('case') });
    const files = unzip(path);
    const originals = linesOf<{ text?: string; base64?: string }>(files, 'originals.jsonl');
    expect(originals).toHaveLength(30);
    expect(originals[0]?.base64).toBe(Buffer.from([0xff, 0, 0, 0x0a]).toString('base64'));
    expect(originals[1]?.text).toBe('{"record":1,"é":"\u0007"}');
    const reviewed = linesOf<{ seq: number }>(files, 'review.jsonl');
    expect(reviewed).toHaveLength(45);
    expect(reviewed[0]).toMatchObject({
      seq: 6,
      flag: { note: 'look at these', operator: 'Olga Operator' },
      notes: [{ text: 'It was me.\nReally.' }],
      holds: [1],
    });
    expect(linesOf(files, 'holds.jsonl')).toMatchObject([{ id: 1, reason: 'case 7' }]);
  });

  it('of numbers has the events that are there between them', async () => {
    const place = storePlace();
    fillEvidence(place);
    const ranges = [
      { first: 4, last: 12 },
      { first: 40, last: 1_000_000 },
    ];
    const bundle = await makeBundle(place, { ranges });
    const seqs = linesOf<EventJson>(unzip(bundle.path), 'events.jsonl').map(({ seq }) => seq);
    const db = new Database(place.path, { readonly: true });
    const there = db
      .prepare<[], number>('SELECT seq FROM event WHERE seq BETWEEN 4 AND 12 OR seq >= 40')
      .pluck()
      .all();
    db.close();
    expect(seqs).toEqual(there);
    expect(await verifyBundle(bundle.path)).toMatchObject({ verdict: 'intact' });
  });

  it('reaches to the first checkpoint that covers its events, and not further', async () => {
    const store = openStore(storePlace());
    store.writes.record(makeEvents(1_000));
    store.writes.record(makeEvents(1_500));
    store.close();
    const early = await makeBundle(store, { ranges: [{ first: 10, last: 20 }] });
    const late = await makeBundle(store, { ranges: [{ first: 990, last: 1_001 }] });
    expect([early.first, early.last]).toEqual([10, 1_000]);
    expect([late.first, late.last]).toEqual([990, 2_500]);
    for (const { path } of [early, late]) {
      expect(await verifyBundle(path)).toMatchObject({ verdict: 'intact' });
    }
  });

  it('of a snapshot does not know what is recorded while it is written', async () => {
    const store = openStore(storePlace());
    store.writes.record(makeEvents(900));
    const writing = makeBundle(store, { filter: EVERYTHING });
    store.writes.record(makeEvents(900));
    const bundle = await writing;
    store.close();
    expect(await verifyBundle(bundle.path)).toMatchObject({ verdict: 'intact', events: 900 });
  });
});
