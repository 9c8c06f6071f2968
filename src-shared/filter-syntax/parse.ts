import type { FilterTerm } from '../model/event-filter.ts';
import { LIMITS } from '../model/limits.ts';
import { ALL_TIME } from '../time/time-window.ts';
import type { TimeRange } from '../time/time-window.ts';
import { meaningOf } from './meaning.ts';
import type { Bound, Meaning } from './meaning.ts';
import { scanQuery } from './parts.ts';
import type { ScannedCondition } from './parts.ts';
import type {
  ParsedQuery,
  QueryClock,
  QueryCondition,
  QueryError,
  QueryPart,
  QueryProblem,
  Span,
} from './query.ts';

/**
 * Reads the text of the query bar (docs/query-language.md). Never throws: a text that cannot be
 * read gives all its mistakes, in the order of the text.
 */
export function parseQuery(text: string, clock: QueryClock): ParsedQuery {
  const conditions: QueryCondition[] = [];
  const terms: FilterTerm[] = [];
  const errors: QueryError[] = [];
  let range: TimeRange = ALL_TIME;
  for (const scanned of scanQuery(text)) {
    const { start, end } = scanned;
    const alone = meaningOf(scanned, clock);
    const clash = clashOf(alone, terms, range);
    const meaning: Meaning = clash
      ? { kind: 'mistaken', errors: [{ start, end, ...clash }] }
      : alone;
    if (meaning.kind === 'mistaken') errors.push(...meaning.errors);
    else if (meaning.kind === 'term') terms.push(meaning.term);
    else range = joined(range, meaning);
    conditions.push({
      start,
      end,
      parts: partsOf(scanned, meaning.kind === 'mistaken' ? meaning.errors : []),
      term: meaning.kind === 'term' ? meaning.term : null,
    });
  }
  if (errors.length > 0) return { conditions, ok: false, errors };
  return { conditions, ok: true, query: { range, terms } };
}

/** What keeps a condition from standing beside those before it. */
function clashOf(
  meaning: Meaning,
  terms: readonly FilterTerm[],
  range: TimeRange,
): QueryProblem | null {
  if (meaning.kind === 'mistaken') return null;
  if (meaning.kind === 'term') {
    if (terms.length < LIMITS.filterTerms) return null;
    return {
      message: `A query has at most ${LIMITS.filterTerms} conditions.`,
      expected: 'Leave some out, or put words that belong together in quotes.',
    };
  }
  const isFree =
    range.kind === 'all' ||
    (range.kind === 'between' && meaning.kind !== 'last' && range[meaning.kind] === null);
  if (isFree) return null;
  return {
    message: `${meaning.kind}: does not go with the range of time that is there already.`,
    expected: 'Write last: alone, or from: and to: once each.',
  };
}

/** A range with one more bound, which does not clash with it. */
function joined(range: TimeRange, bound: Bound): TimeRange {
  if (bound.kind === 'last') return bound;
  const open = { kind: 'between', from: null, to: null } as const;
  const before = range.kind === 'between' ? range : open;
  return { ...before, [bound.kind]: bound.ms };
}

/** What can be coloured of a condition. */
function partsOf(scanned: ScannedCondition, errors: readonly QueryError[]): QueryPart[] {
  const { start, field, values } = scanned;
  const [first] = values;
  const parts: QueryPart[] = [];
  const add = (kind: QueryPart['kind'], { start, end }: Span): void => {
    const isMistaken = errors.some((error) => error.start < end && start < error.end);
    if (end > start) parts.push({ kind: isMistaken ? 'error' : kind, start, end });
  };
  if (scanned.isNegated) add('negation', { start, end: start + 1 });
  if (field) {
    add('field', field);
    add('operator', field.operator);
  }
  let previous = first;
  for (const value of values) {
    if (value !== first) add('operator', { start: previous.end, end: value.start });
    add(field ? 'value' : 'word', value);
    previous = value;
  }
  return parts;
}
