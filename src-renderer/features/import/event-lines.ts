import type { NewEvent } from '#shared/model/audit-event.ts';
import { formatCount, formatDuration } from '../../format/numbers.ts';
import { formatPrecise } from '../../format/times.ts';

/** A field of an event that is to come, and its value. */
export interface EventLine {
  readonly label: string;
  readonly value: string;
}

/** More targets than these are counted. */
const SHOWN_TARGETS = 5;

/** Everything that an event would say, in short values. */
export function eventLines(event: NewEvent, zone: string): readonly EventLine[] {
  const lines: readonly (readonly [string, string | null])[] = [
    ['Time', formatPrecise(event.occurredAt, zone)],
    ['Action', event.action],
    ['Category', event.category],
    ['Outcome', event.outcome],
    ['Severity', event.severity],
    ['Actor', event.actorName],
    ['Actor id', event.actorId],
    ['Kind of actor', event.actorType],
    ...targetLines(event),
    ['Message', event.message],
    ['Intent', event.intent],
    ['IP address', event.ip],
    ['User agent', event.userAgent],
    ['Host', event.host],
    ['Session', event.sessionId],
    ['Correlation', event.correlationId],
    ['Error type', event.errorType],
    ['Error message', event.errorMessage],
    ['Stack trace', event.stackTrace],
    ['Affected', countOf(event)],
    ['Took', event.durationMs === null ? null : formatDuration(event.durationMs)],
    ['Sensitive', event.sensitive ? 'yes' : null],
    ['Also kept', Object.keys(event.metadata).join(', ')],
  ];
  return lines.flatMap(([label, value]) =>
    value === null || value === '' ? [] : [{ label, value }],
  );
}

function targetLines({ targets }: NewEvent): (readonly [string, string])[] {
  const shown = targets
    .slice(0, SHOWN_TARGETS)
    .map(({ type, id, name }): readonly [string, string] => [
      'Target',
      `${type} ${name === null || name === id ? id : `${name} (${id})`}`,
    ]);
  const more = targets.length - SHOWN_TARGETS;
  return more > 0 ? [...shown, ['Targets', `and ${formatCount(more)} more`]] : shown;
}

function countOf({ affectedCount, totalCount }: NewEvent): string | null {
  if (affectedCount === null) return null;
  const of = totalCount === null ? '' : ` of ${formatCount(totalCount)}`;
  return `${formatCount(affectedCount)}${of}`;
}
