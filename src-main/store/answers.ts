import type { ErrorGroup } from '#shared/model/error-group.ts';
import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import type { Facets, FacetsRequest } from '#shared/model/facets.ts';
import type { Timeline, TimelineRequest } from '#shared/model/timeline.ts';
import { LensAnswers } from './lens/lens-answers.ts';
import type { Lens } from './lens/lens.ts';
import { rankErrors, sqlErrorCounts } from './queries/error-groups.ts';
import { pageOfRowset, scanPage } from './queries/event-reads.ts';
import type { Rowset } from './queries/rowset.ts';
import { ScannedRowset } from './queries/scanned-rowset.ts';
import { countMatches, headOf, scanPlaces } from './queries/scan.ts';
import { sqlFacets } from './queries/sql-facets.ts';
import { sqlTimeline } from './queries/sql-timeline.ts';
import type { ReadDb } from './sql/connection.ts';
import type { Page, PageRequest, Sliced } from './store-api.ts';

/**
 * Answers about any filter: from the lens where it is there, from SQL alone otherwise. The two
 * agree (test/store/lens/lens-model.test.ts).
 */
export class Answers {
  readonly #db: ReadDb;
  readonly #lens: LensAnswers;

  constructor(db: ReadDb, lens: Lens) {
    this.#db = db;
    this.#lens = new LensAnswers(db, lens);
  }

  *page(request: PageRequest): Sliced<Page> {
    const { filter, order } = request;
    const counted = order === 'recorded' ? null : yield* this.#lens.counted(filter, order);
    if (counted) return yield* pageOfRowset(this.#db, request, counted);
    return yield* scanPage(this.#db, request);
  }

  *rowset(
    filter: EventFilter,
    order: EventOrder,
  ): Sliced<{ readonly rowset: Rowset; readonly headSeq: number }> {
    const found = yield* this.#lens.rowset(filter, order);
    if (found) return found;
    const headSeq = headOf(this.#db).seq;
    const pending = scanPlaces(this.#db, { filter, order, after: null, upToSeq: headSeq });
    return { rowset: new ScannedRowset(order, pending), headSeq };
  }

  *total(filter: EventFilter): Sliced<number> {
    return (yield* this.#lens.total(filter)) ?? (yield* countMatches(this.#db, filter));
  }

  *facets(request: FacetsRequest): Sliced<Facets> {
    return (yield* this.#lens.facets(request)) ?? (yield* sqlFacets(this.#db, request));
  }

  *timeline(request: TimelineRequest): Sliced<Timeline> {
    return (yield* this.#lens.timeline(request)) ?? (yield* sqlTimeline(this.#db, request));
  }

  *errorGroups({
    filter,
    limit,
  }: {
    readonly filter: EventFilter;
    readonly limit: number;
  }): Sliced<readonly ErrorGroup[]> {
    const counts =
      (yield* this.#lens.errorCounts(filter)) ?? (yield* sqlErrorCounts(this.#db, filter));
    return rankErrors(this.#db, counts, limit);
  }
}
