import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { checkOf } from '../support/check-store.ts';
import { all, tempStore } from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';
import { linksOf } from './support/chain-model.ts';
import { cloudTrailEvents } from './support/cloudtrail.ts';
import { pagedIds } from './support/walk.ts';

const operator = { id: 'op', name: 'Olga' };
const SLICE = 500;

function importAll({ writes }: TempStore, events: ReturnType<typeof cloudTrailEvents>) {
  const { batch } = writes.beginImport({ operator, title: '55 files', files: ['x.json'] });
  for (let start = 0; start < events.length; start += SLICE) {
    writes.appendImport({
      batch,
      file: 0,
      events: events.slice(start, start + SLICE),
      rejected: 0,
    });
  }
  return writes.finishImport({ batch, outcome: 'done', format: 'cloudtrail' });
}

describe('2,900 real CloudTrail records', () => {
  it('are stored once, with originals that read back byte for byte, and are found as counted', () => {
    const store = tempStore();
    const events = cloudTrailEvents();
    expect(events).toHaveLength(2_900);
    expect(importAll(store, events)).toMatchObject({ read: 2_900, added: 2_900, duplicates: 0 });
    expect(importAll(store, events)).toMatchObject({ read: 2_900, added: 0, duplicates: 2_900 });
    for (const { event, raw } of events) {
      const { raw: kept } = store.reads.detail({ id: event.id });
      if (kept === null || !Buffer.from(kept).equals(raw)) expect(kept).toBe(raw.toString());
    }

    const actions = events.map(({ event }) => event.action);
    for (const action of new Set(actions)) {
      const { length } = actions.filter((one) => one === action);
      const filter = {
        ...EVERYTHING,
        terms: [{ field: 'action' as const, values: [action], negated: false }],
      };
      expect(all(store.reads.total(filter)), action).toBe(length);
    }
    const oldest = events
      .toSorted((a, b) => a.event.occurredAt - b.event.occurredAt)
      .map(({ event }) => event.id);
    const filter = { ...EVERYTHING, to: Date.UTC(2026, 0) };
    expect(pagedIds(store.reads, filter, 'oldest', 1_000)).toEqual(oldest);

    expect(store.reads.facts().events).toBe(2_902);
    expect(checkOf(store)).toEqual({ events: 2_902, firstBad: null, reason: '' });
    const { computed, stored } = linksOf(store.path);
    expect(stored).toEqual(computed);
    expect(store.reads.quickCheck()).toEqual([]);
  });
});
