import type { EventSummary, StoredEvent } from '#shared/model/audit-event.ts';
import { formatLocalTime } from './format.ts';
import { styled, styledOutcome, styledSeverity } from './style.ts';
import { tableLines } from './table.ts';
import type { Column } from './table.ts';
import { cellText } from './visible-text.ts';

/** What a table says of an event. */
type EventRow = Pick<
  EventSummary,
  'seq' | 'occurredAt' | 'severity' | 'outcome' | 'action' | 'actorName' | 'message'
> & { readonly target: string };

const COLUMNS: readonly Column<EventRow>[] = [
  {
    title: '#',
    cell: (event) => String(event.seq),
    style: (_event, text) => styled('dim', text),
    isNumber: true,
    rank: 3,
  },
  { title: 'TIME', cell: (event) => formatLocalTime(event.occurredAt), rank: 0 },
  {
    title: 'SEVERITY',
    cell: (event) => event.severity,
    style: (event, text) => styledSeverity(event.severity, text),
    rank: 6,
  },
  {
    title: 'OUTCOME',
    cell: (event) => event.outcome,
    style: (event, text) => styledOutcome(event.outcome, text),
    rank: 2,
  },
  { title: 'ACTION', cell: (event) => cellText(event.action), least: 16, rank: 1 },
  {
    title: 'ACTOR',
    cell: (event) => cellText(event.actorName ?? '–'),
    least: 10,
    rank: 4,
  },
  { title: 'TARGET', cell: (event) => event.target, least: 14, rank: 5 },
  {
    title: 'MESSAGE',
    cell: (event) => cellText(event.message),
    least: 40,
    rank: 7,
  },
];

/** Events as a table, one line each. */
export function eventTableLines(events: readonly StoredEvent[], width: number): string[] {
  return tableLines(COLUMNS, events.map(rowOfEvent), width);
}

/** The same of events of which only a summary is known. */
export function summaryTableLines(events: readonly EventSummary[], width: number): string[] {
  return tableLines(COLUMNS, events.map(rowOfSummary), width);
}

function rowOfEvent(event: StoredEvent): EventRow {
  const [first, ...others] = event.targets.filter(({ type }) => type !== 'service');
  const target = targetText(first ?? event.targets[0] ?? null, others.length);
  return { ...event, actorName: event.actorName ?? event.actorId, target };
}

function rowOfSummary(event: EventSummary): EventRow {
  // Which of the others are services, as every event has some, a summary does not tell.
  return { ...event, target: targetText(event.target, 0) };
}

function targetText(target: EventSummary['target'], more: number): string {
  if (!target) return '–';
  return `${cellText(target.name ?? target.id)}${more > 0 ? ` +${more}` : ''}`;
}
