import type { ErrorGroup } from '#shared/model/error-group.ts';
import { counted, formatCount, formatLocalTime } from './format.ts';
import { styled } from './style.ts';
import { tableLines } from './table.ts';
import type { Column } from './table.ts';
import { cellText } from './visible-text.ts';

/** What a person can take in above the list of errors. */
const SHOWN_GROUPS = 15;

const COLUMNS: readonly Column<ErrorGroup>[] = [
  { title: 'ERRORS', cell: ({ count }) => formatCount(count), isNumber: true, rank: 0 },
  {
    title: 'TYPE',
    cell: ({ errorType }) => (errorType === null ? 'without a type' : cellText(errorType)),
    style: ({ errorType }, text) => styled(errorType === null ? 'dim' : 'bold', text),
    least: 20,
    rank: 0,
  },
  { title: 'FIRST SEEN', cell: ({ firstSeen }) => formatLocalTime(firstSeen), rank: 2 },
  { title: 'LAST SEEN', cell: ({ lastSeen }) => formatLocalTime(lastSeen), rank: 1 },
  {
    title: 'LATEST',
    cell: ({ latest }) => cellText(latest.errorMessage ?? latest.message),
    least: 24,
    rank: 3,
  },
];

/** Errors by type, the most frequent first. */
export function errorGroupLines(groups: readonly ErrorGroup[], width: number): string[] {
  const more = groups.length - SHOWN_GROUPS;
  return [
    ...tableLines(COLUMNS, groups.slice(0, SHOWN_GROUPS), width),
    ...(more > 0 ? [styled('dim', `… and ${counted(more, 'other type')}; see --json`)] : []),
  ];
}
