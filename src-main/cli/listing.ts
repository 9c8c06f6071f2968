import type { EventFilter } from '#shared/model/event-filter.ts';
import { toEventJson } from '#shared/model/event-json.ts';
import type { EventJson } from '#shared/model/event-json.ts';
import { finish } from '../store/sliced.ts';
import type { Page, StoreReads } from '../store/store-api.ts';
import type { Paging } from './options/paging-options.ts';
import { eventTableLines } from './print/event-table.ts';
import { counted, formatCount, zoneName } from './print/format.ts';
import { outputWidth } from './print/output.ts';
import { styled } from './print/style.ts';

/** One page of the events that match a filter, and how many there are. */
export interface Listing {
  readonly page: Page;
  readonly total: number;
  readonly paging: Paging;
}

/** What `query` and the ready-made questions print (product.md §12). */
export interface ListingJson {
  readonly items: readonly EventJson[];
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
  readonly nextCursor: string | null;
}

export function readListing(reads: StoreReads, filter: EventFilter, paging: Paging): Listing {
  const page = finish(reads.page({ filter, ...paging }));
  return { page, total: finish(reads.total(filter)), paging };
}

export function listingJson({ page, total, paging }: Listing): ListingJson {
  const { limit, offset } = paging;
  const { items, nextCursor } = page;
  return { items: items.map(toEventJson), total, limit, offset, nextCursor };
}

/**
 * A page for people.
 * @param nothing what to say where no event matches: what that means, and what to do next
 */
export function listingLines(listing: Listing, nothing: string): string[] {
  const { page, total } = listing;
  if (page.items.length > 0) {
    const footer = styled('dim', footerText(listing));
    return [...eventTableLines(page.items, outputWidth()), '', footer];
  }
  if (total === 0) return [nothing];
  return listing.paging.cursor === null
    ? [`There are only ${counted(total, 'event')}; take a smaller --offset.`]
    : ['That was the last page.'];
}

const ORDER_WORDS = {
  newest: 'newest first',
  oldest: 'oldest first',
  recorded: 'last recorded first',
} as const;

function footerText({ page: { items, nextCursor }, total, paging }: Listing): string {
  const { offset, cursor, order, limit } = paging;
  const shown =
    cursor === null
      ? `${formatCount(offset + 1)}–${formatCount(offset + items.length)} of ${counted(total, 'event')}`
      : `${counted(items.length, 'event')} of ${formatCount(total)}`;
  const start = cursor === null ? `--offset ${offset + limit}` : `--cursor ${nextCursor}`;
  const next = nextCursor === null ? '' : ` Next page: ${start}`;
  return `${shown}, ${ORDER_WORDS[order]}; times in ${zoneName()}.${next}`;
}
