import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import type { Page, StoreReads } from '../../../src-main/store/store-api.ts';
import { all } from '../../support/temp-store.ts';

/** All pages of a question, one after the other. */
export function* pages(
  reads: StoreReads,
  filter: EventFilter,
  order: EventOrder,
  limit: number,
): Generator<Page> {
  let cursor: string | null = null;
  do {
    const page: Page = all(reads.page({ filter, order, limit, offset: 0, cursor }));
    yield page;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

/** The ids of all events that match, read page by page. */
export function pagedIds(
  reads: StoreReads,
  filter: EventFilter,
  order: EventOrder,
  limit: number,
): string[] {
  return [...pages(reads, filter, order, limit)].flatMap((page) => page.items.map(({ id }) => id));
}

/** The ids of all events that match, read by their position, so many at a time. */
export function resultIds(
  reads: StoreReads,
  filter: EventFilter,
  order: EventOrder,
  limit: number,
): string[] {
  const { queryId, rows } = all(reads.openResult({ filter, order, firstRows: limit }));
  const ids = rows.map(({ id }) => id);
  const total = all(reads.resultTotal(queryId));
  for (let start = ids.length; start < total; start += limit) {
    const next = all(reads.resultRows({ queryId, start, end: start + limit }));
    ids.push(...next.flatMap((row) => (row ? [row.id] : [])));
  }
  return ids;
}
