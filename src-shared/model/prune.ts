import { z } from 'zod';
import { EpochMs } from './audit-event.ts';
import { EventFilter } from './event-filter.ts';
import { MIN_AGE_DAYS } from './limits.ts';

/** Taking events out of the store: always as a plan first, which is read and then applied. */

const Count = z.int().nonnegative();

/**
 * Which events are to go: those that match the filter and are older than a moment, or not among the
 * newest so many that match; with neither, all that match.
 */
export const PruneScope = z.strictObject({
  filter: EventFilter,
  /** Events from this moment on are kept; null for no such bound. */
  before: EpochMs.nullable(),
  /** So many of the newest that match are kept; null to keep none for that reason. */
  keepNewest: Count.nullable(),
  /** With `keepNewest`: younger events are kept however many they are. */
  minAgeDays: Count.default(MIN_AGE_DAYS),
});
export type PruneScope = z.infer<typeof PruneScope>;

/** What a prune is called in the trail. */
const PRUNE_ACTIONS = ['prune', 'clear', 'batch.undo'] as const;
export type PruneAction = (typeof PRUNE_ACTIONS)[number];

export const PlanPrune = z.strictObject({
  scope: PruneScope,
  action: z.enum(PRUNE_ACTIONS),
});
export type PlanPrune = z.infer<typeof PlanPrune>;

/** Name of a plan: `p_` and 16 hex digits. */
export const PlanId = z.string().regex(/^p_[0-9a-f]{16}$/u);

/** What would happen. */
export const PrunePlan = z.strictObject({
  plan: PlanId,
  ...PlanPrune.shape,
  /** Events that would go. */
  delete: Count,
  /** Events that would go if nothing held them. */
  keptByHold: Count,
  /** Those that would go, by category, the most frequent first. */
  byCategory: z.record(z.string(), Count),
  /** About so many bytes of the store file would be given back. */
  bytes: Count,
  /** Times of the oldest and the newest that would go. */
  oldest: EpochMs.nullable(),
  newest: EpochMs.nullable(),
  /** Flags and notes that would go with their events. */
  flags: Count,
  notes: Count,
  plannedAt: EpochMs,
});
export type PrunePlan = z.infer<typeof PrunePlan>;

/** A file with everything that goes, written and verified before anything does. */
export const PruneArchive = z.strictObject({
  /** Without its folder. */
  name: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  events: Count,
});
export type PruneArchive = z.infer<typeof PruneArchive>;

export const PruneResult = z.strictObject({
  deleted: Count,
  keptByHold: Count,
  /** By how many bytes the store file became smaller. */
  freedBytes: Count,
  /** Null if nothing was there to go, and so nothing was recorded. */
  eventId: z.string().nullable(),
  headSeq: Count,
});
export type PruneResult = z.infer<typeof PruneResult>;
