import { useEffect, useState } from 'react';
import type { RelatedEvents } from '#shared/model/related.ts';
import { failureOf } from '../api/client.ts';
import type { CallFailure } from '../api/client.ts';
import { useApp, useAppState } from '../state/app-context.tsx';

/** Events in each list: as many as are looked at here; the history shows all. */
export const RELATED_ROWS = 20;

/** What stands around an event. */
export interface Related {
  /** Null until it is read. */
  readonly events: RelatedEvents | null;
  readonly failure: CallFailure | null;
  readonly retry: () => void;
}

type Answer = { readonly request: string } & Pick<Related, 'events' | 'failure'>;

/** The events around one, asked for once it is looked at, and no longer when it is left. */
export function useRelated(seq: number): Related {
  const { client } = useApp();
  const epoch = useAppState((state) => state.epoch);
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const request = `${epoch}:${attempt}:${seq}`;

  useEffect(() => {
    const calling = new AbortController();
    const take = (part: Pick<Related, 'events' | 'failure'>): void => {
      if (!calling.signal.aborted) setAnswer({ request, ...part });
    };
    client.call('history.related', { seq, limit: RELATED_ROWS }, calling.signal).then(
      (events) => take({ events, failure: null }),
      (error: unknown) => take({ events: null, failure: failureOf(error) }),
    );
    return () => calling.abort();
  }, [client, seq, request]);

  const isCurrent = answer?.request === request;
  return {
    events: isCurrent ? answer.events : null,
    failure: isCurrent ? answer.failure : null,
    retry: () => setAttempt((count) => count + 1),
  };
}
