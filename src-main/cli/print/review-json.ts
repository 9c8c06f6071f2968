import type { Batch } from '#shared/model/batch.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import type { ReviewState } from '#shared/model/review-mark.ts';
import type { Hold } from '#shared/model/review.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';
import { isoOrNull } from './answer-json.ts';
import type { WithIsoTimes } from './answer-json.ts';

/** What people added to the trail, and imports, as `--json` prints them. */

type Release = NonNullable<Hold['released']>;

interface HoldJson extends Omit<WithIsoTimes<Hold, 'at'>, 'filter' | 'released'> {
  readonly filter: WithIsoTimes<EventFilter, 'from' | 'to'> | null;
  readonly released: WithIsoTimes<Release, 'at'> | null;
}

export function holdJson({ at, filter, released, ...hold }: Hold): HoldJson {
  return {
    ...hold,
    at: isoOrNull(at),
    filter: filter && { ...filter, from: isoOrNull(filter.from), to: isoOrNull(filter.to) },
    released: released && { ...released, at: isoOrNull(released.at) },
  };
}

export function batchJson(batch: Batch): WithIsoTimes<Batch, 'startedAt' | 'endedAt'> {
  const { startedAt, endedAt } = batch;
  return { ...batch, startedAt: formatIsoTime(startedAt), endedAt: isoOrNull(endedAt) };
}

export function reviewStateJson(state: ReviewState): WithIsoTimes<ReviewState, 'at'> {
  return { ...state, at: isoOrNull(state.at) };
}
