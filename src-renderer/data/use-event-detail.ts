import { useEffect, useState } from 'react';
import type { EventDetail } from '#shared/model/audit-event.ts';
import { failureOf } from '../api/client.ts';
import type { CallFailure } from '../api/client.ts';
import { useApp, useAppState } from '../state/app-context.tsx';

/** The event in the detail pane; while the next is on the way the one before stays. */
export type DetailState =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly previous: EventDetail | null }
  | { readonly kind: 'ready'; readonly detail: EventDetail }
  | { readonly kind: 'failed'; readonly failure: CallFailure };

/** What came of one request. */
type Answer =
  | { readonly request: string; readonly kind: 'ready'; readonly detail: EventDetail }
  | { readonly request: string; readonly kind: 'failed'; readonly failure: CallFailure };

/** Holding an arrow key down should not ask for every event passed. */
const SETTLE_MS = 40;

/** Everything about one event, and a way to ask again. */
export function useEventDetail(seq: number | null): {
  readonly state: DetailState;
  readonly retry: () => void;
} {
  const { client } = useApp();
  const epoch = useAppState((app) => app.epoch);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [attempt, setAttempt] = useState(0);
  const request = `${epoch}:${attempt}:${seq ?? 'none'}`;

  useEffect(() => {
    if (seq === null) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      client.call('history.detail', { seq }).then(
        (detail) => {
          if (isCurrent) setAnswer({ request, kind: 'ready', detail });
        },
        (error: unknown) => {
          if (isCurrent) setAnswer({ request, kind: 'failed', failure: failureOf(error) });
        },
      );
    }, SETTLE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [client, seq, request]);

  return {
    state: seq === null ? { kind: 'none' } : stateOf(request, answer),
    retry: () => setAttempt((count) => count + 1),
  };
}

function stateOf(request: string, answer: Answer | null): DetailState {
  if (answer?.request === request) return answer;
  return { kind: 'loading', previous: answer?.kind === 'ready' ? answer.detail : null };
}
