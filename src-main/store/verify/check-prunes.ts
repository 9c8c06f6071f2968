import { Pace } from '../pace.ts';
import { runsHash } from '../prune/pruned-runs.ts';
import type { PrunedRun } from '../prune/pruned-runs.ts';
import { headOf } from '../queries/scan.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { ActReader } from './acts.ts';
import { clamped, firstOf } from './finding.ts';
import type { Finding } from './finding.ts';
import type { LinkReader } from './links.ts';

interface PruneRow {
  readonly id: number;
  readonly state: string;
  readonly action: string;
  readonly act: number | null;
}

interface RunRow {
  readonly first: number;
  readonly last: number;
  /** The links at its ends; null for a run that is still to go. */
  readonly links: Buffer | null;
}

const RUNS_AT_ONCE = 512;

const UNTOLD = 'Events are missing that are said to be pruned, and the trail does not tell of it.';

/**
 * Checks that events which were pruned went as the trail tells it: the event of each prune has the
 * hash over its runs. Which run is wrong a hash does not say, so a finding is about the first. An
 * event that only looks like that of a prune is no finding, because anybody may record one: what is
 * gone without a run is missed as it is.
 */
export function* checkPrunes(
  db: ReadDb,
  chainId: Uint8Array,
  links: LinkReader,
): Sliced<Finding | null> {
  const findings: Finding[] = [];
  const acts = new ActReader(db);
  const prunes = db
    .prepare<[], PruneRow>('SELECT id, state, action, act FROM prune ORDER BY id')
    .all();
  for (const prune of prunes) {
    let count = 0;
    let firstSeq: number | null = null;
    function* counted(): Generator<PrunedRun> {
      for (const run of runsOf(db, prune, links)) {
        count += 1;
        firstSeq ??= run.first;
        yield run;
      }
    }
    const hash = yield* runsHash(chainId, counted());
    if (firstSeq === null) continue;
    const told = prune.act === null ? null : acts.read(prune.act);
    const isTold =
      told !== null &&
      told !== 'pruned' &&
      told.action === prune.action &&
      told.metadata['prune'] === prune.id &&
      told.metadata['runs'] === count &&
      told.metadata['runsHash'] === hash;
    if (!isTold) findings.push({ seq: firstSeq, reason: UNTOLD });
  }
  return firstOf(findings);
}

/** Checks that runs of pruned events stand within the chain, one after another, each of a prune. */
export function* checkRuns(db: ReadDb): Sliced<Finding | null> {
  const headSeq = headOf(db).seq;
  const next = db.prepare<[number, number], { first: number; last: number; isKnown: number }>(
    `SELECT first_seq AS first, last_seq AS last,
       EXISTS (SELECT 1 FROM prune WHERE id = pruned_run.prune) AS isKnown
     FROM pruned_run WHERE first_seq > ? ORDER BY first_seq LIMIT ?`,
  );
  const pace = new Pace();
  let after = -Infinity;
  let reached = 0;
  for (;;) {
    const runs = next.all(after, RUNS_AT_ONCE);
    for (const { first, last, isKnown } of runs) {
      if (first <= reached || last < first || last > headSeq) {
        return { seq: first, reason: 'The runs of pruned events are not in order.' };
      }
      if (!isKnown) return { seq: first, reason: UNTOLD };
      after = first;
      reached = last;
    }
    if (runs.length < RUNS_AT_ONCE) return null;
    yield* pace.breathe();
  }
}

/** All runs of a prune in order; of one that is under way, as they will be when it is done. */
function* runsOf(db: ReadDb, prune: PruneRow, links: LinkReader): Generator<PrunedRun> {
  let joined: PrunedRun | null = null;
  for (const row of runRows(db, prune)) {
    const run: PrunedRun = {
      first: clamped(row.first),
      last: clamped(row.last),
      links: row.links ?? linksOf(links, row),
    };
    if (joined?.last === run.first - 1) {
      const both = Buffer.concat([joined.links.subarray(0, 32), run.links.subarray(32)]);
      joined = { first: joined.first, last: run.last, links: both };
      continue;
    }
    if (joined) yield joined;
    joined = run;
  }
  if (joined) yield joined;
}

function* runRows(db: ReadDb, { id, state }: PruneRow): Generator<RunRow> {
  const next = db.prepare<[Record<string, number>], RunRow>(
    `SELECT first_seq AS first, last_seq AS last, CAST(link_before || link AS BLOB) AS links
     FROM pruned_run WHERE prune = @id AND first_seq > @after
     UNION ALL
     SELECT first_seq, last_seq, NULL FROM prune_todo WHERE @isRunning AND first_seq > @after
     ORDER BY first LIMIT @limit`,
  );
  const isRunning = state === 'running' ? 1 : 0;
  for (let after = -1; ;) {
    const rows = next.all({ id, isRunning, after, limit: RUNS_AT_ONCE });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < RUNS_AT_ONCE) return;
    after = last.first;
  }
}

/** The links around events that are still there. */
function linksOf(links: LinkReader, { first, last }: RunRow): Buffer {
  return Buffer.from(`${links.linkAt(first - 1) ?? ''}${links.linkAt(last) ?? ''}`, 'hex');
}
