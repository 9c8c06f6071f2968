import type { PrunePlan } from '#shared/model/prune.ts';
import type { Retention, RetentionRule } from '#shared/model/retention.ts';
import { scopesOf } from '#shared/model/rule-scopes.ts';
import type { EventSummary } from '#shared/model/audit-event.ts';
import { failureOf } from '../../api/client.ts';
import type { CallFailure } from '../../api/client.ts';
import type { SliceCreator } from '../app-store.ts';

/** What a rule would delete now: the plan, or why there is none; null while it is made. */
export type RulePreview = { readonly plan: PrunePlan } | { readonly failure: CallFailure } | null;

/** The rule that is being written; `original` is null for a new one. */
interface RuleEditing {
  readonly original: RetentionRule | null;
}

interface RetentionState {
  /** Null until it is read. */
  readonly retention: Retention | null;
  readonly retentionFailure: CallFailure | null;
  /** By category, `null` for all others; what was not asked is not there. */
  readonly rulePreviews: ReadonlyMap<string | null, RulePreview>;
  readonly ruleEditing: RuleEditing | null;
  /** Somebody wants the rules applied now, and is asked whether that is meant. */
  readonly isRetentionAsked: boolean;
  /** The newest events that tell of something deleted; null until they are read. */
  readonly pastPrunes: readonly EventSummary[] | null;
}

export interface RetentionActions {
  readonly loadRetention: () => Promise<void>;
  /** Puts rules in the place of those before. Answers why that failed. */
  readonly setRules: (rules: readonly RetentionRule[]) => Promise<CallFailure | null>;
  /** Asks what every rule would delete now, whether it is enabled or not. */
  readonly previewRules: () => Promise<void>;
  /** Asks whether the enabled rules are to be applied now, and counts what would go. */
  readonly askRetention: () => Promise<void>;
  readonly closeRetentionAsking: () => void;
  /** Deletes now what the enabled rules say. Answers why that failed. */
  readonly runRetention: () => Promise<CallFailure | null>;
  readonly editRule: (original: RetentionRule | null) => void;
  readonly closeRule: () => void;
  /** Ends what is asked, when nobody looks any more. */
  readonly leaveRetention: () => void;
}

export type RetentionSlice = RetentionState & RetentionActions;

const PAST_PRUNES = 5;
const UNREAD: Pick<RetentionState, 'rulePreviews' | 'ruleEditing' | 'isRetentionAsked'> = {
  rulePreviews: new Map(),
  ruleEditing: null,
  isRetentionAsked: false,
};

export const createRetentionSlice: SliceCreator<RetentionSlice> = (set, get, { client, clock }) => {
  let previewing = new AbortController();
  /** Answers to an older question are not taken. */
  let asked = 0;

  const stopPreviews = (): void => {
    previewing.abort();
    set({ rulePreviews: new Map() });
  };

  const planRule = async (
    rule: RetentionRule,
    rules: readonly RetentionRule[],
    signal: AbortSignal,
  ): Promise<RulePreview> => {
    try {
      const plans: PrunePlan[] = [];
      for (const scope of scopesOf(rule, rules, clock.now())) {
        plans.push(await client.call('prune.plan', { scope, action: 'prune' }, signal));
      }
      // Both bounds cut off the old end, so the wider plan has all that is in the other.
      const [widest] = plans.toSorted((a, b) => reach(b) - reach(a));
      return widest === undefined ? null : { plan: widest };
    } catch (error) {
      return { failure: failureOf(error) };
    }
  };

  return {
    retention: null,
    retentionFailure: null,
    pastPrunes: null,
    ...UNREAD,
    loadRetention: async () => {
      // What was counted is not so any more.
      stopPreviews();
      asked += 1;
      const question = asked;
      try {
        const retention = await client.call('retention.get', {});
        if (question === asked) set({ retention, retentionFailure: null });
        const { rows } = await client.call('history.open', { filter: PRUNES, order: 'newest' });
        if (question === asked) set({ pastPrunes: rows.slice(0, PAST_PRUNES) });
      } catch (error) {
        if (question === asked) set({ retentionFailure: failureOf(error) });
      }
    },
    setRules: async (rules) => {
      stopPreviews();
      try {
        const retention = await client.call('retention.set', { rules: [...rules] });
        asked += 1;
        set({ retention, retentionFailure: null, ruleEditing: null });
        return null;
      } catch (error) {
        return failureOf(error);
      }
    },
    previewRules: async () => {
      stopPreviews();
      const { signal } = (previewing = new AbortController());
      const rules = get().retention?.rules ?? [];
      set({ rulePreviews: new Map(rules.map(({ category }) => [category, null])) });
      for (const rule of rules) {
        const preview = await planRule(rule, rules, signal);
        if (signal.aborted) return;
        set(({ rulePreviews }) => ({
          rulePreviews: new Map(rulePreviews).set(rule.category, preview),
        }));
      }
    },
    askRetention: async () => {
      set({ isRetentionAsked: true });
      // From the palette, on another screen, nothing has been read yet.
      if (!get().retention) await get().loadRetention();
      if (get().isRetentionAsked) await get().previewRules();
    },
    closeRetentionAsking: () => {
      stopPreviews();
      set({ isRetentionAsked: false });
    },
    runRetention: async () => {
      try {
        await client.call('retention.run', {});
        get().closeRetentionAsking();
        return null;
      } catch (error) {
        return failureOf(error);
      }
    },
    editRule: (original) => set({ ruleEditing: { original } }),
    closeRule: () => set({ ruleEditing: null }),
    leaveRetention: () => {
      previewing.abort();
      asked += 1;
      set({ ...UNREAD, retention: null, retentionFailure: null, pastPrunes: null });
    },
  };
};

/** What tells of events that were deleted, by whatever way. */
const PRUNES = {
  from: null,
  to: null,
  terms: [
    { field: 'action' as const, values: ['prune', 'clear', 'batch.undo'], negated: false },
    { field: 'category' as const, values: ['admin'], negated: false },
  ],
};

function reach({ delete: deleted, keptByHold }: PrunePlan): number {
  return deleted + keptByHold;
}
