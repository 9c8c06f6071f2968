import { readFileSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import { MIN_AGE_DAYS } from '#shared/model/limits.ts';
import { HAPPENED_AT, makeEvent, makeEvents, makeImported } from '../../support/make-event.ts';
import { all, tempStore } from '../../support/temp-store.ts';
import type { TempStore } from '../../support/temp-store.ts';
import { codeOf } from '../support/files.ts';
import { apply, eventsOf, look, operator, plan, prune } from './support.ts';

function storeOf(count: number): TempStore {
  const store = tempStore();
  store.writes.record(makeEvents(count));
  return store;
}

function having(field: 'action' | 'category' | 'text', value: string): EventFilter {
  return { ...EVERYTHING, terms: [{ field, values: [value], negated: false }] };
}

function hold({ writes }: TempStore, seqs: number[]): number {
  return writes.placeHold({ selection: { seqs }, reason: 'case 7', operator }).hold;
}

describe('a prune', () => {
  it('is one event that says what went, why, and who did it', () => {
    const store = storeOf(10);
    hold(store, [2]);
    const { eventId, ...result } = prune(store, { before: HAPPENED_AT + 5 });
    expect(result).toMatchObject({ deleted: 4, keptByHold: 1, headSeq: 12 });
    const { event } = store.reads.detail({ id: eventId ?? '' });
    expect(event).toMatchObject({
      action: 'prune',
      category: 'admin',
      source: 'manual',
      outcome: 'success',
      actorId: operator.id,
      actorName: operator.name,
      message: 'Pruned 4 events from before 2026-03-04T05:06:07.094Z; 1 event kept by hold',
      affectedCount: 4,
      totalCount: 11,
      metadata: { runs: 2, firstSeq: 1, lastSeq: 5, keptByHold: 1, byCategory: { auth: 4 } },
    });
    expect(eventsOf(store).filter(({ action }) => action === 'prune')).toHaveLength(1);
  });

  it('writes no event where nothing is to go', () => {
    const store = storeOf(3);
    expect(prune(store, { before: HAPPENED_AT })).toMatchObject({ deleted: 0, eventId: null });
    expect(store.reads.facts().headSeq).toBe(3);
  });

  it('keeps the newest of those that match, and young ones besides', () => {
    const store = tempStore();
    const day = 86_400_000;
    const now = Date.now();
    store.writes.record(
      Array.from({ length: 60 }, (_, index) => makeEvent({ occurredAt: now - index * day - 1 })),
    );
    const scope = { filter: having('category', 'auth'), keepNewest: 10 };
    expect(plan(store, { ...scope, minAgeDays: MIN_AGE_DAYS }).delete).toBe(30);
    expect(plan(store, { ...scope, minAgeDays: 0 }).delete).toBe(50);
  });

  it('never takes what is held by an entity or by a filter, also if the hold came after the plan', () => {
    const store = tempStore();
    const seller = { type: 'seller', id: 's-1', name: null };
    store.writes.record([
      makeEvent({ targets: [seller] }),
      makeEvent({ action: 'user.logout' }),
      makeEvent(),
    ]);
    const planned = plan(store);
    store.writes.placeHold({
      selection: { entity: { type: 'seller', id: 's-1' } },
      reason: 'a',
      operator,
    });
    store.writes.placeHold({
      selection: { filter: having('action', 'user.logout') },
      reason: 'b',
      operator,
    });
    expect(codeOf(() => apply(store, planned))).toBe('STALE_PLAN');
    expect(prune(store, { filter: having('category', 'auth') })).toMatchObject({
      deleted: 1,
      keptByHold: 2,
    });
    expect(eventsOf(store).map(({ seq }) => seq)).toEqual([1, 2, 4, 5, 6]);
  });

  it('takes what was held once the hold is released, and keeps what tells of holds and prunes', () => {
    const store = storeOf(3);
    const number = hold(store, [2]);
    prune(store);
    store.writes.releaseHold({ hold: number, reason: 'closed', operator });
    prune(store);
    expect(eventsOf(store).map(({ action }) => action)).toEqual([
      'hold',
      'prune',
      'hold.release',
      'prune',
    ]);
  });

  it('does not apply a plan twice, nor one of another store, nor one that nobody made', () => {
    const store = storeOf(3);
    const planned = plan(store);
    apply(store, planned);
    expect(codeOf(() => apply(store, planned))).toBe('NOT_FOUND');
    const other = tempStore({ ...store, path: `${store.path}-2` });
    other.writes.record(makeEvents(3));
    expect(codeOf(() => apply(store, plan(other)))).toBe('STALE_PLAN');
    expect(codeOf(() => apply(store, { ...planned, plan: 'p_0000000000000000' }))).toBe(
      'NOT_FOUND',
    );
  });

  it('says nothing of events recorded after its plan', () => {
    const store = storeOf(3);
    const planned = plan(store);
    store.writes.record(makeEvents(2));
    expect(apply(store, planned).deleted).toBe(3);
    expect(eventsOf(store).map(({ seq }) => seq)).toEqual([4, 5, 6]);
  });

  it('deletes nothing where an event is not what was recorded', () => {
    const store = storeOf(5);
    const db = new Database(store.path);
    db.exec(`DROP TRIGGER event_is_append_only_update;
      UPDATE event SET message = 'nothing happened' WHERE seq = 3;`);
    db.close();
    const planned = plan(store);
    expect(() => apply(store, planned)).toThrow(/Event 3 is not what it was/u);
    expect(eventsOf(store)).toHaveLength(5);
    expect(look(store, 'SELECT * FROM prune')).toEqual([]);
  });

  it('deletes nothing where its event cannot be recorded', () => {
    const store = storeOf(5);
    const planned = plan(store);
    const db = new Database(store.path);
    db.exec(`CREATE TRIGGER no_more BEFORE INSERT ON event
      BEGIN SELECT RAISE(ABORT, 'no more'); END`);
    db.close();
    expect(() => apply(store, planned)).toThrow();
    expect(eventsOf(store)).toHaveLength(5);
    expect(look(store, 'SELECT * FROM prune')).toEqual([]);
    expect(look(store, 'SELECT * FROM prune_todo')).toEqual([]);
  });

  it('can be given up until it begins to delete, and leaves nothing of it then', () => {
    const store = storeOf(2_000);
    const work = store.writes.applyPrune({ plan: plan(store).plan, archive: null, operator });
    work.next();
    work.return(undefined as never);
    expect(look(store, 'SELECT * FROM prune')).toEqual([]);
    expect(store.reads.facts().events).toBe(2_000);
  });

  it('lets others record while it runs, but no hold be placed', () => {
    const store = storeOf(3_000);
    const work = store.writes.applyPrune({ plan: plan(store).plan, archive: null, operator });
    while (look(store, 'SELECT 1 FROM prune_todo LIMIT 1').length === 0) work.next();
    expect(store.writes.record([makeEvent()])).toMatchObject([{ seq: 3_002 }]);
    expect(codeOf(() => hold(store, [3_002]))).toBe('JOB_RUNNING');
    expect(codeOf(() => prune(store))).toBe('JOB_RUNNING');
    expect(all(work)).toMatchObject({ deleted: 3_000 });
    expect(hold(store, [3_002])).toBe(1);
  });

  it('leaves no word of what it deleted in the files of the store', () => {
    const store = tempStore();
    const secret = (what: string): string => `zyxwv-${what}-marker`;
    const { writes } = store;
    writes.record([
      ...makeEvents(50),
      makeEvent({
        message: secret('message'),
        actorName: secret('actor'),
        metadata: { key: secret('metadata') },
        targets: [{ type: 'seller', id: secret('target'), name: secret('name') }],
      }),
    ]);
    const { batch } = writes.beginImport({ operator, title: 'a.json', files: ['a.json'] });
    writes.appendImport({
      batch,
      events: [makeImported('x-1', 'kept'), makeImported('x-2', secret('raw'))],
      rejected: 0,
    });
    writes.finishImport({ batch, outcome: 'done', format: 'test' });
    while (writes.indexText().upTo < store.reads.facts().headSeq);
    writes.addNote({ seq: 51, text: secret('note'), operator });
    writes.indexText();
    const gone = look<{ seq: number }>(
      store,
      `SELECT seq FROM event WHERE seq = 51 OR id = 'x-2' OR action = 'note'`,
    );
    expect(gone).toHaveLength(3);
    const bytes = (): string => `${readFileSync(store.path, 'latin1')}${walOf(store)}`;
    expect(bytes()).toContain('zyxwv');
    const kept = hold(
      store,
      eventsOf(store).flatMap(({ seq }) => (gone.some((row) => row.seq === seq) ? [] : [seq])),
    );
    prune(store);
    expect(bytes()).not.toContain('zyxwv');
    // Not even in three characters of the index of text.
    expect(
      look(store, `SELECT term FROM event_text_term WHERE term IN ('zyx', 'yxw', 'xwv')`),
    ).toEqual([]);
    expect(store.reads.detail({ id: 'x-1' }).raw).toBe('kept');
    expect(kept).toBe(1);
  });

  it('gives the space back, and says how much', () => {
    const store = tempStore();
    store.writes.record(makeEvents(4_000, { metadata: { text: 'lorem ipsum '.repeat(40) } }));
    const planned = plan(store, { before: HAPPENED_AT + 3_000 });
    const before = store.reads.facts().bytes;
    const { freedBytes } = apply(store, planned);
    const after = store.reads.facts().bytes;
    expect(freedBytes).toBe(before - after);
    expect(statSync(store.path).size).toBe(after);
    expect(after).toBeLessThan(before * 0.45);
    expect(planned.bytes / freedBytes).toBeGreaterThan(0.7);
    expect(planned.bytes / freedBytes).toBeLessThan(1.4);
  });
});

function walOf({ path }: TempStore): string {
  try {
    return readFileSync(`${path}-wal`, 'latin1');
  } catch {
    return '';
  }
}
