import { z } from 'zod';
import { EpochMs } from './audit-event.ts';
import { LIMITS } from './limits.ts';
import { PruneResult } from './prune.ts';

/** What is kept how long (product.md §7): rules that prune by themselves, each recorded. */

const Days = z.int().min(1).max(36_500);

export const RetentionRule = z
  .strictObject({
    /** The category that it is about; null for every category that no other rule names. */
    category: z.string().min(1).max(LIMITS.name).nullable(),
    /** Older events go; null for no bound. */
    maxAgeDays: Days.nullable(),
    /** Of events older than 30 days, all but the newest so many of all go; null for no bound. */
    keepNewest: z.int().nonnegative().nullable(),
    /** A rule that is not enabled keeps nothing and prunes nothing. */
    isEnabled: z.boolean(),
  })
  .refine(({ maxAgeDays, keepNewest }) => maxAgeDays !== null || keepNewest !== null, {
    message: 'must name an age or a number',
  });
export type RetentionRule = z.infer<typeof RetentionRule>;

/** All rules of a store, in place of those before. */
export const RetentionRules = z
  .array(RetentionRule)
  .max(LIMITS.filterValues)
  .refine((rules) => new Set(rules.map(({ category }) => category)).size === rules.length, {
    message: 'must name each category once',
  });
export type RetentionRules = z.infer<typeof RetentionRules>;

export const Retention = z.strictObject({
  rules: RetentionRules,
  /** When they were last applied; null if never. */
  lastRunAt: EpochMs.nullable(),
});
export type Retention = z.infer<typeof Retention>;

export const RetentionResult = z.strictObject({
  /** What each enabled rule did, in the order of the rules. */
  results: z.array(
    z.strictObject({
      category: z.string().nullable(),
      ...PruneResult.omit({ headSeq: true }).shape,
    }),
  ),
  deleted: z.int().nonnegative(),
  headSeq: z.int().nonnegative(),
});
export type RetentionResult = z.infer<typeof RetentionResult>;
