import { hostname } from 'node:os';
import { blankEvent } from '#shared/model/audit-event.ts';
import type {
  Retention,
  RetentionResult,
  RetentionRule,
  RetentionRules,
} from '#shared/model/retention.ts';
import { scopesOf } from '#shared/model/rule-scopes.ts';
import type { TrailWriter } from '../queries/trail-writer.ts';
import { headOf } from '../queries/scan.ts';
import { counted } from '../review/words.ts';
import type { ReadDb, WriteDb } from '../sql/connection.ts';
import type { ByOperator, Operator, Sliced, StoreWrites } from '../store-api.ts';
import type { PruneWrites } from './prune-writes.ts';

/** Who prunes by rule. */
const RETENTION: Operator = { id: 'annals.retention', name: 'Annals retention' };

interface RuleRow {
  readonly category: string | null;
  readonly maxAgeDays: number | null;
  readonly keepNewest: number | null;
  readonly isEnabled: number;
  readonly lastRunAt: number | null;
}

export function readRetention(db: ReadDb): Retention {
  const rows = db
    .prepare<[], RuleRow>(
      `SELECT category, max_age_days AS maxAgeDays, keep_newest AS keepNewest,
         is_enabled AS isEnabled, last_run_at AS lastRunAt
       FROM retention_rule ORDER BY category IS NULL, category`,
    )
    .all();
  const runs = rows.flatMap(({ lastRunAt }) => (lastRunAt === null ? [] : [lastRunAt]));
  return {
    rules: rows.map(({ category, maxAgeDays, keepNewest, isEnabled }) => ({
      category,
      maxAgeDays,
      keepNewest,
      isEnabled: isEnabled === 1,
    })),
    lastRunAt: runs.length === 0 ? null : Math.max(...runs),
  };
}

/** Rules of retention, and their application. */
export class RetentionWrites implements Pick<StoreWrites, 'setRetention' | 'runRetention'> {
  readonly #db: WriteDb;
  readonly #trail: TrailWriter;
  readonly #prunes: PruneWrites;
  readonly #clock: () => number;

  constructor(db: WriteDb, trail: TrailWriter, prunes: PruneWrites, clock: () => number) {
    this.#db = db;
    this.#trail = trail;
    this.#prunes = prunes;
    this.#clock = clock;
  }

  setRetention({ rules, operator }: ByOperator<{ readonly rules: RetentionRules }>): {
    eventId: string | null;
    headSeq: number;
  } {
    return this.#trail.commit(() => {
      const before = readRetention(this.#db).rules;
      const after = inOrder(rules);
      if (JSON.stringify(before) === JSON.stringify(after)) {
        return { eventId: null, headSeq: this.#trail.headSeq };
      }
      const [recorded] = this.#trail.append([
        {
          ...blankEvent(this.#clock(), 'retention.set'),
          category: 'admin',
          outcome: 'success',
          severity: 'notice',
          actorId: operator.id,
          actorName: operator.name,
          actorType: 'user',
          message:
            after.length === 0
              ? 'Removed all rules of retention'
              : `Set ${counted(after.length, 'rule')} of retention`,
          changes: { old: { rules: before }, new: { rules: after } },
          affectedCount: after.length,
          host: hostname(),
        },
      ]);
      if (!recorded) throw new Error('the rules were not recorded');
      const wanted = JSON.stringify(after.map(({ category }) => category));
      this.#db
        .prepare(
          `DELETE FROM retention_rule WHERE ifnull(category, '') NOT IN
             (SELECT ifnull(value, '') FROM json_each(?))`,
        )
        .run(wanted);
      const set = this.#db.prepare(
        `INSERT INTO retention_rule (category, max_age_days, keep_newest, is_enabled)
         VALUES (?, ?, ?, ?)
         ON CONFLICT (ifnull(category, '')) DO UPDATE SET max_age_days = excluded.max_age_days,
           keep_newest = excluded.keep_newest, is_enabled = excluded.is_enabled`,
      );
      for (const { category, maxAgeDays, keepNewest, isEnabled } of after) {
        set.run(category, maxAgeDays, keepNewest, isEnabled ? 1 : 0);
      }
      return { eventId: recorded.id, headSeq: recorded.seq };
    });
  }

  *runRetention({ operator }: { readonly operator: Operator | null }): Sliced<RetentionResult> {
    const { rules } = readRetention(this.#db);
    const results: RetentionResult['results'] = [];
    for (const rule of rules.filter(({ isEnabled }) => isEnabled)) {
      const done = { category: rule.category, deleted: 0, keptByHold: 0, freedBytes: 0 };
      let eventId: string | null = null;
      for (const scope of scopesOf(rule, rules, this.#clock())) {
        const moment = { upToSeq: headOf(this.#db).seq, at: this.#clock() };
        const pruned = yield* this.#prunes.prune(
          {
            scope,
            action: 'prune',
            source: operator ? 'manual' : 'scheduled',
            operator: operator ?? RETENTION,
            archive: null,
          },
          moment,
          null,
        );
        done.deleted += pruned.deleted;
        done.keptByHold = Math.max(done.keptByHold, pruned.keptByHold);
        done.freedBytes += pruned.freedBytes;
        eventId = pruned.eventId ?? eventId;
      }
      results.push({ ...done, eventId });
    }
    this.#trail.commit(() => {
      this.#db
        .prepare('UPDATE retention_rule SET last_run_at = ? WHERE is_enabled = 1')
        .run(this.#clock());
    });
    const deleted = results.reduce((sum, result) => sum + result.deleted, 0);
    return { results, deleted, headSeq: headOf(this.#db).seq };
  }
}

/** As {@link readRetention} lists them. */
function inOrder(rules: RetentionRules): RetentionRule[] {
  const place = ({ category }: RetentionRule): string => (category === null ? '1' : `0${category}`);
  return rules.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
}
