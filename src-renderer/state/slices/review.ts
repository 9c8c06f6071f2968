import type { FlagResult, UndoResult } from '#shared/model/review.ts';
import { failureOf } from '../../api/client.ts';
import type { CallFailure } from '../../api/client.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { actedOn, onlyActedOn, selectionOf } from '../acted-on.ts';
import type { ActedOn } from '../acted-on.ts';
import type { SliceCreator } from '../app-store.ts';
import type { Undo } from './toast.ts';

/** What somebody is asked to write before an act. */
export type ReviewAsking =
  | { readonly kind: 'note'; readonly seq: number }
  | { readonly kind: 'flag'; readonly acted: ActedOn }
  | { readonly kind: 'hold'; readonly acted: ActedOn };

/** An act that is done, in words, and the way back if there is one. */
interface Done {
  readonly text: string;
  readonly undo: Undo | null;
}

/** What is flagged, one of it. */
type Noun = 'event' | 'entity';

interface ReviewState {
  /** The dialog that is open; null if none is. */
  readonly reviewAsking: ReviewAsking | null;
  /** Grows with every act of this window, so that what is shown of them is read again. */
  readonly reviewed: number;
}

export interface ReviewActions {
  /** Flags what is chosen, or takes its flags away. */
  readonly flagChosen: (flagged: boolean) => Promise<void>;
  readonly flagEvents: (acted: ActedOn, flagged: boolean) => Promise<void>;
  /** Takes back an act of flagging, by its number. */
  readonly undoFlagging: (act: number, noun: Noun) => Promise<void>;
  /** Asks for a note on one event: a given one, or the one that is chosen. */
  readonly askNote: (seq?: number) => void;
  /** Asks for the note that a flag on what is chosen is to have. */
  readonly askFlagNote: () => void;
  /** Asks for the reason of a hold on given events, or on what is chosen. */
  readonly askHold: (given?: ActedOn) => void;
  readonly closeReviewAsking: () => void;
  /** Adds the note, flags, or places the hold that was asked about. Answers why that failed. */
  readonly answerReviewAsking: (words: string) => Promise<CallFailure | null>;
}

export type ReviewSlice = ReviewState & ReviewActions;

export const createReviewSlice: SliceCreator<ReviewSlice> = (set, get, { client }) => {
  const done = (text: string, undo: Undo | null = null): void => {
    set(({ reviewed }) => ({ reviewed: reviewed + 1 }));
    get().showToast(text, undo);
  };
  const flag = async (acted: ActedOn, flagged: boolean, note: string | null): Promise<Done> => {
    const selection = selectionOf(acted);
    const result = await client.call('flag.events', { selection, flagged, note });
    const { act: number } = result;
    const undo = number === null ? null : () => get().undoFlagging(number, 'event');
    return { text: flaggingInWords(result, acted, flagged), undo };
  };
  const act = async (asking: ReviewAsking, words: string): Promise<Done> => {
    if (asking.kind === 'note') {
      await client.call('note.add', { seq: asking.seq, text: words });
      return { text: 'Added the note', undo: null };
    }
    if (asking.kind === 'flag') return flag(asking.acted, true, words);
    const selection = selectionOf(asking.acted);
    const { heldCount } = await client.call('hold.place', { selection, reason: words });
    return { text: `Put ${formatCountOf(heldCount, 'event')} on hold`, undo: null };
  };
  return {
    reviewAsking: null,
    reviewed: 0,
    flagChosen: async (flagged) => {
      const acted = actedOn(get());
      if (acted) await get().flagEvents(acted, flagged);
    },
    flagEvents: async (acted, flagged) => {
      try {
        const { text, undo } = await flag(acted, flagged, null);
        done(text, undo);
      } catch (error) {
        get().notifyFailure(failureOf(error));
      }
    },
    undoFlagging: async (act, noun) => {
      try {
        done(undoInWords(await client.call('flag.undo', { act }), noun));
      } catch (error) {
        get().notifyFailure(failureOf(error));
      }
    },
    askNote: (given) => {
      const seq = given ?? onlyActedOn(get());
      if (seq !== null) set({ reviewAsking: { kind: 'note', seq } });
    },
    askFlagNote: () => {
      const acted = actedOn(get());
      if (acted) set({ reviewAsking: { kind: 'flag', acted } });
    },
    askHold: (given) => {
      const acted = given ?? actedOn(get());
      if (acted) set({ reviewAsking: { kind: 'hold', acted } });
    },
    closeReviewAsking: () => set({ reviewAsking: null }),
    answerReviewAsking: async (words) => {
      const asking = get().reviewAsking;
      if (!asking) return null;
      try {
        const { text, undo } = await act(asking, words);
        set({ reviewAsking: null });
        done(text, undo);
        return null;
      } catch (error) {
        return failureOf(error);
      }
    },
  };
};

/** What flagging did, and what was so already. */
function flaggingInWords({ updatedCount }: FlagResult, acted: ActedOn, flagged: boolean): string {
  const state = flagged ? 'flagged already' : 'not flagged';
  const asked = acted.kind === 'events' ? acted.seqs.length : null;
  if (updatedCount === 0) {
    const whole = asked === 1 ? 'the event is' : 'the events are';
    return `Nothing changed: ${whole} ${state}`;
  }
  const what = `${flagged ? 'Flagged' : 'Unflagged'} ${formatCountOf(updatedCount, 'event')}`;
  const rest = (asked ?? updatedCount) - updatedCount;
  if (rest === 0) return what;
  return `${what}; ${formatCountOf(rest, 'was', 'were')} ${state}`;
}

function undoInWords({ updatedCount, leftAlone }: UndoResult, noun: Noun): string {
  const many = noun === 'event' ? 'events' : 'entities';
  const what = `Undone for ${formatCountOf(updatedCount, noun, many)}`;
  if (leftAlone === 0) return what;
  return `${what}; ${formatCountOf(leftAlone, 'was', 'were')} changed again since`;
}
