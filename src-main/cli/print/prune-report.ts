import type { PrunePlan, PruneResult } from '#shared/model/prune.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';
import { counted, formatBytes, formatCount, formatLocalTime, zoneName } from './format.ts';
import { styled } from './style.ts';
import { visibleLine } from './visible-text.ts';

/** A plan for programs: times in ISO 8601. */
export function planJson({ scope, oldest, newest, plannedAt, ...plan }: PrunePlan) {
  const time = (ms: number | null): string | null => (ms === null ? null : formatIsoTime(ms));
  return {
    ...plan,
    scope: {
      ...scope,
      filter: { ...scope.filter, from: time(scope.filter.from), to: time(scope.filter.to) },
      before: time(scope.before),
    },
    oldest: time(oldest),
    newest: time(newest),
    plannedAt: time(plannedAt),
  };
}

/** A plan for people: what goes, what stays for its hold, and how to go on. */
export function planLines(plan: PrunePlan, command: string): string[] {
  if (plan.delete === 0) return [nothingGoes(plan)];
  const { oldest, newest, flags, notes } = plan;
  const lines = [
    styled('bold', `${counted(plan.delete, 'event')} would go for good.`),
    '',
    `  about      ${formatBytes(plan.bytes)} of the store`,
  ];
  if (oldest !== null && newest !== null) {
    const span = `${formatLocalTime(oldest)} to ${formatLocalTime(newest)}`;
    lines.push(`  from       ${span} (${zoneName()})`);
  }
  for (const [index, [category, count]] of Object.entries(plan.byCategory).entries()) {
    const label = index === 0 ? 'category' : '';
    lines.push(`  ${label.padEnd(10)} ${formatCount(count).padStart(9)}  ${visibleLine(category)}`);
  }
  if (flags + notes > 0) {
    lines.push(`  with them  ${counted(flags, 'flag')}, ${counted(notes, 'note')}`);
  }
  lines.push(`  kept       ${counted(plan.keptByHold, 'event')} on hold`, '');
  lines.push(
    `Nothing has happened yet. To do it: annals ${command} --apply ${plan.plan}`,
    styled('dim', 'With --archive FILE, what goes is written to a file first, and verified.'),
  );
  return lines;
}

function nothingGoes({ keptByHold }: PrunePlan): string {
  return keptByHold === 0
    ? 'Nothing that matches is to go.'
    : `Nothing is to go: all ${counted(keptByHold, 'event')} that match are on hold.`;
}

/** What a prune did, for people. */
export function pruneReportLines({ deleted, keptByHold, freedBytes }: PruneResult): string[] {
  if (deleted === 0) return ['Nothing was deleted: nothing was to go.'];
  const kept = keptByHold === 0 ? '' : `, ${counted(keptByHold, 'event')} on hold kept`;
  return [`Deleted ${counted(deleted, 'event')}${kept}; ${formatBytes(freedBytes)} given back.`];
}
