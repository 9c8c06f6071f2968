import { printQuery } from '#shared/filter-syntax/print.ts';
import { isEverything } from '#shared/model/event-filter.ts';
import type { Hold } from '#shared/model/review.ts';
import { zoneClock } from '#shared/time/zone-clock.ts';
import { counted, formatCount, formatLocalTime, zoneName } from './format.ts';
import { styled } from './style.ts';
import { tableLines } from './table.ts';
import type { Column } from './table.ts';
import { cellText } from './visible-text.ts';

const COLUMNS: readonly Column<Hold>[] = [
  { title: 'HOLD', cell: ({ id }) => String(id), isNumber: true, rank: 0 },
  {
    title: 'STATE',
    cell: ({ released }) => (released ? 'released' : 'in force'),
    style: ({ released }, text) => styled(released ? 'dim' : 'yellow', text),
    rank: 1,
  },
  {
    title: 'EVENTS',
    cell: ({ heldCount }) => (heldCount === null ? '–' : formatCount(heldCount)),
    isNumber: true,
    rank: 2,
  },
  { title: 'WHAT', cell: (hold) => cellText(whatIsHeld(hold)), least: 16, rank: 3 },
  { title: 'SINCE', cell: ({ at }) => (at === null ? 'not kept' : formatLocalTime(at)), rank: 4 },
  { title: 'BY', cell: ({ operator }) => cellText(operator ?? 'not kept'), least: 8, rank: 5 },
  { title: 'REASON', cell: ({ reason }) => cellText(reason), least: 16, rank: 0 },
];

/** Holds as a table, one line each, and how many there are. */
export function holdTableLines(holds: readonly Hold[], width: number): string[] {
  if (holds.length === 0) {
    return ['Nothing is on hold. To keep events: annals hold --ids A,B --reason TEXT'];
  }
  const released = holds.filter((hold) => hold.released !== null).length;
  const past = released === 0 ? '' : `, ${formatCount(released)} released`;
  const footer = `${counted(holds.length - released, 'hold')} in force${past}; times in ${zoneName()}.`;
  return [...tableLines(COLUMNS, holds, width), '', styled('dim', footer)];
}

function whatIsHeld({ kind, entity, filter }: Hold): string {
  if (entity) return `${entity.type}:${entity.id}${entity.name === null ? '' : ` ${entity.name}`}`;
  if (!filter) return kind === 'events' ? 'chosen events' : 'not kept';
  return isEverything(filter) ? 'every event' : printQuery(filter, zoneClock(zoneName()));
}
