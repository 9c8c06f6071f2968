import { vi } from 'vitest';
import type { StoredEvent } from '#shared/model/audit-event.ts';
import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import { Answers } from '../../../src-main/store/answers.ts';
import { Lens } from '../../../src-main/store/lens/lens.ts';
import { Results } from '../../../src-main/store/queries/results.ts';
import { openReadConnection } from '../../../src-main/store/sql/connection.ts';
import type { ReadDb } from '../../../src-main/store/sql/connection.ts';
import type { Sliced, StoreReads } from '../../../src-main/store/store-api.ts';
import { registerTextFunctions } from '../../../src-main/store/text/text-functions.ts';
import { all } from '../../support/temp-store.ts';

/** Questions to a store through a connection of its own. */
export interface Asked {
  readonly db: ReadDb;
  readonly lens: Lens;
  readonly answers: Answers;
  readonly results: Results;
  readonly close: () => void;
}

/** @param chunkRows rows of a chunk of the lens; null to have SQL alone answer */
export function ask(path: string, chunkRows: number | null): Asked {
  const db = openReadConnection(path, { busyTimeoutMs: 1_000 });
  registerTextFunctions(db);
  const lens = new Lens(db, null, chunkRows ?? undefined);
  if (chunkRows !== null) all(lens.refresh());
  const answers = new Answers(db, lens);
  const results = new Results(db, (filter, order) => answers.rowset(filter, order));
  return { db, lens, answers, results, close: () => db.close() };
}

/** Every event by its number, without asking any filter. None may have been pruned. */
export function storedEvents(reads: StoreReads): StoredEvent[] {
  const { headSeq } = reads.facts();
  return Array.from({ length: headSeq }, (_, index) => reads.detail({ seq: index + 1 }).event);
}

/** A filter of one condition. */
export function having(
  field: EventFilter['terms'][number]['field'],
  ...values: string[]
): EventFilter {
  return { from: null, to: null, terms: [{ field, values, negated: false }] };
}

/** Order of two events as `order` has it, for `toSorted`. */
export function compareBy(order: EventOrder) {
  const sign = order === 'oldest' ? 1 : -1;
  return (
    a: { readonly occurredAt: number; readonly seq: number },
    b: { readonly occurredAt: number; readonly seq: number },
  ): number => sign * ((order === 'recorded' ? 0 : a.occurredAt - b.occurredAt) || a.seq - b.seq);
}

/** Runs several pieces of sliced work in turns, one slice each, as the reader thread does. */
export function inTurns<Value>(works: readonly Sliced<Value>[]): Value[] {
  const values: Value[] = [];
  const left = new Set(works.keys());
  while (left.size > 0) {
    for (const number of left) {
      const step = works[number]?.next();
      if (!step?.done) continue;
      values[number] = step.value;
      left.delete(number);
    }
  }
  return values;
}

/** What sliced work answers, and after how many slices. */
export function counted<Value>(work: Sliced<Value>): {
  readonly value: Value;
  readonly slices: number;
} {
  for (let slices = 1; ; slices += 1) {
    const step = work.next();
    if (step.done) return { value: step.value, slices };
  }
}

/** Has the clock show a second more at every look, so that work gives way wherever it can. */
export function hurryClock(): () => void {
  let now = performance.now();
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 1_000;
    return now;
  });
  return () => clock.mockRestore();
}
