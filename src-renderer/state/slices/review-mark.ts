import type { ReviewState } from '#shared/model/review-mark.ts';
import { failureOf } from '../../api/client.ts';
import type { CallFailure } from '../../api/client.ts';
import { formatCountOf } from '../../format/numbers.ts';
import type { SliceCreator } from '../app-store.ts';
import { selectStoreInfo } from '../selectors.ts';

/** What somebody is about to sign off. */
export interface MarkAsking {
  /** The newest event when it was asked: what comes meanwhile was not looked at. */
  readonly newestSeq: number;
  /** The event that is looked at; null if none is, or if it was reviewed already. */
  readonly activeSeq: number | null;
}

interface ReviewMarkState {
  /** How far the trail was reviewed; null until that is read. */
  readonly reviewState: ReviewState | null;
  readonly markAsking: MarkAsking | null;
}

export interface ReviewMarkActions {
  readonly loadReviewState: () => Promise<void>;
  readonly askMark: () => void;
  readonly closeMark: () => void;
  /** Signs off that all events up to one were looked at. Answers why that failed. */
  readonly markReviewed: (upToSeq: number, note: string) => Promise<CallFailure | null>;
}

export type ReviewMarkSlice = ReviewMarkState & ReviewMarkActions;

export const createReviewMarkSlice: SliceCreator<ReviewMarkSlice> = (set, get, { client }) => {
  /** Answers to an older question are not taken. */
  let asked = 0;
  return {
    reviewState: null,
    markAsking: null,
    loadReviewState: async () => {
      asked += 1;
      const question = asked;
      try {
        const reviewState = await client.call('review.state', {});
        if (question === asked) set({ reviewState });
      } catch {
        // The list says what is wrong with the store; here it is enough to tell nothing.
        if (question === asked) set({ reviewState: null });
      }
    },
    askMark: () => {
      const { activeSeq, reviewState } = get();
      const newestSeq = selectStoreInfo(get())?.headSeq ?? 0;
      const isNew = activeSeq !== null && activeSeq > (reviewState?.upToSeq ?? 0);
      set({ markAsking: { newestSeq, activeSeq: isNew ? activeSeq : null } });
    },
    closeMark: () => set({ markAsking: null }),
    markReviewed: async (upToSeq, note) => {
      try {
        const words = note.trim() === '' ? null : note;
        const { updatedCount } = await client.call('review.mark', { upToSeq, note: words });
        set(({ reviewed }) => ({ markAsking: null, reviewed: reviewed + 1 }));
        get().showToast(
          updatedCount === 0
            ? 'Nothing changed: these events were reviewed already'
            : `Signed off ${formatCountOf(updatedCount, 'event')}`,
          null,
        );
        void get().loadReviewState();
        return null;
      } catch (error) {
        return failureOf(error);
      }
    },
  };
};
