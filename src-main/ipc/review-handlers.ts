import type { reviewContract } from '#shared/ipc/review-contract.ts';
import type { StoreSession } from '../session/store-session.ts';
import type { Operator, Remote, StoreWrites } from '../store/store-api.ts';
import type { Handlers } from './dispatcher.ts';
import { exportEvent } from './export-event.ts';

interface ReviewDependencies {
  readonly session: StoreSession;
  readonly operator: () => Operator;
}

/** Reviewing: every act is the writer thread's, and its event is announced like any other. */
export function reviewHandlers({
  session,
  operator,
}: ReviewDependencies): Pick<Handlers, keyof typeof reviewContract> {
  const act = async <Answer>(
    run: (writes: Remote<StoreWrites>) => Promise<Answer>,
  ): Promise<Answer> => {
    const answer = await run(session.host.writes);
    void session.look();
    return answer;
  };
  return {
    'flag.events': (request) =>
      act((writes) => writes.flagEvents({ ...request, operator: operator() })),
    'flag.entities': (request) =>
      act((writes) => writes.flagEntities({ ...request, operator: operator() })),
    'flag.undo': (request) =>
      act((writes) => writes.undoFlags({ ...request, operator: operator() })),
    'note.add': (request) => act((writes) => writes.addNote({ ...request, operator: operator() })),
    'hold.place': (request) =>
      act((writes) => writes.placeHold({ ...request, operator: operator() })),
    'hold.release': (request) =>
      act((writes) => writes.releaseHold({ ...request, operator: operator() })),
    'hold.list': async (_, { signal }) => ({
      holds: [...(await session.host.read('holds', [], signal))],
    }),
    'review.of': ({ seq }) => session.host.reads.reviewOf(seq),
    'review.marks': async ({ seqs }) => ({
      marks: [...(await session.host.reads.reviewMarks(seqs))],
    }),
    'review.mark': (request) =>
      act((writes) => writes.markReviewed({ ...request, operator: operator() })),
    'review.state': () => session.host.reads.reviewState(),
    'batch.list': (request) => session.host.reads.batches(request),
    'export.record': (request) =>
      act(async (writes) => {
        const [recorded] = await writes.record([exportEvent(request, operator(), Date.now())]);
        if (!recorded) throw new Error('the export was not recorded');
        return { eventId: recorded.id, seq: recorded.seq };
      }),
  };
}
