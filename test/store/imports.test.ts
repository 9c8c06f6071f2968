import { describe, expect, it } from 'vitest';
import type { EventFilter } from '#shared/model/event-filter.ts';
import { checkOf } from '../support/check-store.ts';
import { HAPPENED_AT, makeEvent, makeImported } from '../support/make-event.ts';
import { tempStore } from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';
import { codeOf } from './support/files.ts';
import { pagedIds } from './support/walk.ts';

const operator = { id: 'op-1', name: 'Olga Operator' };

function begin({ writes }: TempStore, title = 'log.json'): number {
  return writes.beginImport({ operator, title, files: ['a.json', 'b.json'] }).batch;
}

function ofBatch(batch: number): EventFilter {
  return {
    from: null,
    to: null,
    terms: [{ field: 'batch', values: [String(batch)], negated: false }],
  };
}

describe('an import', () => {
  it('counts what it added, what was there and what was rejected, and records itself', () => {
    const store = tempStore();
    const batch = begin(store);
    const append = (ids: readonly string[], rejected: number, file = 0) =>
      store.writes.appendImport({
        batch,
        file,
        events: ids.map((id) => makeImported(id)),
        rejected,
      });
    expect(append(['a', 'b', 'a'], 2)).toEqual({ added: 2, duplicates: 1, headSeq: 2 });
    expect(append(['b', 'c'], 0, 1)).toEqual({ added: 1, duplicates: 1, headSeq: 3 });
    expect(append([], 4)).toEqual({ added: 0, duplicates: 0, headSeq: 3 });
    const finished = store.writes.finishImport({ batch, outcome: 'done', format: 'cloudtrail' });
    expect(finished).toMatchObject({ read: 11, added: 3, duplicates: 2, rejected: 6, headSeq: 4 });
    expect(store.reads.detail({ id: finished.eventId })).toMatchObject({
      event: {
        seq: 4,
        category: 'admin',
        action: 'import',
        source: 'import',
        outcome: 'success',
        severity: 'notice',
        actorId: 'op-1',
        actorName: 'Olga Operator',
        actorType: 'user',
        message: 'Imported 3 events from log.json (2 already there)',
        affectedCount: 3,
        totalCount: 3,
        targets: [{ type: 'batch', id: String(batch), name: 'log.json' }],
        metadata: {
          batch,
          format: 'cloudtrail',
          ending: 'done',
          added: 3,
          duplicates: 2,
          rejected: 6,
        },
        batch: null,
      },
      raw: null,
    });
    expect(checkOf(store)).toMatchObject({ events: 4, firstBad: null });
  });

  it('keeps of every event its original, its batch and the name of its file', () => {
    const store = tempStore();
    const batch = begin(store);
    const raws = ['', 'one line', '{"a":\n"ü\u{1F642}"}', 'x'.repeat(300_000)];
    const events = raws.map((raw, index) => makeImported(`e-${index}`, raw));
    store.writes.appendImport({ batch, file: 1, events, rejected: 0 });
    for (const [index, raw] of raws.entries()) {
      const detail = store.reads.detail({ id: `e-${index}` });
      expect(detail).toMatchObject({ raw, importedFrom: 'b.json', event: { batch } });
    }
    expect(pagedIds(store.reads, ofBatch(batch), 'recorded', 10)).toHaveLength(4);
  });

  it('adds nothing the second time, and counts every event as there already', () => {
    const store = tempStore();
    const events = Array.from({ length: 40 }, (_, index) => makeImported(`e-${index}`));
    const run = () => {
      const batch = begin(store);
      store.writes.appendImport({ batch, file: 0, events, rejected: 0 });
      return store.writes.finishImport({ batch, outcome: 'done', format: 't' });
    };
    expect(run()).toMatchObject({ read: 40, added: 40, duplicates: 0 });
    expect(run()).toMatchObject({ read: 40, added: 0, duplicates: 40 });
    // Two events record the two imports.
    expect(store.reads.facts().events).toBe(42);
  });

  it('keeps the first of two records with one id', () => {
    const store = tempStore();
    const batch = begin(store);
    store.writes.appendImport({
      batch,
      file: 0,
      events: [makeImported('same', 'first'), makeImported('same', 'second')],
      rejected: 0,
    });
    expect(store.reads.detail({ id: 'same' }).raw).toBe('first');
  });

  it('mixes with events that are recorded meanwhile, each with its own original or none', () => {
    const store = tempStore();
    const batch = begin(store);
    for (let round = 0; round < 12; round += 1) {
      const events = Array.from({ length: round + 1 }, (_, index) =>
        makeImported(`${round}-${index}`, `raw ${round}-${index}`),
      );
      store.writes.appendImport({ batch, file: 0, events, rejected: 0 });
      store.writes.record([makeEvent({ id: `own-${round}` })]);
    }
    for (let round = 0; round < 12; round += 1) {
      expect(store.reads.detail({ id: `own-${round}` }).raw).toBeNull();
      for (let index = 0; index <= round; index += 1) {
        expect(store.reads.detail({ id: `${round}-${index}` }).raw).toBe(`raw ${round}-${index}`);
      }
    }
    expect(checkOf(store)).toMatchObject({ firstBad: null });
  });

  it('that is cancelled keeps what it stored and says so', () => {
    const store = tempStore();
    const batch = begin(store);
    store.writes.appendImport({ batch, file: 0, events: [makeImported('a')], rejected: 0 });
    const { eventId } = store.writes.finishImport({ batch, outcome: 'cancelled', format: 't' });
    expect(store.reads.detail({ id: eventId }).event).toMatchObject({
      outcome: 'failure',
      message: 'Import of log.json was cancelled after 1 event',
      metadata: { ending: 'cancelled', added: 1 },
    });
    expect(store.reads.detail({ id: 'a' }).event.batch).toBe(batch);
  });

  it('stores a slice whole or not at all', () => {
    const store = tempStore();
    const batch = begin(store);
    const bad = {
      event: { ...makeEvent(), id: 'bad', category: null as unknown as string },
      raw: Buffer.from(''),
    };
    const append = (events: Parameters<typeof store.writes.appendImport>[0]['events']) =>
      store.writes.appendImport({ batch, file: 0, events, rejected: 1 });
    expect(() => append([makeImported('a'), bad])).toThrow();
    expect(store.reads.facts().events).toBe(0);
    append([makeImported('a')]);
    expect(store.writes.finishImport({ batch, outcome: 'done', format: 't' })).toMatchObject({
      read: 2,
      added: 1,
      rejected: 1,
    });
  });
});

describe('an import that is not running', () => {
  it('takes nothing after it was finished', () => {
    const store = tempStore();
    const batch = begin(store);
    store.writes.finishImport({ batch, outcome: 'done', format: 't' });
    const append = () =>
      store.writes.appendImport({ batch, file: 0, events: [makeImported('late')], rejected: 0 });
    expect(codeOf(append)).toBe('CONFLICT');
    expect(codeOf(() => store.writes.finishImport({ batch, outcome: 'done', format: 't' }))).toBe(
      'CONFLICT',
    );
    expect(codeOf(() => store.reads.detail({ id: 'late' }))).toBe('NOT_FOUND');
  });

  it('takes nothing if it was never begun', () => {
    const store = tempStore();
    const events = [makeImported('a')];
    expect(
      codeOf(() => store.writes.appendImport({ batch: 7, file: 0, events, rejected: 0 })),
    ).toBe('CONFLICT');
    expect(store.reads.facts().events).toBe(0);
  });

  it('takes nothing after another opening closed it as interrupted', () => {
    const first = tempStore();
    const batch = begin(first);
    first.writes.appendImport({ batch, file: 0, events: [makeImported('a')], rejected: 0 });
    // The same process opens the store again, as a writer thread that was started anew does.
    const second = tempStore(first);
    const append = () =>
      first.writes.appendImport({ batch, file: 0, events: [makeImported('b')], rejected: 0 });
    expect(codeOf(append)).toBe('CONFLICT');
    expect(codeOf(() => second.reads.detail({ id: 'b' }))).toBe('NOT_FOUND');
    expect(second.reads.detail({ seq: 2 }).event).toMatchObject({
      metadata: { ending: 'interrupted', added: 1 },
    });
  });
});

describe('the name of a thing', () => {
  it('is the one seen last, and finds all that touched it', () => {
    const store = tempStore();
    const touch = (id: string, name: string | null, at: number): void => {
      store.writes.record([
        makeEvent({
          id,
          occurredAt: HAPPENED_AT + at,
          targets: [{ type: 'seller', id: 's-1', name }],
        }),
      ]);
    };
    touch('one', 'Old Name', 0);
    touch('two', 'New Name', 1);
    touch('three', null, 2);
    const named = (value: string): string[] =>
      pagedIds(
        store.reads,
        { from: null, to: null, terms: [{ field: 'target', values: [value], negated: false }] },
        'oldest',
        10,
      );
    expect(named('New Name')).toEqual(['one', 'two', 'three']);
    expect(named('seller:s-1')).toEqual(['one', 'two', 'three']);
    expect(named('Old Name')).toEqual([]);
  });
});
