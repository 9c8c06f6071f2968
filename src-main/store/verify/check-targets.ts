import { Pace } from '../pace.ts';
import { headOf } from '../queries/scan.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { chunkCount, chunkOf } from './chunks.ts';
import type { SeqRange } from './chunks.ts';
import { firstOf } from './finding.ts';
import type { Finding } from './finding.ts';
import { targetLookup } from './target-lookup.ts';
import { addTarget, emptySums } from './target-sums.ts';
import type { MixKey, TargetSums } from './target-sums.ts';

type IndexRow = readonly [entity: number, occurredAt: number, seq: number];

const ROWS_AT_ONCE = 2_048;

const TOO_LITTLE = 'The index of targets does not have the event.';
const TOO_MUCH = 'The index of targets has what the event did not touch.';

/** The sums over the index of targets, and what no event can have touched. */
export interface TargetsCheck extends TargetSums {
  readonly finding: Finding | null;
}

/**
 * Sums up the index of targets, to be held against the sums over the events.
 * @param headSeq rows of later events, which may have come since, are left out
 */
export function* sumTargets(db: ReadDb, headSeq: number, key: MixKey): Sliced<TargetsCheck> {
  const sums = emptySums(chunkCount(headSeq));
  const newest = headOf(db).seq;
  let finding: Finding | null = null;
  const pace = new Pace();
  for (const rows of indexRows(db)) {
    for (const [entity, occurredAt, seq] of rows) {
      if (seq > 0 && seq <= headSeq) {
        addTarget(sums, chunkOf(seq), key, entity, occurredAt, seq);
      } else if (seq <= 0 || seq > newest) {
        finding = firstOf([finding, { seq, reason: TOO_MUCH }]);
      }
    }
    yield* pace.breathe();
  }
  return { ...sums, finding };
}

/**
 * Holds the index of targets against the events of one stretch, entry by entry.
 * @returns the first event for which it has too little or too much
 */
export function* compareTargets(db: ReadDb, { first, last }: SeqRange): Sliced<Finding | null> {
  const expected = new Set<string>();
  const found = new Set<string>();
  const name = (entity: number, occurredAt: number, seq: number): string =>
    `${seq} ${entity} ${occurredAt}`;
  const entitiesOf = targetLookup(db);
  const events = db
    .prepare<[number, number], [number, number, string]>(
      'SELECT seq, occurred_at, targets FROM event WHERE seq BETWEEN ? AND ?',
    )
    .raw()
    .all(first, last);
  for (const [seq, occurredAt, targets] of events) {
    for (const entity of entitiesOf(targets) ?? []) expected.add(name(entity, occurredAt, seq));
  }
  const pace = new Pace();
  for (const rows of indexRows(db)) {
    for (const row of rows) {
      if (row[2] >= first && row[2] <= last) found.add(name(...row));
    }
    yield* pace.breathe();
  }
  return firstOf([
    ...without(expected, found).map((seq) => ({ seq, reason: TOO_LITTLE })),
    ...without(found, expected).map((seq) => ({ seq, reason: TOO_MUCH })),
  ]);
}

/** The seqs of entries that the others do not have. */
function without(entries: ReadonlySet<string>, others: ReadonlySet<string>): number[] {
  return [...entries]
    .filter((entry) => !others.has(entry))
    .map((entry) => Number.parseInt(entry, 10));
}

/** The index of targets from its beginning to its end, in pieces. */
function* indexRows(db: ReadDb): Generator<readonly IndexRow[]> {
  const next = db
    .prepare<[number, number, number, number], IndexRow>(
      `SELECT entity, occurred_at, seq FROM event_target
       WHERE (entity, occurred_at, seq) > (?, ?, ?)
       ORDER BY entity, occurred_at, seq LIMIT ?`,
    )
    .raw();
  let after: IndexRow = [-Infinity, 0, 0];
  for (;;) {
    const rows = next.all(...after, ROWS_AT_ONCE);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last;
  }
}
