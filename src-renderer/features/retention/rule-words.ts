import type { Retention, RetentionResult, RetentionRule } from '#shared/model/retention.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import type { RulePreview } from '../../state/slices/retention.ts';

/** What a rule is about: `auth`, or all that no other rule names. */
export function ruleName(category: string | null): string {
  return category === null ? 'All other categories' : safeString(category);
}

/** What a rule keeps: `the last 365 days`, `the newest 1,000`. */
export function keptInWords({ maxAgeDays, keepNewest }: RetentionRule): string {
  const parts = [
    ...(maxAgeDays === null ? [] : [`the last ${formatCountOf(maxAgeDays, 'day')}`]),
    ...(keepNewest === null ? [] : [`the newest ${formatCount(keepNewest)}`]),
  ];
  return parts.join(', of these ');
}

/** What a rule would delete now, as short as a cell. */
export function previewInWords(preview: RulePreview): string {
  if (preview === null) return 'Counting…';
  if ('failure' in preview) return preview.failure.message;
  const { delete: deleted, keptByHold } = preview.plan;
  const held = keptByHold === 0 ? '' : `, ${formatCount(keptByHold)} held`;
  return deleted === 0 ? `Nothing${held}` : `${formatCountOf(deleted, 'event')}${held}`;
}

/** Whether rules are applied, in a sentence. */
export function stateInWords({ rules }: Retention): string {
  const enabled = rules.filter(({ isEnabled }) => isEnabled).length;
  if (rules.length === 0) return 'Off: there are no rules, so nothing is deleted by itself.';
  if (enabled === 0) return 'Off: no rule is enabled, so nothing is deleted by itself.';
  return `On: ${formatCountOf(enabled, 'rule is', 'rules are')} applied a minute after this store is opened, and then daily.`;
}

/** What applying the rules did: `2,860 events were deleted for good: auth 2,000, data 860.` */
export function retentionInWords({ deleted, results }: RetentionResult): string {
  const held = results.reduce((sum, { keptByHold }) => sum + keptByHold, 0);
  const kept =
    held === 0 ? '' : ` ${formatCountOf(held, 'is held and stays', 'are held and stay')}.`;
  if (results.length === 0) return 'No rule is enabled, so nothing was deleted.';
  if (deleted === 0) return `There was nothing to delete.${kept}`;
  const parts = results
    .filter((result) => result.deleted > 0)
    .map((result) => `${ruleName(result.category)} ${formatCount(result.deleted)}`);
  return `${formatCountOf(deleted, 'event was', 'events were')} deleted for good: ${parts.join(', ')}.${kept}`;
}
