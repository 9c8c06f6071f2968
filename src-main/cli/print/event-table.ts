import type { StoredEvent } from '#shared/model/audit-event.ts';
import { formatLocalTime } from './format.ts';
import { styled, styledOutcome, styledSeverity } from './style.ts';
import { tableLines } from './table.ts';
import type { Column } from './table.ts';
import { visibleLine } from './visible-text.ts';

/** Longer texts are cut before they are measured; no terminal is wider. */
const LONGEST_CELL = 4_096;

const COLUMNS: readonly Column<StoredEvent>[] = [
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
    cell: (event) => cellText(event.actorName ?? event.actorId ?? '–'),
    least: 10,
    rank: 4,
  },
  { title: 'TARGET', cell: targetText, least: 14, rank: 5 },
  {
    title: 'MESSAGE',
    cell: (event) => cellText(event.message),
    least: 40,
    rank: 7,
  },
];

/** Events as a table, one line each. */
export function eventTableLines(events: readonly StoredEvent[], width: number): string[] {
  return tableLines(COLUMNS, events, width);
}

function targetText(event: StoredEvent): string {
  const [first, ...others] = event.targets.filter(({ type }) => type !== 'service');
  const target = first ?? event.targets[0];
  if (!target) return '–';
  const more = others.length > 0 ? ` +${others.length}` : '';
  return `${cellText(target.name ?? target.id)}${more}`;
}

function cellText(text: string): string {
  return visibleLine(text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL)}…` : text);
}
