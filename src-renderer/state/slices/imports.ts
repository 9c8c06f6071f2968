import type { Batch } from '#shared/model/batch.ts';
import type { PlanPrune, PrunePlan } from '#shared/model/prune.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { failureOf } from '../../api/client.ts';
import type { CallFailure } from '../../api/client.ts';
import type { SliceCreator } from '../app-store.ts';

/** An import that is about to be taken back. */
export interface Undoing {
  readonly batch: Batch;
  /** What would go and what would stay; null until that is known. */
  readonly plan: PrunePlan | null;
  readonly isApplying: boolean;
  readonly failure: CallFailure | null;
}

/** What the store knows of its imports. */
export interface ImportList {
  /** The newest first; null until they are read. */
  readonly batches: readonly Batch[] | null;
  readonly total: number;
  readonly failure: CallFailure | null;
  readonly undoing: Undoing | null;
}

interface ImportsState {
  /** Null while the list is closed. */
  readonly imports: ImportList | null;
}

export interface ImportsActions {
  readonly openImports: () => void;
  readonly closeImports: () => void;
  /** Reads again what is shown of the list. */
  readonly refreshImports: () => void;
  readonly loadMoreImports: () => Promise<void>;
  /** Asks what undoing an import would do. */
  readonly planUndo: (batch: Batch) => Promise<void>;
  readonly applyUndo: () => Promise<void>;
  readonly cancelUndo: () => void;
}

export type ImportsSlice = ImportsState & ImportsActions;

const PAGE = 100;
const NOTHING_READ: ImportList = { batches: null, total: 0, failure: null, undoing: null };

export const createImportsSlice: SliceCreator<ImportsSlice> = (set, get, { client }) => {
  /** Answers to an older question are not taken. */
  let asked = 0;
  let planning = new AbortController();

  const change = (part: Partial<ImportList>): void =>
    set(({ imports }) => ({ imports: imports && { ...imports, ...part } }));
  const changeUndo = (part: Partial<Undoing>): void => {
    const undoing = get().imports?.undoing;
    if (undoing) change({ undoing: { ...undoing, ...part } });
  };

  const read = async (limit: number, before: readonly Batch[]): Promise<void> => {
    asked += 1;
    const question = asked;
    try {
      const { items, total } = await client.call('batch.list', { limit, offset: before.length });
      if (question !== asked) return;
      change({ batches: [...before, ...items], total, failure: null });
    } catch (error) {
      if (question === asked) change({ failure: failureOf(error) });
    }
  };
  const readShown = (): Promise<void> => {
    const shown = get().imports?.batches?.length ?? 0;
    return read(Math.min(LIMITS.pageRows, Math.max(PAGE, shown)), []);
  };

  return {
    imports: null,
    openImports: () => {
      set({ imports: NOTHING_READ });
      void readShown();
    },
    closeImports: () => {
      planning.abort();
      set({ imports: null });
    },
    refreshImports: () => {
      if (get().imports) void readShown();
    },
    loadMoreImports: () => read(PAGE, get().imports?.batches ?? []),
    planUndo: async (batch) => {
      planning.abort();
      const { signal } = (planning = new AbortController());
      change({ undoing: { batch, plan: null, isApplying: false, failure: null } });
      try {
        const plan = await client.call('prune.plan', undoOf(batch), signal);
        if (!signal.aborted) changeUndo({ plan });
      } catch (error) {
        if (!signal.aborted) changeUndo({ failure: failureOf(error) });
      }
    },
    applyUndo: async () => {
      const plan = get().imports?.undoing?.plan;
      if (!plan) return;
      changeUndo({ isApplying: true, failure: null });
      try {
        await client.call('prune.apply', { plan: plan.plan, isArchived: false });
        change({ undoing: null });
      } catch (error) {
        changeUndo({ isApplying: false, failure: failureOf(error) });
      }
    },
    cancelUndo: () => {
      planning.abort();
      change({ undoing: null });
    },
  };
};

/** Everything that an import brought in, however old it is. */
function undoOf({ id }: Batch): PlanPrune {
  const term = { field: 'batch' as const, values: [String(id)], negated: false };
  return {
    scope: {
      filter: { from: null, to: null, terms: [term] },
      before: null,
      keepNewest: null,
      minAgeDays: 0,
    },
    action: 'batch.undo',
  };
}
