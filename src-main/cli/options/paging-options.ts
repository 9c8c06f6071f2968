import { EVENT_ORDERS } from '#shared/model/event-filter.ts';
import type { EventOrder } from '#shared/model/event-filter.ts';
import { LIMITS } from '#shared/model/limits.ts';
import type { OptionSpec, Options } from './parse-options.ts';
import { usageError } from './parse-options.ts';

const DEFAULT_LIMIT = 100;

export const PAGING_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'limit',
    value: 'N',
    help: `At most N events (1–${LIMITS.pageRows}, default ${DEFAULT_LIMIT})`,
    group: 'Paging',
  },
  { name: 'offset', value: 'N', help: 'Skip the first N events', group: 'Paging' },
  { name: 'cursor', value: 'TEXT', help: 'Go on after a page: its nextCursor', group: 'Paging' },
  { name: 'order', value: 'ORDER', help: 'newest (default), oldest, recorded', group: 'Paging' },
];

export interface Paging {
  readonly limit: number;
  readonly offset: number;
  readonly cursor: string | null;
  readonly order: EventOrder;
}

/** @throws AnnalsError INVALID_INPUT */
export function pagingOf(options: Options): Paging {
  const cursor = options.one('cursor') ?? null;
  if (cursor !== null && options.has('offset')) {
    throw usageError('--cursor and --offset both say where the page starts.', 'Give one of them.');
  }
  return {
    limit: integer(options, 'limit', 1, LIMITS.pageRows) ?? DEFAULT_LIMIT,
    offset: integer(options, 'offset', 0, Number.MAX_SAFE_INTEGER) ?? 0,
    cursor,
    order: orderOf(options.one('order') ?? 'newest'),
  };
}

function integer(options: Options, name: string, least: number, most: number): number | null {
  const text = options.one(name);
  if (text === undefined) return null;
  const value = /^\d+$/u.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`;
  throw usageError(`--${name} must be a whole number, ${range}, and not “${text}”.`);
}

function orderOf(text: string): EventOrder {
  const order = EVENT_ORDERS.find((name) => name === text);
  if (order) return order;
  throw usageError(`--order must be one of ${EVENT_ORDERS.join(', ')}, and not “${text}”.`);
}
