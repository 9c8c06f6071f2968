import type { EventSummary } from '#shared/model/audit-event.ts';
import type { FilterField } from '#shared/model/event-filter.ts';
import { assertNever } from '#shared/util/assert.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { formatDuration } from '../../format/numbers.ts';
import { formatPrecise } from '../../format/times.ts';
import { SOURCE_LABELS } from '../../format/words.ts';

/** A tooltip is no place to read a novel. */
const TITLE_LENGTH = 1_000;

/** The columns that a list shows as long as nobody chose others, in order. */
export const STANDARD_COLUMNS = [
  'time',
  'severity',
  'action',
  'actor',
  'target',
  'message',
  'outcome',
] as const;

/** All columns that there are, those that are not shown at first in the order they are offered in. */
export const COLUMNS = [
  ...STANDARD_COLUMNS,
  'category',
  'source',
  'duration',
  'ip',
  'host',
  'errorType',
  'correlation',
  'recorded',
  'seq',
  'id',
] as const;
export type Column = (typeof COLUMNS)[number];

/** What stands in the header. */
export const COLUMN_LABELS: Readonly<Record<Column, string>> = {
  time: 'Time',
  severity: 'Severity',
  action: 'Action',
  actor: 'Actor',
  target: 'Target',
  message: 'Message',
  outcome: 'Outcome',
  category: 'Category',
  source: 'Source',
  duration: 'Took',
  ip: 'IP address',
  host: 'Host',
  errorType: 'Error type',
  correlation: 'Correlation',
  recorded: 'Recorded',
  seq: 'Number',
  id: 'Event id',
};

/** The column of a name; undefined if there is none. */
export function columnOf(name: string | undefined): Column | undefined {
  return COLUMNS.find((column) => column === name);
}

/** A value in a cell that can be filtered by. */
export interface CellFilter {
  readonly field: FilterField;
  /** As the filter wants it. */
  readonly value: string;
  /** As people read it. */
  readonly label: string;
}

/** The filter that a cell offers; null if there is none. */
export function cellFilter(column: Column, row: EventSummary): CellFilter | null {
  switch (column) {
    case 'severity':
    case 'action':
    case 'outcome':
    case 'category':
      return filterBy(column, row[column]);
    case 'source':
      return { field: column, value: row.source, label: SOURCE_LABELS[row.source] };
    case 'actor':
      return filterBy(column, row.actorName);
    case 'ip':
    case 'errorType':
      return filterBy(column, row[column]);
    case 'correlation':
      return filterBy(column, row.correlationId);
    case 'target':
      return row.target && { field: 'target', ...targetFilter(row.target) };
    case 'time':
    case 'message':
    case 'duration':
    case 'host':
    case 'recorded':
    case 'seq':
    case 'id':
      return null;
    default:
      return assertNever(column);
  }
}

function filterBy(field: FilterField, value: string | null): CellFilter | null {
  return value === null || value === '' ? null : { field, value, label: value };
}

/** How a target is asked for, and what it is called. */
function targetFilter(target: { type: string; id: string; name: string | null }): {
  readonly value: string;
  readonly label: string;
} {
  return { value: `${target.type}:${target.id}`, label: target.name ?? target.id };
}

/** What a cell says on hover: all of it, and what the list leaves out. */
export function cellTitle(column: Column, row: EventSummary, zone: string): string {
  if (column === 'target') return targetTitle(row);
  const text = safeString(cellText(column, row, zone)).slice(0, TITLE_LENGTH);
  if (column !== 'time' && column !== 'recorded') return text;
  const ms = column === 'time' ? row.occurredAt : row.recordedAt;
  return zone === 'UTC' ? `${text} UTC` : `${text} ${zone}\n${formatPrecise(ms, 'UTC')} UTC`;
}

function targetTitle({ target, targetCount }: EventSummary): string {
  if (!target) return '';
  const name = target.name === null ? '' : `${safeString(target.name)}\n`;
  const more = targetCount > 1 ? `\nand ${targetCount - 1} more` : '';
  return `${name}${safeString(target.type)}: ${safeString(target.id)}${more}`;
}

/** The text of a cell as it is copied. */
export function cellText(column: Column, row: EventSummary, zone: string): string {
  switch (column) {
    case 'time':
      return formatPrecise(row.occurredAt, zone);
    case 'recorded':
      return formatPrecise(row.recordedAt, zone);
    case 'message':
      return row.message;
    case 'duration':
      return row.durationMs === null ? '' : formatDuration(row.durationMs);
    case 'host':
      return row.host ?? '';
    case 'seq':
      return String(row.seq);
    case 'id':
      return row.id;
    case 'severity':
    case 'action':
    case 'actor':
    case 'target':
    case 'outcome':
    case 'category':
    case 'source':
    case 'ip':
    case 'errorType':
    case 'correlation':
      return cellFilter(column, row)?.label ?? '';
    default:
      return assertNever(column);
  }
}
