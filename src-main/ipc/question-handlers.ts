import type { ChannelOutput } from '#shared/ipc/contract.ts';
import type { questionContract } from '#shared/ipc/question-contract.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import { LIMITS } from '#shared/model/limits.ts';
import {
  combinedFilter,
  errorsFilter,
  failuresFilter,
  serviceFilter,
} from '#shared/model/questions.ts';
import type { StoreSession } from '../session/store-session.ts';
import type { Handlers } from './dispatcher.ts';

interface Paging {
  readonly limit: number;
  readonly offset: number;
}

/** The ready-made questions: each is a filter, and rows, total and groups are those of that filter. */
export function questionHandlers(
  session: StoreSession,
): Pick<Handlers, keyof typeof questionContract> {
  const pageOf = async (
    filter: EventFilter,
    { limit, offset }: Paging,
    signal: AbortSignal,
  ): Promise<ChannelOutput<'question.combined'>> => {
    const { host } = session;
    const request = { filter, order: 'newest', limit, offset, cursor: null } as const;
    const { items, nextCursor } = await host.read('page', [request], signal);
    const total = await host.read('total', [filter], signal);
    return { items: [...items], total, limit, offset, nextCursor };
  };
  return {
    'question.failures': (question, { signal }) =>
      pageOf(failuresFilter(question, Date.now()), question, signal),
    'question.byService': (question, { signal }) =>
      pageOf(serviceFilter(question, Date.now()), question, signal),
    'question.errors': async (question, { signal }) => {
      const filter = errorsFilter(question);
      const page = await pageOf(filter, question, signal);
      const request = { filter, limit: LIMITS.errorRows };
      const groups = await session.host.read('errorGroups', [request], signal);
      return { ...page, groups: [...groups] };
    },
    'question.combined': (question, { signal }) =>
      pageOf(combinedFilter(question, Date.now()), question, signal),
  };
}
