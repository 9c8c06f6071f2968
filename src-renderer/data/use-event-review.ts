import type { EventReview } from '#shared/model/review.ts';
import { useEffect, useState } from 'react';
import { useApp, useAppState } from '../state/app-context.tsx';
import { selectStoreInfo } from '../state/selectors.ts';

/** An import makes the trail grow without a pause. */
const REFRESH_MS = 300;

/** What people added to an event; null until it is read. Read again when somebody may have added more. */
export function useEventReview(seq: number): EventReview | null {
  const { client } = useApp();
  const epoch = useAppState((state) => state.epoch);
  const reviewed = useAppState((state) => state.reviewed);
  const headSeq = useAppState((state) => selectStoreInfo(state)?.headSeq ?? 0);
  const [answer, setAnswer] = useState<{ seq: number; review: EventReview } | null>(null);
  const isRead = answer?.seq === seq;

  useEffect(() => {
    let isCurrent = true;
    const read = (): void => {
      client.call('review.of', { seq }).then(
        (review) => {
          if (isCurrent) setAnswer({ seq, review });
        },
        () => {
          // The pane says itself that an event is gone; what was read before stays.
        },
      );
    };
    const timer = setTimeout(read, isRead ? REFRESH_MS : 0);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react/exhaustive-deps -- isRead only decides how soon
  }, [client, seq, epoch, reviewed, headSeq]);

  return isRead ? answer.review : null;
}
