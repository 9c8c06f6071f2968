import type { ChannelOutput } from '#shared/ipc/contract.ts';
import type { questionContract } from '#shared/ipc/question-contract.ts';
import type { StoredEvent } from '#shared/model/audit-event.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import { LIMITS } from '#shared/model/limits.ts';
import {
  combinedFilter,
  errorsFilter,
  failuresFilter,
  serviceFilter,
} from '#shared/model/questions.ts';
import type { Role } from '#shared/model/role.ts';
import { eventWithoutTrace, seesTraces } from '../access/without-traces.ts';
import type { StoreSession } from '../session/store-session.ts';
import type { Handlers } from './dispatcher.ts';

interface Paging {
  readonly limit: number;
  readonly offset: number;
}

interface Call {
  readonly signal: AbortSignal;
  readonly role: Role | null;
}

/** The ready-made questions: each is a filter, and rows, total and groups are those of that filter. */
export function questionHandlers(
  session: StoreSession,
): Pick<Handlers, keyof typeof questionContract> {
  const pageOf = async (
    filter: EventFilter,
    { limit, offset }: Paging,
    { signal, role }: Call,
  ): Promise<ChannelOutput<'question.combined'>> => {
    const { host } = session;
    const request = { filter, order: 'newest', limit, offset, cursor: null } as const;
    const { items, nextCursor } = await host.read('page', [request], signal);
    const total = await host.read('total', [filter], signal);
    return { items: items.map(forRole(role)), total, limit, offset, nextCursor };
  };
  return {
    'question.failures': (question, call) =>
      pageOf(failuresFilter(question, Date.now()), question, call),
    'question.byService': (question, call) =>
      pageOf(serviceFilter(question, Date.now()), question, call),
    'question.errors': async (question, call) => {
      const filter = errorsFilter(question, Date.now());
      const page = await pageOf(filter, question, call);
      const request = { filter, limit: LIMITS.errorRows };
      const groups = await session.host.read('errorGroups', [request], call.signal);
      const forCaller = forRole(call.role);
      return {
        ...page,
        groups: groups.map((group) => ({ ...group, latest: forCaller(group.latest) })),
      };
    },
    'question.combined': (question, call) =>
      pageOf(combinedFilter(question, Date.now()), question, call),
  };
}

/** Events as a role may see them. */
function forRole(role: Role | null): (event: StoredEvent) => StoredEvent {
  return (event) => (seesTraces(role) ? event : eventWithoutTrace(event));
}
