import { FIELD_VALUES } from '#shared/model/event-filter.ts';
import type { FilterField, FilterTerm } from '#shared/model/event-filter.ts';
import { closest } from '#shared/text/closest.ts';
import type { OptionSpec, Options } from './parse-options.ts';
import { usageError } from './parse-options.ts';

/** An option for each field of the filter; null for the value of those that are yes or no. */
const TERM_OPTIONS: readonly (readonly [
  name: string,
  field: FilterField,
  value: string | null,
  help: string,
])[] = [
  ['text', 'text', 'TEXT', 'Text in message, action, names, ids, address, errors; any case'],
  ['anywhere', 'anywhere', 'TEXT', 'Text in metadata and the original record too; slower'],
  ['category', 'category', 'A,B', 'Category'],
  ['action', 'action', 'A,B', 'Action; a * at the end stands for any ending (seller.*)'],
  ['outcome', 'outcome', 'A,B', 'success, failure, error, unknown'],
  ['severity', 'severity', 'A,B', 'debug … critical, or at least: “>=warning”'],
  ['actor', 'actor', 'A,B', 'Who did it: id or name'],
  ['target', 'target', 'A,B', 'What it was done to: TYPE:ID, or an id or name'],
  ['service', 'service', 'A,B', 'Service that was touched'],
  ['source', 'source', 'A,B', 'What set it off: manual, import, system, …'],
  ['intent', 'intent', 'A,B', 'What it was meant to do'],
  ['error-type', 'errorType', 'A,B', 'Type or code of the error'],
  ['ip', 'ip', 'A,B', 'Address it came from'],
  ['batch', 'batch', 'N,M', 'Number of the import that brought it in'],
  ['correlation', 'correlation', 'A,B', 'What ties it to other events: its correlation id'],
  ['error', 'error', null, 'It is an error: by its outcome, or by an error type (or --error=no)'],
  ['flagged', 'flagged', null, 'Somebody flagged it (or --flagged=no)'],
  ['held', 'held', null, 'A hold keeps it (or --held=no)'],
  ['noted', 'noted', null, 'Somebody wrote a note on it (or --noted=no)'],
  ['reviewed', 'reviewed', null, 'It was signed off (--reviewed=no: new since the last review)'],
];

/** Fields that are searched: a value may hold commas, and all that are given must be found. */
const SEARCHED: ReadonlySet<FilterField> = new Set<FilterField>(['text', 'anywhere']);

export const TERM_SPECS: readonly OptionSpec[] = TERM_OPTIONS.map(([name, , value, help]) => ({
  name,
  value,
  ...(value === null ? { isYesNo: true as const } : {}),
  help,
  group: 'Filter' as const,
}));

/**
 * The conditions that a command line names.
 * @throws AnnalsError INVALID_INPUT naming the option
 */
export function termsOf(options: Options): FilterTerm[] {
  return TERM_OPTIONS.flatMap(([name, field]) => {
    const given = options.all(name);
    if (SEARCHED.has(field)) {
      return given.map((text) => ({ field, values: [text], negated: false }));
    }
    const values = given.flatMap(splitList).map((value) => checked(name, field, value));
    return values.length === 0 ? [] : [{ field, values, negated: false }];
  });
}

/** The option with which a field is named. */
export function optionOfField(field: FilterField): string {
  return TERM_OPTIONS.find(([, each]) => each === field)?.[0] ?? field;
}

/** Splits at commas, but not at escaped ones. */
export function splitList(text: string): string[] {
  return text
    .split(/(?<!\\),/u)
    .map((part) => part.replaceAll('\\,', ',').trim())
    .filter((part) => part !== '');
}

function checked(name: string, field: FilterField, value: string): string {
  const allowed = FIELD_VALUES[field];
  if (!allowed || allowed.includes(value)) return value;
  const meant = closest(value, allowed);
  const words = allowed.filter((word) => !word.startsWith('>=')).join(', ');
  throw usageError(
    `--${name}: “${value}” is not one of ${words}.`,
    meant === null ? '' : `Did you mean ${meant}?`,
  );
}
