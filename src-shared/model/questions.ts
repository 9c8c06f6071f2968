import { z } from 'zod';
import type { EventFilter, FilterField } from './event-filter.ts';
import { FilterTerm } from './event-filter.ts';
import { LIMITS } from './limits.ts';
import { OUTCOMES, SEVERITIES } from './vocabulary.ts';

/**
 * Ready-made questions (product.md §4): arguments with their bounds and defaults, and the filter
 * that each comes down to. Total and rows of a question are those of its filter.
 */

const DAY_MS = 86_400_000;

const Name = z.string().min(1).max(LIMITS.filterValue);
const Offset = wholeNumber(0, Number.MAX_SAFE_INTEGER).default(0);
const Limit = wholeNumber(1, LIMITS.pageRows).default(100);

/** What failed lately, in one service or all. */
export const FailuresQuestion = z.strictObject({
  days: wholeNumber(1, LIMITS.failureDays).default(7),
  service: Name.nullable().default(null),
  limit: Limit,
  offset: Offset,
});
export type FailuresQuestion = z.infer<typeof FailuresQuestion>;

/** Everything that touched a service. */
export const ServiceQuestion = z.strictObject({
  service: Name,
  outcome: z.enum(OUTCOMES).nullable().default(null),
  /** Null for the whole trail. */
  days: wholeNumber(1, LIMITS.serviceDays).nullable().default(null),
  limit: Limit,
  offset: Offset,
});
export type ServiceQuestion = z.infer<typeof ServiceQuestion>;

/** Errors, grouped by their type. */
export const ErrorsQuestion = z.strictObject({
  /** A severity, or `>=warning` for that and worse. */
  severity: z
    .enum([...SEVERITIES, ...SEVERITIES.map((severity) => `>=${severity}` as const)])
    .nullable()
    .default(null),
  errorType: Name.nullable().default(null),
  /** Null for the whole trail. */
  days: wholeNumber(1, LIMITS.serviceDays).nullable().default(null),
  limit: wholeNumber(1, LIMITS.errorRows).default(50),
  offset: Offset,
});
export type ErrorsQuestion = z.infer<typeof ErrorsQuestion>;

/** The combined question: everything that is given must hold. */
export const CombinedQuestion = z.strictObject({
  outcome: z.enum(OUTCOMES).nullable().default(null),
  service: Name.nullable().default(null),
  intent: Name.nullable().default(null),
  days: wholeNumber(1, LIMITS.serviceDays).nullable().default(null),
  limit: Limit,
  offset: Offset,
});
export type CombinedQuestion = z.infer<typeof CombinedQuestion>;

/** @param now integer milliseconds UTC */
export function failuresFilter(question: FailuresQuestion, now: number): EventFilter {
  return lastDays(question.days, now, [
    ...terms('outcome', 'failure', 'error'),
    ...terms('service', question.service),
  ]);
}

/** @param now integer milliseconds UTC */
export function serviceFilter(question: ServiceQuestion, now: number): EventFilter {
  return lastDays(question.days, now, [
    ...terms('service', question.service),
    ...terms('outcome', question.outcome),
  ]);
}

/** @param now integer milliseconds UTC */
export function errorsFilter(
  { severity, errorType, days }: ErrorsQuestion,
  now: number,
): EventFilter {
  return lastDays(days, now, [
    ...terms('error', 'yes'),
    ...terms('severity', severity),
    ...terms('errorType', errorType),
  ]);
}

/** @param now integer milliseconds UTC */
export function combinedFilter(question: CombinedQuestion, now: number): EventFilter {
  return lastDays(question.days, now, [
    ...terms('outcome', question.outcome),
    ...terms('service', question.service),
    ...terms('intent', question.intent),
  ]);
}

/** A number within bounds; whatever else comes is refused in the same words. */
function wholeNumber(from: number, to: number): z.ZodInt {
  const bounds = to === Number.MAX_SAFE_INTEGER ? `${from} or more` : `from ${from} to ${to}`;
  const message = `must be a whole number, ${bounds}`;
  return z.int(message).min(from, message).max(to, message);
}

function lastDays(days: number | null, now: number, all: FilterTerm[]): EventFilter {
  return { from: days === null ? null : now - days * DAY_MS, to: null, terms: all };
}

function terms(field: FilterField, ...given: readonly (string | null)[]): FilterTerm[] {
  const values = given.filter((value) => value !== null);
  return values.length === 0 ? [] : [FilterTerm.parse({ field, values, negated: false })];
}
