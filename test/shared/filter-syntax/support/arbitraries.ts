import fc from 'fast-check';
import { FIELD_VALUES, FILTER_FIELDS } from '#shared/model/event-filter.ts';
import type { EventFilter, FilterTerm } from '#shared/model/event-filter.ts';
import { EARLIEST_MS, LATEST_MS, LIMITS } from '#shared/model/limits.ts';

/** What means something in the language, what hides, and what is written the other way round. */
const SNIPPETS = [
  ...String.raw`" "" , - -- : :: = > >= < \ \" % _ * ( ) ' / // a A error last:7d from:2026-01-01`.split(
    ' ',
  ),
  ...'actor: -actor:x severity>=error text: foo: http:// C:\\ C:/ AWS::S3 12:30 seller.*'.split(
    ' ',
  ),
  '\n',
  '\r\n',
  '\t',
  ' ',
  '  ',
  '\0',
  '\u001B[31m',
  '\u007F',
  '\u0085',
  '\u00A0',
  '\u2028',
  '\u200B',
  '\u202E',
  '\uFEFF',
  'שלום',
  'é',
  'e\u0301',
  'ß',
  'İ',
  'ſource:',
  '日本',
  '１２',
  '\u{1F642}',
  '👩‍👩‍👧',
  '\uD83D',
  '\uDE00',
  '__proto__',
  'constructor:',
];

/** Any text, most of it made to be misread. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...SNIPPETS), { maxLength: 6 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...'a b " : , - > = \\'.split(' '), ' ') }),
);

/** Any value that a filter may have. */
const anyValue = fc
  .oneof({ arbitrary: hostileText, weight: 20 }, fc.string({ minLength: 500, maxLength: 520 }))
  .map((text) => text.slice(0, LIMITS.filterValue))
  .filter((text) => text !== '');

const anyTerm: fc.Arbitrary<FilterTerm> = fc
  .constantFrom(...FILTER_FIELDS, 'text' as const, 'text' as const, 'severity' as const)
  .chain((field) => {
    const allowed = FIELD_VALUES[field];
    const batch = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).map(String);
    const open = field === 'batch' ? batch : anyValue;
    return fc.record({
      field: fc.constant(field),
      values: fc.array(allowed ? fc.constantFrom(...allowed) : open, {
        minLength: 1,
        maxLength: 4,
      }),
      negated: fc.boolean(),
    });
  });

export const anyMs = fc.integer({ min: EARLIEST_MS, max: LATEST_MS });

/** Any filter that is valid, with values that are hard to write. */
export const hostileFilter: fc.Arbitrary<EventFilter> = fc.record({
  from: fc.option(anyMs),
  to: fc.option(anyMs),
  terms: fc.array(anyTerm, { maxLength: 6 }),
});
