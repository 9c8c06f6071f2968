import { formatIsoTime } from '#shared/time/iso-time.ts';
import type { Retention, RetentionResult, RetentionRule } from '#shared/model/retention.ts';
import { counted, formatBytes, formatCount, formatLocalTime } from './format.ts';
import { styled } from './style.ts';
import { visibleLine } from './visible-text.ts';

/** The rules for programs: times in ISO 8601. */
export function retentionJson({ rules, lastRunAt }: Retention) {
  return { rules, lastRunAt: lastRunAt === null ? null : formatIsoTime(lastRunAt) };
}

/** The rules for people. */
export function retentionLines({ rules, lastRunAt }: Retention): string[] {
  if (rules.length === 0) {
    return [
      'There are no rules: everything is kept.',
      'To add one: annals retention --set auth --max-age 730',
    ];
  }
  const names = rules.map(nameOf);
  const width = Math.max(...names.map((name) => name.length));
  const applied =
    lastRunAt === null ? 'never applied yet' : `applied ${formatLocalTime(lastRunAt)}`;
  return [
    ...rules.map((rule, index) => `${(names[index] ?? '').padEnd(width)}  ${wordsOf(rule)}`),
    '',
    styled('dim', `${counted(rules.length, 'rule')}, ${applied}.`),
  ];
}

/** What applying the rules did, for people. */
export function retentionRunLines({ results, deleted }: RetentionResult): string[] {
  if (results.length === 0) return ['There is no rule to apply.'];
  if (deleted === 0) return ['Nothing was due.'];
  return results
    .filter((result) => result.deleted > 0)
    .map(({ category, deleted: gone, keptByHold, freedBytes }) => {
      const kept = keptByHold === 0 ? '' : `, ${counted(keptByHold, 'event')} on hold kept`;
      const name = visibleLine(category ?? 'others');
      return `${name}: deleted ${counted(gone, 'event')}${kept}; ${formatBytes(freedBytes)} given back.`;
    });
}

function nameOf({ category }: RetentionRule): string {
  return visibleLine(category ?? 'others');
}

function wordsOf({ maxAgeDays, keepNewest, isEnabled }: RetentionRule): string {
  const bounds = [
    ...(maxAgeDays === null ? [] : [`for ${counted(maxAgeDays, 'day')}`]),
    ...(keepNewest === null ? [] : [`the newest ${formatCount(keepNewest)}`]),
  ];
  return `kept ${bounds.join(', ')}${isEnabled ? '' : ' (off)'}`;
}
