import { FILTER_FIELDS } from '../model/filter-fields.ts';
import type { FilterField } from '../model/filter-fields.ts';

/** What stands before a colon and says when. */
const RANGE_NAMES = ['last', 'from', 'to'] as const;
export type RangeName = (typeof RANGE_NAMES)[number];

/** All that can stand before a colon. */
export type QueryField = FilterField | RangeName;
const QUERY_FIELDS: readonly QueryField[] = [...FILTER_FIELDS, ...RANGE_NAMES];

/** Other names that people are used to; without dashes and underscores, which do not count. */
const ALIASES: readonly (readonly [name: string, field: QueryField])[] = [
  ['user', 'actor'],
  ['level', 'severity'],
  ['status', 'outcome'],
  ['ipaddress', 'ip'],
  ['import', 'batch'],
  ['correlationid', 'correlation'],
  ['since', 'from'],
  ['until', 'to'],
];

const BY_NAME = new Map([
  ...QUERY_FIELDS.map((field) => [field.toLowerCase(), field] as const),
  ...ALIASES,
]);

/** The field of a name, in any case and with or without dashes; null if there is none. */
export function fieldNamed(name: string): QueryField | null {
  return BY_NAME.get(keyOf(name)) ?? null;
}

/** How a field is written. */
export function nameOf(field: QueryField): string {
  return field === 'errorType' ? 'error-type' : field;
}

export const FIELD_NAMES: readonly string[] = QUERY_FIELDS.map(nameOf);

export function isRangeName(field: QueryField): field is RangeName {
  return (RANGE_NAMES as readonly QueryField[]).includes(field);
}

/** The fields of which a name starts with some text; those whose own name does come first. */
export function fieldsStarting(text: string): QueryField[] {
  const start = keyOf(text);
  if (start === '' && text !== '') return [];
  const found = [...BY_NAME].filter(([name]) => name.startsWith(start)).map(([, field]) => field);
  return [...new Set(found)];
}

function keyOf(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/gu, '');
}
