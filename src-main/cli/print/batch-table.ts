import type { Batch, BatchPage, BatchesRequest } from '#shared/model/batch.ts';
import { counted, formatCount, formatDuration, formatLocalTime, zoneName } from './format.ts';
import { styled } from './style.ts';
import { tableLines } from './table.ts';
import type { Column } from './table.ts';
import { cellText } from './visible-text.ts';

const COLUMNS: readonly Column<Batch>[] = [
  { title: 'BATCH', cell: ({ id }) => String(id), isNumber: true, rank: 0 },
  { title: 'STARTED', cell: ({ startedAt }) => formatLocalTime(startedAt), rank: 2 },
  { title: 'TOOK', cell: tookText, isNumber: true, rank: 7 },
  {
    title: 'STATE',
    cell: ({ state, isGone }) => (isGone ? 'gone' : state),
    style: ({ state, isGone }, text) =>
      styled(isGone ? 'dim' : state === 'done' ? 'green' : 'yellow', text),
    rank: 1,
  },
  { title: 'ADDED', cell: ({ added }) => formatCount(added), isNumber: true, rank: 0 },
  {
    title: 'DUPLICATES',
    cell: ({ duplicates }) => formatCount(duplicates),
    isNumber: true,
    rank: 5,
  },
  {
    title: 'REJECTED',
    cell: ({ rejected }) => formatCount(rejected),
    style: ({ rejected }, text) => styled(rejected > 0 ? 'yellow' : null, text),
    isNumber: true,
    rank: 3,
  },
  { title: 'FORMAT', cell: ({ format }) => cellText(format ?? '–'), least: 8, rank: 4 },
  { title: 'FILES', cell: ({ files }) => formatCount(files), isNumber: true, rank: 8 },
  { title: 'BY', cell: ({ operator }) => cellText(operator), least: 8, rank: 6 },
  { title: 'TITLE', cell: ({ title }) => cellText(title), least: 14, rank: 0 },
];

/** A page of imports as a table, one line each. */
export function batchListLines(
  { items, total }: BatchPage,
  { offset, limit }: BatchesRequest,
  width: number,
): string[] {
  if (total === 0) return ['Nothing was imported yet. Bring events in with: annals import FILE…'];
  if (items.length === 0) {
    return [`There are only ${counted(total, 'import')}; take a smaller --offset.`];
  }
  const isLast = offset + items.length >= total;
  const next = isLast ? '' : ` Next page: --offset ${offset + limit}`;
  const shown = `${formatCount(offset + 1)}–${formatCount(offset + items.length)}`;
  const footer = `${shown} of ${counted(total, 'import')}, newest first; times in ${zoneName()}.${next}`;
  return [...tableLines(COLUMNS, items, width), '', styled('dim', footer)];
}

function tookText({ startedAt, endedAt }: Batch): string {
  // Clocks are set back now and then.
  return endedAt === null ? '–' : formatDuration(Math.max(0, endedAt - startedAt));
}
