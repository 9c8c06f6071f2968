import type { QueryError } from '#shared/filter-syntax/query.ts';
import type { SliceCreator } from '../app-store.ts';
import { readQuery, writeQuery } from '../query-text.ts';
import { loadRecentQueries, saveRecentQueries, withRecent } from '../recent-queries.ts';

/** The query bar: the filter as text, and what the operator makes of it. */
interface QueryState {
  /** What is being typed; null while the bar shows the filter as it is. */
  readonly draft: string | null;
  /** What was wrong with it when it was last read; the last filter without a mistake stays. */
  readonly mistakes: readonly QueryError[];
  /** Newest first. */
  readonly recentQueries: readonly string[];
}

export interface QueryActions {
  /** Takes what is typed; nothing is asked yet. */
  readonly editQuery: (text: string) => void;
  /** Reads what is typed, and asks for it unless there is a mistake or it was asked already. */
  readonly applyQuery: () => void;
  /** The same, and ends the editing unless there is a mistake. */
  readonly finishQuery: () => void;
  /** Makes room behind the filter as it is, so that typing on begins another condition. */
  readonly beginQuery: () => void;
  /** Ends the editing in any case: what has a mistake is forgotten. */
  readonly leaveQuery: () => void;
}

export type QuerySlice = QueryState & QueryActions;

/** The bar as it is while nobody types. */
export const NOT_EDITED: Pick<QueryState, 'draft' | 'mistakes'> = { draft: null, mistakes: [] };

export const createQuerySlice: SliceCreator<QuerySlice> = (set, get, { local }) => {
  const written = (): string => writeQuery(get(), get().zone);
  return {
    ...NOT_EDITED,
    recentQueries: loadRecentQueries(local),
    editQuery: (draft) => set({ draft }),
    applyQuery: () => {
      const { draft, askQuery } = get();
      if (draft === null) return;
      // What the window wrote itself may be longer than what can be typed.
      if (draft.trim() === written()) return set({ mistakes: [] });
      const parsed = readQuery(draft, get().zone);
      set({ mistakes: parsed.ok ? [] : parsed.errors });
      if (parsed.ok && writeQuery(parsed.query, get().zone) !== written()) askQuery(parsed.query);
    },
    finishQuery: () => {
      get().applyQuery();
      const { draft, mistakes } = get();
      if (draft === null || mistakes.length > 0) return;
      const recentQueries = withRecent(get().recentQueries, written());
      set({ ...NOT_EDITED, recentQueries });
      saveRecentQueries(local, recentQueries);
    },
    beginQuery: () => {
      const text = written();
      if (get().draft === null && text !== '') set({ draft: `${text} ` });
    },
    leaveQuery: () => {
      get().finishQuery();
      set(NOT_EDITED);
    },
  };
};
