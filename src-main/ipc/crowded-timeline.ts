import type { ShownTimeline, Timeline, TimelineRequest } from '#shared/model/timeline.ts';
import { crowdOf } from '#shared/time/crowd.ts';

/** Each time the buckets get finer; a crowd within the crowd is shown, but not for ever. */
const MOST_STEPS = 4;

/**
 * The timeline of where nearly all events are, where the time range is open; what lies outside is
 * counted. An import of old logs is an event of today, years after all others.
 * @param ask asks the store
 */
export async function crowdedTimeline(
  request: TimelineRequest,
  ask: (request: TimelineRequest) => Promise<Timeline>,
): Promise<ShownTimeline> {
  const { filter } = request;
  let shown: ShownTimeline = { ...(await ask(request)), earlier: 0, later: 0 };
  if (filter.from !== null || filter.to !== null) return shown;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const crowd = crowdOf(shown.buckets);
    if (!crowd) break;
    const { from, to } = crowd;
    const { buckets } = await ask({ ...request, filter: { ...filter, from, to } });
    shown = {
      buckets,
      earlier: shown.earlier + crowd.earlier,
      later: shown.later + crowd.later,
    };
  }
  return shown;
}
