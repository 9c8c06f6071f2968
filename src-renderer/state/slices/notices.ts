import type { CallFailure } from '../../api/client.ts';
import type { SliceCreator } from '../app-store.ts';

/** A failure that the operator should know about and may put away. */
interface Notice {
  readonly id: number;
  readonly failure: CallFailure;
}

interface NoticesState {
  readonly notices: readonly Notice[];
}

export interface NoticesActions {
  /** Shows a failure; one with the same code and message takes the place of the older. */
  readonly notifyFailure: (failure: CallFailure) => void;
  readonly dismissNotice: (id: number) => void;
}

export type NoticesSlice = NoticesState & NoticesActions;

/** More than a few at once would bury the window. */
const MAX_NOTICES = 3;

export const createNoticesSlice: SliceCreator<NoticesSlice> = (set) => {
  let lastId = 0;
  return {
    notices: [],
    notifyFailure: (failure) => {
      lastId += 1;
      const notice = { id: lastId, failure };
      set(({ notices }) => ({
        notices: [...notices.filter((other) => !isSame(other.failure, failure)), notice].slice(
          -MAX_NOTICES,
        ),
      }));
    },
    dismissNotice: (id) =>
      set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
  };
};

function isSame(a: CallFailure, b: CallFailure): boolean {
  return a.code === b.code && a.message === b.message;
}
