import { createHash } from 'node:crypto';
import type { EventFilter, FilterTerm } from '#shared/model/event-filter.ts';
import type { PruneScope } from '#shared/model/prune.ts';
import { scanRows } from '../queries/scan.ts';
import type { Place } from '../queries/scan.ts';
import { SeqSet } from '../seq-set.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';

/** What a plan rests on: of events that came later, it says nothing. */
export interface PruneMoment {
  /** Newest event that the plan knows. */
  readonly upToSeq: number;
  /** When it was planned, in integer milliseconds UTC: the age of events is counted from here. */
  readonly at: number;
}

/** The events that a prune deletes, and those that would go too if nothing held them. */
export interface Victims {
  readonly seqs: SeqSet;
  readonly count: number;
  readonly keptByHold: number;
  readonly byCategory: ReadonlyMap<string, number>;
  readonly oldest: number | null;
  readonly newest: number | null;
}

const DAY_MS = 86_400_000;

interface Candidate extends Place {
  readonly category: string;
}

/** Finds the events that a scope means. */
export function* findVictims(db: ReadDb, scope: PruneScope, moment: PruneMoment): Sliced<Victims> {
  const seqs = new SeqSet(moment.upToSeq);
  const kept = keptActs(db);
  const byCategory = new Map<string, number>();
  const { filter, mayGo } = candidatesOf(scope, moment);
  const held = yield* heldAmong(db, filter, moment);
  let count = 0;
  let keptByHold = 0;
  let oldest: number | null = null;
  let newest: number | null = null;
  let position = 0;
  const columns = 'event.occurred_at AS occurredAt, event.seq, event.category';
  for (const rows of scanRows<Candidate>(db, walk(filter, moment), columns)) {
    for (const { occurredAt, seq, category } of rows) {
      position += 1;
      if (!mayGo(position, occurredAt) || kept.has(seq)) continue;
      if (held.has(seq)) {
        keptByHold += 1;
        continue;
      }
      seqs.add(seq);
      count += 1;
      byCategory.set(category, (byCategory.get(category) ?? 0) + 1);
      newest ??= occurredAt;
      oldest = occurredAt;
    }
    yield;
  }
  return { seqs, count, keptByHold, byCategory, oldest, newest };
}

/** A hash of exactly these events, in hex: a plan is applied to the events that it named, or not. */
export function* digestOf({ seqs }: Victims): Sliced<string> {
  const digest = createHash('sha256');
  let lines: string[] = [];
  for (const { first, last } of seqs.runs()) {
    lines.push(`${first}-${last}\n`);
    if (lines.length < LINES_AT_ONCE) continue;
    digest.update(lines.join(''));
    lines = [];
    yield;
  }
  return digest.update(lines.join('')).digest('hex');
}

const LINES_AT_ONCE = 10_000;

/** Newest first, so that the newest so many are those at the beginning. */
function walk(filter: EventFilter, { upToSeq }: PruneMoment) {
  return { filter, order: 'newest', after: null, upToSeq } as const;
}

/**
 * The filter that all candidates match, and which of them may go by their position among them, newest
 * first from 1, and by their age.
 */
function candidatesOf(
  { filter, before, keepNewest, minAgeDays }: PruneScope,
  { at }: PruneMoment,
): {
  readonly filter: EventFilter;
  readonly mayGo: (position: number, occurredAt: number) => boolean;
} {
  const to = before === null ? filter.to : Math.min(before, filter.to ?? before);
  const youngest = at - minAgeDays * DAY_MS;
  return {
    filter: { ...filter, to },
    mayGo:
      keepNewest === null
        ? () => true
        : (position, occurredAt) => position > keepNewest && occurredAt < youngest,
  };
}

/** Those of the matching events that are on hold. */
function* heldAmong(
  db: ReadDb,
  filter: EventFilter,
  moment: PruneMoment,
): Sliced<{ readonly has: (seq: number) => boolean }> {
  const inForce = db.prepare('SELECT 1 FROM hold WHERE release_act IS NULL LIMIT 1').get();
  if (inForce === undefined) return { has: () => false };
  const held = new SeqSet(moment.upToSeq);
  const term: FilterTerm = { field: 'held', values: ['yes'], negated: false };
  const both = { ...filter, terms: [...filter.terms, term] };
  for (const rows of scanRows<Place>(db, walk(both, moment), 'event.seq')) {
    for (const { seq } of rows) held.add(seq);
    yield;
  }
  return held;
}

/**
 * Events that no prune takes: those that tell of prunes, since the chain is followed by what they
 * say, of holds, and of the newest review.
 */
function keptActs(db: ReadDb): ReadonlySet<number> {
  const acts = db
    .prepare<[], number | null>(
      `SELECT act FROM prune UNION SELECT act FROM hold UNION SELECT release_act FROM hold
       UNION SELECT max(act) FROM review_mark`,
    )
    .pluck()
    .all();
  return new Set(acts.filter((act) => act !== null));
}
