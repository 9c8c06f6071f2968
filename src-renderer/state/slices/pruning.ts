import type { EventFilter } from '#shared/model/event-filter.ts';
import type { Job } from '#shared/model/job.ts';
import type { PrunePlan } from '#shared/model/prune.ts';
import { failureOf } from '../../api/client.ts';
import type { CallFailure } from '../../api/client.ts';
import type { SliceCreator } from '../app-store.ts';
import { NEW_PRUNE_FORM, readPruneForm } from '../prune-form.ts';
import type { PruneForm } from '../prune-form.ts';

/** Events that are about to be deleted: first what is asked, then the plan to read. */
export interface Pruning {
  readonly form: PruneForm;
  /** The filter when it was asked; what is filtered later deletes nothing else. */
  readonly filter: EventFilter;
  readonly step: 'ask' | 'read';
  /** Null until it is made. */
  readonly plan: PrunePlan | null;
  /** True if the plan before it no longer held. */
  readonly isReplanned: boolean;
  readonly isApplying: boolean;
  readonly failure: CallFailure | null;
}

interface PruningState {
  /** Null while the dialog is closed. */
  readonly pruning: Pruning | null;
}

export interface PruningActions {
  readonly openPrune: () => void;
  readonly changePrune: (part: Partial<PruneForm>) => void;
  /** Asks what the prune would do. */
  readonly planPrune: () => Promise<void>;
  /** From the plan back to what is asked. */
  readonly askPruneAgain: () => void;
  /** Applies the plan; an archive asks where to first. */
  readonly applyPrune: () => Promise<void>;
  readonly closePrune: () => void;
  /** A prune has ended; one whose plan no longer held is planned again. */
  readonly pruneEnded: (job: Job) => void;
}

export type PruningSlice = PruningState & PruningActions;

const ASKED = { plan: null, isReplanned: false, isApplying: false, failure: null } as const;

export const createPruningSlice: SliceCreator<PruningSlice> = (set, get, { client, clock }) => {
  let planning = new AbortController();
  /** What was asked for the prune that runs. */
  let applied: Pick<Pruning, 'form' | 'filter'> | null = null;

  const change = (part: Partial<Pruning>): void =>
    set(({ pruning }) => ({ pruning: pruning && { ...pruning, ...part } }));

  const plan = async (
    { form, filter }: Pick<Pruning, 'form' | 'filter'>,
    isReplanned: boolean,
  ): Promise<void> => {
    const { zone } = get();
    const reading = readPruneForm(form, { filter, zone, now: clock.now() });
    if (reading.kind === 'problem') return;
    planning.abort();
    const { signal } = (planning = new AbortController());
    set({ pruning: { ...ASKED, form, filter, step: 'read', isReplanned } });
    try {
      const made = await client.call('prune.plan', reading.request, signal);
      if (!signal.aborted) change({ plan: made });
    } catch (error) {
      if (!signal.aborted) change({ failure: failureOf(error) });
    }
  };

  return {
    pruning: null,
    openPrune: () => {
      const { filter } = get();
      set({ pruning: { ...ASKED, form: NEW_PRUNE_FORM, filter, step: 'ask' } });
    },
    changePrune: (part) => {
      const { pruning } = get();
      if (pruning) change({ form: { ...pruning.form, ...part } });
    },
    planPrune: async () => {
      const { pruning } = get();
      if (pruning) await plan(pruning, false);
    },
    askPruneAgain: () => {
      planning.abort();
      change({ ...ASKED, step: 'ask' });
    },
    applyPrune: async () => {
      const { pruning } = get();
      if (!pruning?.plan || pruning.isApplying) return;
      const { form } = pruning;
      change({ isApplying: true, failure: null });
      // Before the call: the job may have ended before its answer is here.
      applied = pruning;
      try {
        const request = { plan: pruning.plan.plan, isArchived: form.isArchived };
        const started = await client.call('prune.apply', request);
        // Without a place for the archive nothing was begun, and the plan stays to be read.
        if (!started) change({ isApplying: false });
        else if (get().pruning?.plan === pruning.plan) set({ pruning: null });
      } catch (error) {
        applied = null;
        change({ isApplying: false, failure: failureOf(error) });
      }
    },
    closePrune: () => {
      planning.abort();
      applied = null;
      set({ pruning: null });
    },
    pruneEnded: (job) => {
      const asked = applied;
      applied = null;
      if (asked === null || job.kind !== 'prune' || job.state.kind !== 'failed') return;
      const { code } = job.state.error;
      if (code !== 'STALE_PLAN' && code !== 'NOT_FOUND') return;
      get().dismissJob();
      void plan(asked, true);
    },
  };
};
