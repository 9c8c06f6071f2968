import type { Entity } from '#shared/model/entity.ts';
import { formatCount, formatLocalTime } from './format.ts';
import { styled } from './style.ts';
import { tableLines } from './table.ts';
import type { Column } from './table.ts';
import { cellText } from './visible-text.ts';

const COLUMNS: readonly Column<Entity>[] = [
  { title: 'EVENTS', cell: ({ events }) => formatCount(events), isNumber: true, rank: 0 },
  { title: 'TYPE', cell: ({ type }) => cellText(type), least: 8, rank: 0 },
  { title: 'ID', cell: ({ id }) => cellText(id), least: 14, rank: 0 },
];
const NAME: Column<Entity> = {
  title: 'NAME',
  cell: ({ name }) => cellText(name ?? '–'),
  least: 10,
  rank: 3,
};
const FLAG: Column<Entity> = {
  title: 'FLAG',
  cell: ({ flagged }) => (flagged ? 'flagged' : '–'),
  style: ({ flagged }, text) => styled(flagged ? 'yellow' : 'dim', text),
  rank: 1,
};
const TIMES: readonly Column<Entity>[] = [
  { title: 'FIRST SEEN', cell: ({ firstSeen }) => timeText(firstSeen), rank: 4 },
  { title: 'LAST SEEN', cell: ({ lastSeen }) => timeText(lastSeen), rank: 2 },
];

/** Things that events touched as a table, one line each; columns that would say nothing left out. */
export function entityTableLines(entities: readonly Entity[], width: number): string[] {
  const names = entities.some(({ name }) => name !== null) ? [NAME] : [];
  const flags = entities.some(({ flagged }) => flagged) ? [FLAG] : [];
  return tableLines([...COLUMNS, ...names, ...flags, ...TIMES], entities, width);
}

/** Nothing of it is kept where all its events were pruned. */
function timeText(ms: number | null): string {
  return ms === null ? 'not kept' : formatLocalTime(ms);
}
