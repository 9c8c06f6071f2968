import { hostname } from 'node:os';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { EventTarget } from '#shared/model/audit-event.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { PruneArchive } from '#shared/model/prune.ts';
import type { PruneAction, PruneResult, PruneScope } from '#shared/model/prune.ts';
import type { Source } from '#shared/model/vocabulary.ts';
import { isAlive } from '../processes.ts';
import type { FileMoves } from '../file-moves.ts';
import type { TrailWriter } from '../queries/trail-writer.ts';
import { headOf } from '../queries/scan.ts';
import { finish } from '../sliced.ts';
import type { WriteDb } from '../sql/connection.ts';
import type { ByOperator, Operator, Sliced, StoreWrites, WrittenArchive } from '../store-api.ts';
import { forgetAllText, forgetText, purgeText } from '../text/text-index.ts';
import { EventDeleter } from './delete-events.ts';
import { descending } from './plan.ts';
import { forgetPlan, readPlan, stalePlan } from './plan-file.ts';
import { assertSame } from './planned.ts';
import { pruneEvent } from './prune-event.ts';
import { chainIdOf, checkedRuns, runsHash } from './pruned-runs.ts';
import type { PrunedRun } from './pruned-runs.ts';
import { giveBackSpace } from './space.ts';
import { digestOf, findVictims } from './victims.ts';
import type { PruneMoment, Victims } from './victims.ts';

/** What is to go, why, and who wants it. */
interface Pruning {
  readonly scope: PruneScope;
  readonly action: PruneAction;
  readonly source: Source;
  readonly operator: Operator;
  readonly archive: WrittenArchive | null;
}

interface RunningPrune {
  readonly id: number;
  readonly planned: number;
  readonly deleted: number;
  readonly isTextAnew: 0 | 1;
  readonly host: string;
  readonly pid: number;
}

/** Events deleted in one transaction, at first; then as many as take about this long. */
const FIRST_STEP_EVENTS = 500;
const MAX_STEP_EVENTS = 64_000;
const STEP_MS = 300;
/** If a larger share of the events goes, their text index is begun anew instead of purged. */
const MUCH_TEXT = 0.3;
/** How often the store may change under a prune that is being prepared. */
const ATTEMPTS = 3;

/** Columns of {@link RunningPrune}. */
const RUNNING = 'id, planned, deleted, is_text_anew AS isTextAnew, host, pid';

/**
 * Prunes. What is to go is found and checked first, in slices, and can be given up without a trace.
 * Then one transaction records the event of the prune, with a hash over all that goes, and the list
 * of it: from there on the prune is carried through, step by step, by whoever opens the store next if
 * this program ends. So there is no deletion without its event, and no half of a prune stays.
 */
export class PruneWrites implements Pick<StoreWrites, 'applyPrune'> {
  readonly #db: WriteDb;
  readonly #trail: TrailWriter;
  readonly #moves: FileMoves;
  readonly #stateFolder: string;
  readonly #clock: () => number;
  readonly #deleter: EventDeleter;
  /** True while this connection carries a prune through. */
  #isCarryingOut = false;

  /**
   * @param stateFolder where plans wait
   * @param clock now, in integer milliseconds UTC
   */
  constructor(
    db: WriteDb,
    { trail, moves }: { readonly trail: TrailWriter; readonly moves: FileMoves },
    stateFolder: string,
    clock: () => number,
  ) {
    this.#db = db;
    this.#trail = trail;
    this.#moves = moves;
    this.#stateFolder = stateFolder;
    this.#clock = clock;
    this.#deleter = new EventDeleter(db);
  }

  /** Carries through what a program that has ended left undone. */
  recover(): void {
    const running = this.#running();
    if (running?.host === hostname() && !isAlive(running.pid)) finish(this.#carryOut(running));
  }

  *applyPrune(
    request: ByOperator<{ readonly plan: string; readonly archive: WrittenArchive | null }>,
  ): Sliced<PruneResult> {
    const chain = chainIdOf(this.#db).toString('hex');
    const now = this.#clock();
    const { plan, digest, upToSeq } = readPlan(this.#stateFolder, {
      plan: request.plan,
      chain,
      now,
    });
    const { scope, action, plannedAt } = plan;
    const { operator, archive } = request;
    const result = yield* this.prune(
      { scope, action, source: 'manual', operator, archive },
      { upToSeq, at: plannedAt },
      digest,
    );
    forgetPlan(this.#stateFolder, request.plan);
    return result;
  }

  /**
   * Deletes what a scope means at a moment.
   * @param digest of exactly the events that may go; null for whichever they are
   * @throws AnnalsError STALE_PLAN if others would go than the digest says; STORE_CORRUPT if one of
   *   them was tampered with; JOB_RUNNING if another prune runs
   */
  *prune(pruning: Pruning, moment: PruneMoment, digest: string | null): Sliced<PruneResult> {
    for (let attempt = 1; ; attempt += 1) {
      this.#assertNoneRuns();
      const seen = this.#version();
      const victims = yield* findVictims(this.#db, pruning.scope, moment);
      if (digest !== null) assertSame(digest, yield* digestOf(victims));
      if (victims.count === 0) return this.#nothing(victims);
      const runs = yield* checkedRuns(this.#db, victims.seqs.runs(), 2 * victims.count);
      const hash = yield* runsHash(chainIdOf(this.#db), runs);
      const prune = this.#begin(pruning, victims, runs, hash, seen);
      if (prune) {
        // What goes is in its file before the first event does.
        this.#moves.carryOut();
        return yield* this.#carryOut(prune);
      }
      if (attempt === ATTEMPTS) {
        throw stalePlan('Holds and other prunes kept changing what this one would delete.');
      }
    }
  }

  #nothing({ keptByHold }: Victims): PruneResult {
    const { seq: headSeq } = headOf(this.#db);
    return { deleted: 0, keptByHold, freedBytes: 0, eventId: null, headSeq };
  }

  /** Records the prune and lists what goes; null if that has changed since it was found. */
  #begin(
    { scope, action, source, operator, archive: written }: Pruning,
    victims: Victims,
    runs: readonly PrunedRun[],
    hash: string,
    seen: string,
  ): RunningPrune | null {
    return this.#trail.commit(
      () => {
        if (this.#version() !== seen) return null;
        if (written) this.#moves.intend(written.file);
        const archive = written && PruneArchive.strip().parse(written);
        const { count, keptByHold } = victims;
        const byCategory = descending(victims.byCategory);
        const at = this.#clock();
        const begun = this.#db
          .prepare<unknown[], RunningPrune>(
            `INSERT INTO prune (state, action, scope, planned, kept_by_hold, by_category, archive,
               is_text_anew, operator_id, operator_name, source, host, pid, started_at)
             VALUES ('running', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             RETURNING ${RUNNING}`,
          )
          .get(
            action,
            JSON.stringify(scope),
            count,
            keptByHold,
            JSON.stringify(byCategory),
            archive && JSON.stringify(archive),
            count > this.#trail.retained * MUCH_TEXT ? 1 : 0,
            operator.id,
            operator.name,
            source,
            hostname(),
            process.pid,
            at,
          );
        if (!begun) throw new Error('the prune was not begun');
        const [recorded] = this.#trail.append([
          pruneEvent({
            prune: begun.id,
            action,
            source,
            operator,
            scope,
            events: count,
            keptByHold,
            byCategory,
            runs: runs.length,
            runsHash: hash,
            firstSeq: runs[0]?.first ?? 0,
            lastSeq: runs.at(-1)?.last ?? 0,
            archive,
            batches: action === 'batch.undo' ? this.#batchesIn(scope) : [],
            retained: this.#trail.retained,
            at,
          }),
        ]);
        if (!recorded) throw new Error('the prune was not recorded');
        this.#db.prepare('UPDATE prune SET act = ? WHERE id = ?').run(recorded.seq, begun.id);
        const list = this.#db.prepare('INSERT INTO prune_todo (first_seq, last_seq) VALUES (?, ?)');
        for (const { first, last } of runs) list.run(first, last);
        return begun;
      },
      { checkpoint: true },
    );
  }

  *#carryOut(prune: RunningPrune): Sliced<PruneResult> {
    const { id, planned, deleted, isTextAnew } = prune;
    this.#isCarryingOut = true;
    try {
      let events = FIRST_STEP_EVENTS;
      for (let done = deleted; ;) {
        const startedAt = performance.now();
        const gone = this.#step(prune, events);
        if (gone === 0) break;
        done += gone;
        yield { done: planned + done, total: 2 * planned };
        const took = performance.now() - startedAt;
        if (took > STEP_MS) events = Math.max(1, events >> 1);
        else if (took < STEP_MS / 2) events = Math.min(MAX_STEP_EVENTS, events << 1);
      }
      if (isTextAnew) forgetAllText(this.#db);
      else yield* purgeText(this.#db);
      const result = this.#end(id);
      const freedBytes = yield* giveBackSpace(this.#db);
      return { ...result, freedBytes };
    } finally {
      this.#isCarryingOut = false;
    }
  }

  /** The imports that a scope names, as what its event is about. */
  #batchesIn({ filter }: PruneScope): EventTarget[] {
    const title = this.#db
      .prepare<[string], string>('SELECT title FROM batch WHERE id = ?')
      .pluck();
    return filter.terms
      .filter(({ field, negated }) => field === 'batch' && !negated)
      .flatMap(({ values }) => values)
      .slice(0, LIMITS.targets)
      .map((id) => ({ type: 'batch', id, name: title.get(id) ?? null }));
  }

  /** Deletes some events of the running prune; answers how many. */
  #step({ id, isTextAnew }: RunningPrune, atMost: number): number {
    return this.#trail.commit(() => {
      let gone = 0;
      while (gone < atMost) {
        const todo = this.#next();
        if (!todo) break;
        const { first } = todo;
        const last = Math.min(todo.last, first + atMost - gone - 1);
        this.#note(id, first, last);
        this.#deleter.delete({ first, last });
        if (!isTextAnew) forgetText(this.#db, seqsOf(first, last));
        this.#db.prepare('DELETE FROM prune_todo WHERE first_seq = ?').run(first);
        if (last < todo.last) {
          this.#db
            .prepare('INSERT INTO prune_todo (first_seq, last_seq) VALUES (?, ?)')
            .run(last + 1, todo.last);
        }
        gone += last - first + 1;
      }
      if (gone === 0) return 0;
      this.#db.prepare('UPDATE prune SET deleted = deleted + ? WHERE id = ?').run(gone, id);
      this.#db.prepare('UPDATE review SET version = version + 1').run();
      this.#trail.drop(gone);
      return gone;
    });
  }

  #next(): { readonly first: number; readonly last: number } | undefined {
    return this.#db
      .prepare<[], { first: number; last: number }>(
        'SELECT first_seq AS first, last_seq AS last FROM prune_todo ORDER BY first_seq LIMIT 1',
      )
      .get();
  }

  /** Keeps the links at the ends of what goes; what goes next to it later makes the run longer. */
  #note(prune: number, first: number, last: number): void {
    const { changes } = this.#db
      .prepare(
        `UPDATE pruned_run SET last_seq = @last,
           link = (SELECT link FROM event WHERE seq = @last)
         WHERE last_seq = @first - 1 AND prune = @prune`,
      )
      .run({ prune, first, last });
    if (changes > 0) return;
    this.#db
      .prepare(
        `INSERT INTO pruned_run (first_seq, last_seq, link_before, link, prune)
         VALUES (@first, @last, @linkBefore, (SELECT link FROM event WHERE seq = @last), @prune)`,
      )
      .run({ prune, first, last, linkBefore: this.#trail.linkAt(first - 1) });
  }

  #end(id: number): PruneResult {
    this.#trail.commit(() => {
      this.#db
        .prepare(`UPDATE prune SET state = 'done', ended_at = ? WHERE id = ?`)
        .run(this.#clock(), id);
    });
    const ended = this.#db
      .prepare<[number], { deleted: number; keptByHold: number; eventId: string }>(
        `SELECT deleted, kept_by_hold AS keptByHold,
           (SELECT id FROM event WHERE seq = act) AS eventId FROM prune WHERE id = ?`,
      )
      .get(id);
    if (!ended) throw new Error('the prune is gone');
    return { ...ended, freedBytes: 0, headSeq: this.#trail.headSeq };
  }

  #running(): RunningPrune | undefined {
    return this.#db
      .prepare<[], RunningPrune>(`SELECT ${RUNNING} FROM prune WHERE state = 'running'`)
      .get();
  }

  #assertNoneRuns(): void {
    const running = this.#running();
    if (!running) return;
    const isOurs = running.host === hostname() && running.pid === process.pid;
    // One that failed, of a full disk say, and can go on now.
    if (isOurs && !this.#isCarryingOut) {
      finish(this.#carryOut(running));
      return;
    }
    throw new AnnalsError(
      'JOB_RUNNING',
      'Another prune of this store is running.',
      'Wait until it has ended.',
    );
  }

  /** What changes with every hold, flag, note and prune. */
  #version(): string {
    const version = this.#db.prepare<[], number>('SELECT version FROM review').pluck().get();
    return `${version} ${headOf(this.#db).pruned}`;
  }
}

function* seqsOf(first: number, last: number): Generator<number> {
  for (let seq = first; seq <= last; seq += 1) yield seq;
}
