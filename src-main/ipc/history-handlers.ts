import type { historyContract } from '#shared/ipc/history-contract.ts';
import type { TimelineRequest } from '#shared/model/timeline.ts';
import { detailWithoutTrace, seesTraces } from '../access/without-traces.ts';
import type { StoreSession } from '../session/store-session.ts';
import { crowdedTimeline } from './crowded-timeline.ts';
import type { Handlers } from './dispatcher.ts';

/** Rows that come with the answer to `history.open`. */
const FIRST_ROWS = 200;

/** Looking at the trail: every answer is the reader thread's. */
export function historyHandlers(
  session: StoreSession,
): Pick<Handlers, keyof typeof historyContract> {
  return {
    'history.open': async ({ filter, order }, { signal }) => {
      const request = { filter, order, firstRows: FIRST_ROWS };
      const result = await session.host.read('openResult', [request], signal);
      return { ...result, rows: [...result.rows] };
    },
    'history.total': async ({ queryId }, { signal }) => ({
      total: await session.host.read('resultTotal', [queryId], signal),
    }),
    'history.rows': async (range, { signal }) => ({
      rows: [...(await session.host.read('resultRows', [range], signal))],
    }),
    'history.position': async (request, { signal }) => ({
      position: await session.host.read('resultPosition', [request], signal),
    }),
    'history.facets': (request, { signal }) => session.host.read('facets', [request], signal),
    'history.timeline': async ({ isCrowdOnly, ...request }, { signal }) => {
      const ask = (each: TimelineRequest) => session.host.read('timeline', [each], signal);
      if (isCrowdOnly) return await crowdedTimeline(request, ask);
      return { ...(await ask(request)), earlier: 0, later: 0 };
    },
    'history.detail': async (key, { role }) => {
      const detail = await session.host.reads.detail(key);
      return seesTraces(role) ? detail : detailWithoutTrace(detail);
    },
    'history.related': (request, { signal }) => session.host.read('related', [request], signal),
    'entity.list': (request, { signal }) => session.host.read('entities', [request], signal),
  };
}
