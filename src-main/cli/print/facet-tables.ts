import { FIELD_VALUES, YES_NO } from '#shared/model/event-filter.ts';
import type { Facet, FacetValue, Facets } from '#shared/model/facets.ts';
import { optionOfField } from '../options/term-options.ts';
import { barText } from './bar.ts';
import { counted, formatCount } from './format.ts';
import { styled } from './style.ts';
import { tableLines } from './table.ts';
import type { Column } from './table.ts';
import { cellText } from './visible-text.ts';

/**
 * How many events have which value: a table for each field that any of them has, and one for all
 * fields that are yes or no.
 */
export function facetTableLines({ fields }: Facets, width: number): string[] {
  const counted = fields.filter(({ values }) => values.length > 0);
  const questions = counted.filter(isYesNo);
  const tables = [
    ...counted.filter((facet) => !isYesNo(facet)).map((facet) => fieldTable(facet, width)),
    ...(questions.length > 0 ? [tableLines(YES_NO_COLUMNS, questions, width)] : []),
  ];
  return tables.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function isYesNo({ field }: Facet): boolean {
  return FIELD_VALUES[field] === YES_NO;
}

function fieldTable({ field, values, distinct }: Facet, width: number): string[] {
  const most = Math.max(...values.map(({ count }) => count));
  const columns: Column<FacetValue>[] = [
    {
      title: optionOfField(field).toUpperCase(),
      cell: ({ value, name }) => cellText(name ?? value),
      least: 30,
      rank: 0,
    },
    { title: 'EVENTS', cell: ({ count }) => formatCount(count), isNumber: true, rank: 0 },
    {
      title: '',
      cell: () => '',
      picture: {
        most: 30,
        draw: ({ count }, room) => barText([{ share: count / most, style: 'blue' }], room),
      },
      least: 10,
      rank: 1,
    },
    {
      title: 'ID',
      cell: ({ value, name }) => (name === null ? '' : cellText(value)),
      style: (_row, text) => styled('dim', text),
      least: 50,
      rank: 2,
    },
  ];
  const hasNames = values.some(({ name }) => name !== null);
  const more = distinct - values.length;
  return [
    ...tableLines(hasNames ? columns : columns.slice(0, -1), values, width),
    ...(more === 0 ? [] : [styled('dim', `… and ${counted(more, 'other')}; see --limit`)]),
  ];
}

const YES_NO_COLUMNS: readonly Column<Facet>[] = [
  { title: '', cell: ({ field }) => field, rank: 0 },
  ...YES_NO.map((answer) => ({
    title: answer.toUpperCase(),
    cell: ({ values }: Facet) =>
      formatCount(values.find(({ value }) => value === answer)?.count ?? 0),
    isNumber: true,
    rank: 0,
  })),
];
