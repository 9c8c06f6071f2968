import { EventFilter, FIELD_VALUES } from '#shared/model/event-filter.ts';
import type { FilterField, FilterTerm } from '#shared/model/event-filter.ts';
import { parseDuration } from '#shared/time/time-window.ts';
import { closest } from './closest.ts';
import type { OptionSpec, Options } from './parse-options.ts';
import { usageError } from './parse-options.ts';
import { parseTimeOption } from './time-option.ts';

const TERM_OPTIONS: readonly (readonly [
  name: string,
  field: FilterField,
  value: string,
  help: string,
])[] = [
  ['text', 'text', 'TEXT', 'Text anywhere in the event, upper or lower case'],
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
];

/** The options with which every command that takes a filter says which events are meant. */
export const FILTER_OPTIONS: readonly OptionSpec[] = [
  { name: 'last', value: '7d', help: 'The last 30m, 24h, 7d, 4w', group: 'Filter' },
  { name: 'from', value: 'TIME', help: 'From this time on', group: 'Filter' },
  { name: 'to', value: 'TIME', help: 'Before this time', group: 'Filter' },
  ...TERM_OPTIONS.map(([name, , value, help]) => ({ name, value, help, group: 'Filter' as const })),
];

/** How filters are written, for help. */
export const FILTER_NOTES: readonly string[] = [
  'All filters hold together. A,B means any of them; write \\, for a comma in a value. An option',
  'that is repeated adds values; --text repeated must all be found. Times without a zone are local.',
];

/**
 * The filter that a command line describes.
 * @param now integer milliseconds UTC
 * @throws AnnalsError INVALID_INPUT naming the option
 */
export function filterOf(options: Options, now: number): EventFilter {
  const terms = TERM_OPTIONS.flatMap(([name, field]) => termsOf(options, name, field));
  const filter = { ...rangeOf(options, now), terms };
  const parsed = EventFilter.safeParse(filter);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const index = issue?.path[1];
  const field = typeof index === 'number' ? terms[index]?.field : undefined;
  const option = TERM_OPTIONS.find(([, name]) => name === field)?.[0];
  throw usageError(
    `${option === undefined ? 'filter' : `--${option}`}: ${issue?.message ?? 'not valid'}.`,
  );
}

function termsOf(options: Options, name: string, field: FilterField): FilterTerm[] {
  const given = options.all(name);
  if (field === 'text') return given.map((text) => ({ field, values: [text], negated: false }));
  const values = given.flatMap(splitList).map((value) => checked(name, field, value));
  return values.length === 0 ? [] : [{ field, values, negated: false }];
}

/** Splits at commas, but not at escaped ones. */
function splitList(text: string): string[] {
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

function rangeOf(options: Options, now: number): { from: number | null; to: number | null } {
  const [last, from, to] = [options.one('last'), options.one('from'), options.one('to')];
  if (last !== undefined && from !== undefined) {
    throw usageError('--last and --from both say where the range starts.', 'Give one of them.');
  }
  const end = to === undefined ? null : parseTimeOption('to', to);
  const start =
    last === undefined
      ? from === undefined
        ? null
        : parseTimeOption('from', from)
      : (end ?? now) - durationOf(last);
  if (start !== null && end !== null && start >= end) {
    throw usageError(
      '--from is not before --to.',
      'The range starts at --from and ends before --to.',
    );
  }
  return { from: start, to: end };
}

function durationOf(text: string): number {
  const duration = parseDuration(text);
  if (duration !== null) return duration;
  throw usageError(`“${text}” for --last is not a length of time.`, 'Write 30m, 24h, 7d or 4w.');
}
