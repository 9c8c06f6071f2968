import type { FilterTerm } from '../model/event-filter.ts';
import { LIMITS } from '../model/limits.ts';
import { closest } from '../text/closest.ts';
import { FIELD_NAMES, isRangeName, nameOf } from './fields.ts';
import type { QueryField, RangeName } from './fields.ts';
import type { ScannedCondition, ScannedField } from './parts.ts';
import type { QueryClock, QueryError, QueryProblem, Span } from './query.ts';
import { listed, readDuration, readFieldValue, readTime } from './values.ts';

/** Where a range begins or ends. */
export type Bound =
  | { readonly kind: 'last'; readonly duration: string }
  | { readonly kind: 'from' | 'to'; readonly ms: number };

/** What one condition says by itself. */
export type Meaning =
  | Bound
  | { readonly kind: 'term'; readonly term: FilterTerm }
  | { readonly kind: 'mistaken'; readonly errors: readonly QueryError[] };

/** `since:review`: what came after the review mark. */
export const REVIEW_WORD = 'review';
/** The mark goes by when events were recorded, so this is a condition and no bound of time. */
export const NOT_REVIEWED: FilterTerm = { field: 'reviewed', values: ['no'], negated: false };

export function meaningOf(scanned: ScannedCondition, clock: QueryClock): Meaning {
  const field = fieldOf(scanned.field);
  if (typeof field !== 'string') return mistaken(field);
  return isRangeName(field) ? boundOf(field, scanned, clock) : termOf(field, scanned);
}

/** Words are a condition on the text. */
function fieldOf(scanned: ScannedField | null): QueryField | QueryError {
  if (!scanned) return 'text';
  const { name, field, operator } = scanned;
  if (field === null) {
    const meant = closest(name.toLowerCase(), FIELD_NAMES);
    return {
      start: scanned.start,
      end: operator.end,
      message: `There is no field “${name}”${meant === null ? '.' : `; did you mean ${meant}?`}`,
      expected: `Fields are ${listed(FIELD_NAMES)}. Put the text in quotes to search for it literally.`,
    };
  }
  const isAllowed = operator.text === ':' || (operator.text === '>=' && field === 'severity');
  if (isAllowed) return field;
  const forms = field === 'severity' ? 'severity:… or severity>=…' : `${nameOf(field)}:…`;
  return {
    start: operator.start,
    end: operator.end,
    message: `“${operator.text}” cannot follow ${name}.`,
    expected: `Write ${forms}; or put the text in quotes to search for it literally.`,
  };
}

function termOf(
  field: Exclude<QueryField, RangeName>,
  { isNegated, field: scanned, values: all }: ScannedCondition,
): Meaning {
  const isAtLeast = scanned?.operator.text === '>=';
  const most = isAtLeast ? 1 : LIMITS.filterValues;
  const values: string[] = [];
  const errors: QueryError[] = [];
  for (const value of all.slice(0, most)) {
    const read = readFieldValue(field, isAtLeast ? `>=${value.text}` : value.text);
    if (value.error) errors.push(value.error);
    else if (read.ok) values.push(read.value);
    else errors.push(errorAt(value, read.problem));
  }
  const excess = excessOf(all, most);
  if (excess) errors.push(excess);
  if (errors.length > 0) return { kind: 'mistaken', errors };
  return { kind: 'term', term: { field, values, negated: isNegated } };
}

function boundOf(name: RangeName, scanned: ScannedCondition, clock: QueryClock): Meaning {
  if (scanned.isNegated) {
    return mistaken({
      start: scanned.start,
      end: scanned.end,
      message: 'A range of time cannot be turned round.',
      expected: `Write ${name}: without the dash.`,
    });
  }
  const [value] = scanned.values;
  const error = value.error ?? excessOf(scanned.values, 1);
  if (error) return mistaken(error);
  if (name === 'last') {
    const read = readDuration(value.text);
    if (!read.ok) return mistaken(errorAt(value, read.problem));
    return { kind: name, duration: read.value };
  }
  if (name === 'from' && value.text.toLowerCase() === REVIEW_WORD) {
    return { kind: 'term', term: NOT_REVIEWED };
  }
  const read = readTime(value.text, clock);
  if (!read.ok) return mistaken(errorAt(value, read.problem));
  return { kind: name, ms: read.value };
}

function excessOf(values: ScannedCondition['values'], most: number): QueryError | null {
  const first = values[most];
  if (!first) return null;
  return {
    // The comma belongs to what is too much: behind it there may be nothing.
    start: first.start - 1,
    end: values.at(-1)?.end ?? first.end,
    message: `Here ${most === 1 ? 'one value is' : `${most} values are`} the most.`,
    expected: 'Leave the rest out.',
  };
}

function errorAt({ start, end }: Span, problem: QueryProblem): QueryError {
  return { start, end, ...problem };
}

function mistaken(error: QueryError): Meaning {
  return { kind: 'mistaken', errors: [error] };
}
