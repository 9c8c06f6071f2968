import { FIELD_VALUES } from '../model/filter-fields.ts';
import { SEVERITIES } from '../model/vocabulary.ts';
import { fieldsStarting, nameOf } from './fields.ts';
import type { QueryField } from './fields.ts';
import { REVIEW_WORD } from './meaning.ts';
import { scanQuery } from './parts.ts';
import type { ScannedField, ScannedValue } from './parts.ts';
import type { Span } from './query.ts';

/** One way to go on. */
interface Suggestion {
  /** What takes the place of the stretch. */
  readonly text: string;
  /** What it means, in a few words; empty where the text says it. */
  readonly label: string;
}

/** What could stand at the caret; a suggestion takes the place of the stretch. */
export interface Suggestions extends Span {
  readonly kind: 'field' | 'value' | 'none';
  /** Whose values are asked for; null unless of kind `value`. */
  readonly field: QueryField | null;
  /** What stands there before the caret, without quotes. */
  readonly prefix: string;
  /**
   * Values only of closed lists: those of other fields are in the trail, and are written with
   * `printValue`.
   */
  readonly items: readonly Suggestion[];
}

const FIELD_LABELS: Readonly<Record<QueryField, string>> = {
  text: 'in message, action, names, ids, address, errors',
  anywhere: 'in metadata and the original record too; slower',
  category: 'kind of event',
  action: 'what was done; seller.* for all that start so',
  outcome: 'how it ended',
  severity: 'how bad it is',
  actor: 'who did it: id or name',
  target: 'what it was done to: type:id, or id or name',
  service: 'service that was touched',
  source: 'what set it off',
  intent: 'what it was meant to do',
  error: 'whether it is an error',
  errorType: 'type or code of the error',
  ip: 'address it came from',
  batch: 'number of the import',
  correlation: 'id that ties events together',
  flagged: 'whether somebody flagged it',
  held: 'whether a hold keeps it',
  noted: 'whether it has a note',
  reviewed: 'whether it was signed off; no is new since then',
  last: 'the time up to now',
  from: 'this time and later',
  to: 'before this time',
};

const PRESETS: readonly Suggestion[] = [
  { text: '15m', label: '15 minutes' },
  { text: '1h', label: '1 hour' },
  { text: '24h', label: '24 hours' },
  { text: '7d', label: '7 days' },
  { text: '30d', label: '30 days' },
  { text: '90d', label: '90 days' },
];

const SINCE_REVIEW: Suggestion = { text: REVIEW_WORD, label: 'new since the last review' };

/** What could be written at the caret. */
export function suggest(text: string, caret: number): Suggestions {
  const condition = scanQuery(text).find(({ start, end }) => start <= caret && caret <= end);
  if (!condition) return fieldsAt({ start: caret, end: caret }, '');
  const { field, values } = condition;
  if (field && caret >= field.operator.end) {
    const value = values.find(({ end }) => caret <= end) ?? values[0];
    return valuesAt(text, caret, field, value, values);
  }
  const [word] = values;
  if (!field && word.isQuoted) return { ...NOTHING, start: caret, end: caret };
  // A dash alone is about to turn a field round.
  const start = field?.start ?? (word.text === '-' ? word.end : word.start);
  return fieldsAt({ start, end: field?.operator.end ?? word.end }, text.slice(start, caret));
}

const NOTHING = { kind: 'none', field: null, prefix: '', items: [] } as const;

function fieldsAt(span: Span, prefix: string): Suggestions {
  const items = fieldsStarting(prefix).flatMap((field) => {
    const label = FIELD_LABELS[field];
    const items = [{ text: `${nameOf(field)}:`, label }];
    return field === 'severity'
      ? [...items, { text: 'severity>=', label: 'at least so bad' }]
      : items;
  });
  if (items.length === 0) return { ...NOTHING, ...span, prefix };
  return { ...span, kind: 'field', field: null, prefix, items };
}

function valuesAt(
  text: string,
  caret: number,
  { field, operator }: ScannedField,
  value: ScannedValue,
  all: readonly ScannedValue[],
): Suggestions {
  const { start, isQuoted } = value;
  // A quote without an end reaches over everything that follows.
  const end = isQuoted && value.error ? caret : value.end;
  if (field === null) return { ...NOTHING, start, end };
  const before = text.slice(start, caret);
  const quoted = caret < value.end ? before.slice(1).replaceAll('""', '"') : value.text;
  const prefix = isQuoted ? quoted : before;
  const others = new Set(all.filter((other) => other !== value).map((other) => other.text));
  const items = choicesOf(field, operator.text).filter(
    (item) => item.text.startsWith(prefix.toLowerCase()) && !others.has(item.text),
  );
  return { start, end, kind: 'value', field, prefix, items };
}

function choicesOf(field: QueryField, operator: string): readonly Suggestion[] {
  if (field === 'last') return PRESETS;
  if (field === 'from') return [SINCE_REVIEW];
  if (field === 'to') return [];
  const words = operator === '>=' ? SEVERITIES : (FIELD_VALUES[field] ?? []);
  return words.map((text) => ({
    text,
    label: text.startsWith('>=') ? `${text.slice(2)} or worse` : '',
  }));
}
