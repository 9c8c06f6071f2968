import { parseQuery } from '#shared/filter-syntax/parse.ts';
import type { ParsedQuery, Query } from '#shared/filter-syntax/query.ts';

/** Clocks half an hour off whole hours, so that a zone that is forgotten shows. */
export const CLOCK = {
  toUtc: (wall: number): number => wall - 5.5 * 3_600_000,
  toWall: (time: number): number => time + 5.5 * 3_600_000,
};

export function parsed(text: string): ParsedQuery {
  return parseQuery(text, CLOCK);
}

/** The query that a text means; fails the test if it means none. */
export function queryOf(text: string): Query {
  const result = parsed(text);
  if (result.ok) return result.query;
  throw new Error(`${text}: ${result.errors.map((error) => error.message).join(' ')}`);
}

/** The conditions of a text in short: field, sense and values. */
export function termsOf(text: string): string[] {
  return queryOf(text).terms.map(
    ({ field, values, negated }) => `${negated ? 'not ' : ''}${field} ${JSON.stringify(values)}`,
  );
}

/** What is marked as mistaken, and why. */
export function mistakesOf(text: string): (readonly [marked: string, message: string])[] {
  const result = parsed(text);
  if (result.ok) return [];
  return result.errors.map(({ start, end, message }) => [text.slice(start, end), message]);
}
