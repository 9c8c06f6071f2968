import type { EventSummary } from '#shared/model/audit-event.ts';
import type { FilterField } from '#shared/model/event-filter.ts';
import { assertNever } from '#shared/util/assert.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { formatPrecise } from '../../format/times.ts';

/** A tooltip is no place to read a novel. */
const TITLE_LENGTH = 1_000;

/** The columns of the list, in order. */
export const COLUMNS = [
  'time',
  'severity',
  'action',
  'actor',
  'target',
  'message',
  'outcome',
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
};

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
      return { field: column, value: row[column], label: row[column] };
    case 'actor':
      return row.actorName === null || row.actorName === ''
        ? null
        : { field: 'actor', value: row.actorName, label: row.actorName };
    case 'target':
      return row.target && { field: 'target', ...targetFilter(row.target) };
    case 'time':
    case 'message':
      return null;
    default:
      return assertNever(column);
  }
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
  if (column !== 'time') return text;
  return zone === 'UTC'
    ? `${text} UTC`
    : `${text} ${zone}\n${formatPrecise(row.occurredAt, 'UTC')} UTC`;
}

function targetTitle({ target, targetCount }: EventSummary): string {
  if (!target) return '';
  const name = target.name === null ? '' : `${safeString(target.name)}\n`;
  const more = targetCount > 1 ? `\nand ${targetCount - 1} more` : '';
  return `${name}${safeString(target.type)}: ${safeString(target.id)}${more}`;
}

/** The text of a cell as it is copied. */
export function cellText(column: Column, row: EventSummary, zone: string): string {
  if (column === 'time') return formatPrecise(row.occurredAt, zone);
  if (column === 'message') return row.message;
  return cellFilter(column, row)?.label ?? '';
}
