import type { EventFilter, FilterTerm } from '../model/event-filter.ts';
import { resolveRange } from '../time/time-window.ts';
import type { TimeRange } from '../time/time-window.ts';

/** What the text of the query bar asks for. A relative range stays one until it is asked. */
export interface Query {
  readonly range: TimeRange;
  readonly terms: readonly FilterTerm[];
}

/** The clock by which times without a zone are meant, such as a ZoneClock. */
export interface QueryClock {
  /** When the clock shows a wall time, in ms UTC; wall times are in ms as if in UTC. */
  toUtc(wall: number): number;
}

/** A stretch of the text, in UTF-16 code units; `end` is behind it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a stretch of the text is, so that it can be coloured. */
export interface QueryPart extends Span {
  readonly kind: 'negation' | 'field' | 'operator' | 'value' | 'word' | 'error';
}

/** One condition as it stands in the text, with its negation, field and values. */
export interface QueryCondition extends Span {
  readonly parts: readonly QueryPart[];
  /** What it says; null for a range, and for one that could not be read. */
  readonly term: FilterTerm | null;
}

/** A mistake in words. */
export interface QueryProblem {
  /** One plain sentence: what is wrong. */
  readonly message: string;
  /** One plain sentence: what could stand there. */
  readonly expected: string;
}

/** A mistake, and where it is; the stretch is never empty. */
export interface QueryError extends QueryProblem, Span {}

/** A text as it was read, its conditions in the order of the text. */
export type ParsedQuery = { readonly conditions: readonly QueryCondition[] } & (
  | { readonly ok: true; readonly query: Query }
  | { readonly ok: false; readonly errors: readonly QueryError[] }
);

/**
 * The filter that a query means at a moment.
 * @param now integer milliseconds UTC
 */
export function filterOf(query: Query, now: number): EventFilter {
  return { ...resolveRange(query.range, now), terms: [...query.terms] };
}
