import { EVERYTHING } from './filter-fields.ts';
import type { EventFilter } from './event-filter.ts';
import { MIN_AGE_DAYS } from './limits.ts';
import type { PruneScope } from './prune.ts';
import type { RetentionRule } from './retention.ts';

/** What a rule of retention prunes. Without zod, so that the page can plan what main applies. */

const DAY_MS = 86_400_000;

/** Age and number are two bounds: what exceeds either goes. */
export function scopesOf(
  rule: RetentionRule,
  rules: readonly RetentionRule[],
  now: number,
): PruneScope[] {
  const { maxAgeDays, keepNewest } = rule;
  const filter = filterOf(rule, rules);
  const scope = { filter, before: null, keepNewest: null, minAgeDays: MIN_AGE_DAYS };
  return [
    ...(maxAgeDays === null ? [] : [{ ...scope, before: now - maxAgeDays * DAY_MS }]),
    ...(keepNewest === null ? [] : [{ ...scope, keepNewest }]),
  ];
}

function filterOf({ category }: RetentionRule, rules: readonly RetentionRule[]): EventFilter {
  if (category !== null) {
    return { ...EVERYTHING, terms: [{ field: 'category', values: [category], negated: false }] };
  }
  const named = rules.flatMap((rule) => (rule.category === null ? [] : [rule.category]));
  return named.length === 0
    ? EVERYTHING
    : { ...EVERYTHING, terms: [{ field: 'category', values: named, negated: true }] };
}
