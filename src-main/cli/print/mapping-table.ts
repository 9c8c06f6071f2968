import { styled } from './style.ts';
import { tableLines } from './table.ts';
import type { Column } from './table.ts';
import { cellText } from './visible-text.ts';

interface ListedMapping {
  readonly name: string;
  readonly title: string;
  readonly isOwn: boolean;
}

const COLUMNS: readonly Column<ListedMapping>[] = [
  { title: 'NAME', cell: ({ name }) => cellText(name), rank: 0 },
  { title: 'RECORDS OF', cell: ({ title }) => cellText(title), least: 14, rank: 0 },
  { title: 'FROM', cell: ({ isOwn }) => (isOwn ? 'you' : 'Annals'), rank: 1 },
];

/** Mappings as a table, in the order in which they are tried. */
export function mappingTableLines(mappings: readonly ListedMapping[], width: number): string[] {
  const footer = 'The first that recognises a record reads it; --mapping NAME takes one for all.';
  return [...tableLines(COLUMNS, mappings, width), '', styled('dim', footer)];
}
