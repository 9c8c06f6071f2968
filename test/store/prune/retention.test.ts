import { describe, expect, it } from 'vitest';
import type { RetentionRule } from '#shared/model/retention.ts';
import { makeEvent } from '../../support/make-event.ts';
import { all, tempStore } from '../../support/temp-store.ts';
import type { TempStore } from '../../support/temp-store.ts';
import { eventsOf, look, operator } from './support.ts';

const DAY_MS = 86_400_000;

/** One event of each category for every day of the last hundred. */
function hundredDays(): TempStore {
  const store = tempStore();
  const now = Date.now();
  store.writes.record(
    Array.from({ length: 100 }, (_, day) =>
      ['auth', 'data', 'task'].map((category) =>
        makeEvent({ category, occurredAt: now - day * DAY_MS - 1_000 }),
      ),
    ).flat(),
  );
  return store;
}

function rule(category: string | null, bounds: Partial<RetentionRule>): RetentionRule {
  return { category, maxAgeDays: null, keepNewest: null, isEnabled: true, ...bounds };
}

function counts(store: TempStore): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { category } of eventsOf(store)) found[category] = (found[category] ?? 0) + 1;
  return found;
}

describe('rules of retention', () => {
  it('prune their category by age or by number, and the rest by the rule without one', () => {
    const store = hundredDays();
    const rules = [
      rule(null, { maxAgeDays: 90 }),
      rule('auth', { maxAgeDays: 60 }),
      rule('data', { keepNewest: 10 }),
    ];
    store.writes.setRetention({ rules, operator });
    const { results, deleted } = all(store.writes.runRetention({ operator: null }));
    expect(results.map(({ category, deleted }) => [category, deleted])).toEqual([
      ['auth', 40],
      // Thirty days are kept, however many are to be.
      ['data', 70],
      [null, 10],
    ]);
    expect(deleted).toBe(120);
    expect(counts(store)).toEqual({ auth: 60, data: 30, task: 90, admin: 4 });
    const prunes = eventsOf(store).filter(({ action }) => action === 'prune');
    expect(
      prunes.map(({ source, actorType, affectedCount }) => [source, actorType, affectedCount]),
    ).toEqual([
      ['scheduled', 'system', 40],
      ['scheduled', 'system', 70],
      ['scheduled', 'system', 10],
    ]);
  });

  it('that are not enabled prune nothing, and still keep their category from the rule for the rest', () => {
    const store = hundredDays();
    const rules = [
      rule(null, { maxAgeDays: 50 }),
      rule('auth', { maxAgeDays: 1, isEnabled: false }),
    ];
    store.writes.setRetention({ rules, operator });
    all(store.writes.runRetention({ operator }));
    expect(counts(store)).toMatchObject({ auth: 100, data: 50, task: 50 });
    expect(eventsOf(store).at(-1)).toMatchObject({ source: 'manual', actorName: operator.name });
  });

  it('record nothing when nothing is due', () => {
    const store = hundredDays();
    store.writes.setRetention({ rules: [rule('auth', { maxAgeDays: 365 })], operator });
    const { headSeq } = store.reads.facts();
    expect(all(store.writes.runRetention({ operator: null }))).toMatchObject({ deleted: 0 });
    expect(store.reads.facts().headSeq).toBe(headSeq);
    expect(store.reads.retention().lastRunAt).toBeGreaterThan(0);
  });

  it('are set as a whole, with an event that says what was before, and none for the same again', () => {
    const store = hundredDays();
    const first = [rule('auth', { maxAgeDays: 60 }), rule(null, { keepNewest: 5 })];
    const second = [rule('task', { maxAgeDays: 7 }), rule('auth', { maxAgeDays: 61 })];
    expect(store.writes.setRetention({ rules: first, operator }).eventId).not.toBeNull();
    expect(
      store.writes.setRetention({ rules: [...first].toReversed(), operator }).eventId,
    ).toBeNull();
    store.writes.setRetention({ rules: second, operator });
    expect(store.reads.retention().rules).toEqual([second[1], second[0]]);
    expect(eventsOf(store).at(-1)).toMatchObject({
      action: 'retention.set',
      message: 'Set 2 rules of retention',
      changes: { old: { rules: first }, new: { rules: [second[1], second[0]] } },
    });
    expect(look(store, 'SELECT category FROM retention_rule')).toHaveLength(2);
  });
});
