import Database from 'better-sqlite3';
import { EVERYTHING } from '../../../src-shared/model/event-filter.ts';
import { openReads, openWrites } from '../../../src-main/store/open-store.ts';
import { finish } from '../../../src-main/store/sliced.ts';
import type { Sliced } from '../../../src-main/store/store-api.ts';
import type { PreparedStore } from '../prepared-store.ts';
import { onCopy } from './store-copy.ts';

export interface PruneMeasurement {
  readonly deleted: number;
  /** Finding what goes, in seconds. */
  readonly planSeconds: number;
  /** Checking, recording, deleting, purging and giving back space. */
  readonly applySeconds: number;
  /** Of those, until the last event was deleted. */
  readonly deleteSeconds: number;
  readonly freedBytes: number;
  /** The longest time for which nothing else could be written, in milliseconds. */
  readonly longestSliceMs: number;
  /** DELETE of the same rows from the same tables with the same indexes, triggers dropped. */
  readonly bareSeconds: number;
}

const OPERATOR = { id: 'bench', name: 'Benchmark' };

/** Prunes the older half of a copy of the store, and deletes the same of another with plain SQL. */
export async function measurePrune(store: PreparedStore): Promise<PruneMeasurement> {
  const middle = middleOf(store);
  const pruned = await onCopy(store, ({ path, stateFolder }) => {
    const reader = openReads(path, { stateFolder });
    const scope = { filter: EVERYTHING, before: middle, keepNewest: null, minAgeDays: 0 };
    const plannedAt = performance.now();
    const { plan } = finish(reader.reads.planPrune({ scope, action: 'prune' }));
    const planSeconds = (performance.now() - plannedAt) / 1000;
    reader.close();
    const { writes, close } = openWrites(path, { stateFolder });
    const startedAt = performance.now();
    const { value, longestSliceMs, fullAt } = inSlices(
      writes.applyPrune({ plan, archive: null, operator: OPERATOR }),
    );
    const applySeconds = (performance.now() - startedAt) / 1000;
    close();
    return {
      deleted: value.deleted,
      freedBytes: value.freedBytes,
      planSeconds,
      applySeconds,
      deleteSeconds: (fullAt - startedAt) / 1000,
      longestSliceMs,
    };
  });
  const bareSeconds = await onCopy(store, ({ path }) => deleteBare(path, middle));
  return { ...pruned, bareSeconds };
}

/** Time before which half of the events happened. */
function middleOf({ path, events }: PreparedStore): number {
  const db = new Database(path, { readonly: true });
  try {
    const half = Math.floor(events / 2);
    const query = 'SELECT occurred_at FROM event ORDER BY occurred_at LIMIT 1 OFFSET ?';
    return Number(db.prepare<[number], number>(query).pluck().get(half));
  } finally {
    db.close();
  }
}

function inSlices<Value>(work: Sliced<Value>): {
  readonly value: Value;
  readonly longestSliceMs: number;
  /** When the progress was first complete. */
  readonly fullAt: number;
} {
  let longestSliceMs = 0;
  let fullAt = Number.NaN;
  for (;;) {
    const startedAt = performance.now();
    const step = work.next();
    const now = performance.now();
    longestSliceMs = Math.max(longestSliceMs, now - startedAt);
    if (step.done) return { value: step.value, longestSliceMs, fullAt };
    if (step.value && step.value.done === step.value.total) fullAt = now;
  }
}

function deleteBare(path: string, before: number): number {
  const db = new Database(path);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    db.pragma('cache_size = -65536');
    for (const table of ['event', 'event_target', 'raw_block']) {
      db.exec(`DROP TRIGGER ${table}_is_append_only_delete`);
    }
    const startedAt = performance.now();
    db.transaction(() => {
      db.prepare('DELETE FROM event_target WHERE occurred_at < ?').run(before);
      db.prepare(
        `DELETE FROM raw_block WHERE first_seq IN
           (SELECT seq FROM event WHERE occurred_at < ?)`,
      ).run(before);
      db.prepare('DELETE FROM event WHERE occurred_at < ?').run(before);
    }).immediate();
    return (performance.now() - startedAt) / 1000;
  } finally {
    db.close();
  }
}
