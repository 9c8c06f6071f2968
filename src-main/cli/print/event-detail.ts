import type { EventDetail, EventTarget, StoredEvent } from '#shared/model/audit-event.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';
import { formatCount, formatLocalTime, zoneName, zoneOffset } from './format.ts';
import { styled, styledOutcome, styledSeverity } from './style.ts';
import { visibleLine, visibleLines } from './visible-text.ts';

const LABEL_WIDTH = 13;
const INDENT = ' '.repeat(LABEL_WIDTH);

/** Everything about one event, as labelled lines. */
export function eventDetailLines({ event, raw, importedFrom }: EventDetail): string[] {
  return [
    styled('bold', visibleLine(event.message || event.action)),
    '',
    ...field('Event', `#${event.seq}  ${event.id}`),
    ...field('Time', timeText(event.occurredAt)),
    ...field('Recorded', timeText(event.recordedAt)),
    ...styledField('Outcome', styledOutcome(event.outcome, event.outcome)),
    ...styledField('Severity', styledSeverity(event.severity, event.severity)),
    ...field('Category', event.category),
    ...field('Action', event.action),
    ...field('Actor', actorText(event)),
    ...event.targets.flatMap((target, index) =>
      field(index === 0 ? 'Targets' : '', targetText(target)),
    ),
    ...field('Message', /[\r\n]/u.test(event.message) ? event.message : null),
    ...field('Error', errorText(event)),
    ...field('Intent', event.intent),
    ...field('Address', event.ip),
    ...field('User agent', event.userAgent),
    ...field('Host', event.host),
    ...field('Session', event.sessionId),
    ...field('Correlation', event.correlationId),
    ...field('Affected', countsText(event)),
    ...field('Duration', event.durationMs === null ? null : `${formatCount(event.durationMs)} ms`),
    ...field('Sensitive', event.sensitive ? 'yes' : null),
    ...field('Source', sourceText(event, importedFrom)),
    ...field('Hash', event.hash),
    ...json('Changes', event.changes),
    ...json('Metadata', Object.keys(event.metadata).length === 0 ? null : event.metadata),
    ...block('Stack trace', event.stackTrace),
    ...block('Original', raw),
  ];
}

function field(label: string, text: string | null): string[] {
  if (text === null || text === '') return [];
  const [first = '', ...rest] = visibleLines(text);
  return [...styledField(label, first), ...rest.map((line) => `${INDENT}${line}`)];
}

function styledField(label: string, text: string): string[] {
  return [`${styled('dim', label.padEnd(LABEL_WIDTH))}${text}`];
}

/** A long text under its label, set in, so that no line of it can pass for one of ours. */
function block(label: string, text: string | null): string[] {
  if (text === null || text === '') return [];
  return ['', styled('dim', label), ...visibleLines(text).map((line) => `  ${line}`)];
}

function json(label: string, value: object | null): string[] {
  return value === null ? [] : block(label, JSON.stringify(value, null, 2));
}

function timeText(ms: number): string {
  const iso = formatIsoTime(ms);
  const zone = zoneName();
  return zone === 'UTC' ? iso : `${formatLocalTime(ms)} ${zone} (${zoneOffset(ms)}), ${iso}`;
}

function actorText(event: StoredEvent): string {
  const names = [...new Set([event.actorName, event.actorId])].filter((name) => name !== null);
  const type = event.actorType === null ? [] : [`(${event.actorType})`];
  return [...names, ...type].join('  ');
}

function targetText({ type, id, name }: EventTarget): string {
  return name === null || name === id ? `${type}  ${id}` : `${type}  ${name}  ${id}`;
}

function errorText(event: StoredEvent): string {
  const message = event.errorMessage === event.message ? null : event.errorMessage;
  return [event.errorType, message].filter((part) => part !== null).join(': ');
}

function countsText(event: StoredEvent): string | null {
  if (event.affectedCount === null) return null;
  const total = event.totalCount === null ? '' : ` of ${formatCount(event.totalCount)}`;
  return `${formatCount(event.affectedCount)}${total}`;
}

function sourceText(event: StoredEvent, importedFrom: string | null): string {
  const file = importedFrom === null ? '' : `, from ${importedFrom}`;
  return event.batch === null ? event.source : `${event.source}, batch ${event.batch}${file}`;
}
