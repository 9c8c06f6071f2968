import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ChannelInput } from '#shared/ipc/contract.ts';
import { useApp } from '../state/app-context.tsx';
import type { AppState } from '../state/app-store.ts';
import { selectStoreInfo } from '../state/selectors.ts';
import { createLatestAnswer } from './latest-answer.ts';
import type { AnswerChannel, AnswerSnapshot } from './latest-answer.ts';
import { useHistory } from './use-history.ts';

/**
 * Asks a question whenever it is another one, and again when the trail has changed. Rows come first:
 * it waits until the list has its own.
 * @param input the same object as long as the question is the same; null to ask nothing
 */
export function useLatestAnswer<Name extends AnswerChannel>(
  channel: Name,
  input: ChannelInput<Name> | null,
): { readonly snapshot: AnswerSnapshot<Name>; readonly retry: () => void } {
  const { client, store } = useApp();
  const [answer] = useState(() => createLatestAnswer(client, channel));
  const snapshot = useSyncExternalStore(answer.subscribe, answer.getSnapshot);
  const { status } = useHistory();
  const hasRows = status === 'ready' || status === 'failed';

  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (headOf(state) !== headOf(before)) answer.again();
      }),
    [store, answer],
  );

  useEffect(() => {
    if (input === null || !hasRows) answer.announce();
    else answer.ask(input);
  }, [answer, input, hasRows]);

  useEffect(() => answer.end, [answer]);

  return { snapshot, retry: answer.retry };
}

function headOf(state: AppState): number | undefined {
  return selectStoreInfo(state)?.headSeq;
}
