import type { EventSummary } from '#shared/model/audit-event.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import type { Job } from '#shared/model/job.ts';
import type { Verification } from '#shared/model/verification.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { failureOf } from '../../api/client.ts';
import type { CallFailure } from '../../api/client.ts';
import { formatCount } from '../../format/numbers.ts';
import type { SliceCreator } from '../app-store.ts';

interface ProofState {
  /** The last verification since the store was opened; null if there was none. */
  readonly verification: Verification | null;
  /** The newest event that tells of a verification, whenever that was; null if none is known. */
  readonly pastVerification: EventSummary | null;
  /** Whether the dialog asks what an evidence bundle is to hold. */
  readonly isBundleOpen: boolean;
}

export interface ProofActions {
  readonly loadVerification: () => Promise<void>;
  /** Reads what the trail tells of verifications before. */
  readonly loadPastVerification: () => Promise<void>;
  /** Verifies the trail as a job; against seals that are asked for, if they are wanted. */
  readonly verify: (chooseSeals: boolean) => Promise<void>;
  readonly verifyEnded: (job: Job) => void;
  /** Begins anew: nothing is known, and nothing asked. */
  readonly forgetProof: () => void;
  /** Seals the trail into a file that is asked for. */
  readonly saveSeal: () => Promise<void>;
  readonly openBundle: () => void;
  readonly closeBundle: () => void;
  /** Asks where to, and begins. The dialog stays if nothing was begun; answers why, if it failed. */
  readonly startBundle: (filter: EventFilter) => Promise<CallFailure | null>;
}

export type ProofSlice = ProofState & ProofActions;

export const createProofSlice: SliceCreator<ProofSlice> = (set, get, { client }) => {
  /** Answers about a store that was open before are not taken. */
  let asked = 0;
  let askedPast = 0;
  return {
    verification: null,
    pastVerification: null,
    isBundleOpen: false,
    loadVerification: async () => {
      asked += 1;
      const question = asked;
      set({ verification: null });
      try {
        const { verification } = await client.call('proof.state', {});
        if (question === asked) set({ verification });
      } catch (error) {
        if (question === asked) get().notifyFailure(failureOf(error));
      }
    },
    loadPastVerification: async () => {
      askedPast += 1;
      const question = askedPast;
      try {
        const { rows } = await client.call('history.open', {
          filter: VERIFICATIONS,
          order: 'recorded',
        });
        if (question === askedPast) set({ pastVerification: rows[0] ?? null });
      } catch (error) {
        if (question === askedPast) get().notifyFailure(failureOf(error));
      }
    },
    verify: async (chooseSeals) => {
      try {
        await client.call('proof.verify', { chooseSeals });
      } catch (error) {
        get().notifyFailure(failureOf(error));
      }
    },
    verifyEnded: (job) => {
      if (job.kind !== 'verify' || job.state.kind !== 'done') return;
      asked += 1;
      set({ verification: job.state.result });
    },
    forgetProof: () => {
      asked += 1;
      askedPast += 1;
      set({ verification: null, pastVerification: null, isBundleOpen: false });
    },
    saveSeal: async () => {
      try {
        const seal = await client.call('seal.save', {});
        if (!seal) return;
        get().showToast(
          `Saved ${safeString(seal.name)}: it seals all up to event ${formatCount(seal.seq)}. Keep it where nobody who can write to the store can.`,
        );
      } catch (error) {
        get().notifyFailure(failureOf(error));
      }
    },
    openBundle: () => set({ isBundleOpen: true }),
    closeBundle: () => set({ isBundleOpen: false }),
    startBundle: async (filter) => {
      try {
        const started = await client.call('bundle.start', { filter });
        if (started) set({ isBundleOpen: false });
        return null;
      } catch (error) {
        return failureOf(error);
      }
    },
  };
};

const VERIFICATIONS = {
  from: null,
  to: null,
  terms: [
    { field: 'action' as const, values: ['verify'], negated: false },
    { field: 'category' as const, values: ['admin'], negated: false },
  ],
};
