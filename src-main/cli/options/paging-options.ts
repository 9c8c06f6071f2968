import { EVENT_ORDERS } from '#shared/model/event-filter.ts';
import type { EventOrder } from '#shared/model/event-filter.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { integerOption, wordOption } from './bounded-options.ts';
import type { OptionSpec, Options } from './parse-options.ts';
import { usageError } from './parse-options.ts';

/** How many rows a page can have, and has if nothing is said. */
export interface PageBounds {
  readonly most: number;
  readonly byDefault: number;
}

export const PAGE_BOUNDS: PageBounds = { most: LIMITS.pageRows, byDefault: 100 };

/** The part of a list that is asked for. */
export interface Slice {
  readonly limit: number;
  readonly offset: number;
}

/** The page of events that is asked for. */
export interface Paging extends Slice {
  readonly cursor: string | null;
  readonly order: EventOrder;
}

/** @param things what the rows are, in the plural */
export function sliceOptions(bounds: PageBounds, things: string): readonly OptionSpec[] {
  return [
    {
      name: 'limit',
      value: 'N',
      help: `At most N ${things} (1–${bounds.most}, default ${bounds.byDefault})`,
      group: 'Paging',
    },
    { name: 'offset', value: 'N', help: `Skip the first N ${things}`, group: 'Paging' },
  ];
}

export function pagingOptions(bounds: PageBounds): readonly OptionSpec[] {
  return [
    ...sliceOptions(bounds, 'events'),
    { name: 'cursor', value: 'TEXT', help: 'Go on after a page: its nextCursor', group: 'Paging' },
    { name: 'order', value: 'ORDER', help: 'newest (default), oldest, recorded', group: 'Paging' },
  ];
}

/** @throws AnnalsError INVALID_INPUT */
export function sliceOf(options: Options, bounds: PageBounds): Slice {
  return {
    limit: integerOption(options, 'limit', 1, bounds.most) ?? bounds.byDefault,
    offset: integerOption(options, 'offset', 0, Number.MAX_SAFE_INTEGER) ?? 0,
  };
}

/** @throws AnnalsError INVALID_INPUT */
export function pagingOf(options: Options, bounds: PageBounds): Paging {
  const cursor = options.one('cursor') ?? null;
  if (cursor !== null && options.has('offset')) {
    throw usageError('--cursor and --offset both say where the page starts.', 'Give one of them.');
  }
  const order = wordOption(options, 'order', EVENT_ORDERS, 'newest');
  return { ...sliceOf(options, bounds), cursor, order };
}
