import type { ErrorGroup } from '#shared/model/error-group.ts';
import { ALL_TIME } from '#shared/time/time-window.ts';
import type { TimeRange } from '#shared/time/time-window.ts';
import { errorTerms } from '../error-terms.ts';
import type { SliceCreator } from '../app-store.ts';

/** Severities that errors can be narrowed to: that and worse. */
export const ERROR_SEVERITIES = ['>=warning', '>=error', '>=critical'] as const;

/** Which errors are grouped. */
export interface ErrorQuery {
  readonly severity: (typeof ERROR_SEVERITIES)[number] | null;
  /** How far back; null for the whole trail. */
  readonly days: number | null;
}

interface ErrorsState {
  readonly errorQuery: ErrorQuery;
}

export interface ErrorsActions {
  readonly askErrors: (change: Partial<ErrorQuery>) => void;
  /** Shows the errors of one group in the history, among the groups that were answered. */
  readonly showErrors: (group: ErrorGroup, groups: readonly ErrorGroup[]) => void;
}

export type ErrorsSlice = ErrorsState & ErrorsActions;

export const ANY_ERRORS: ErrorQuery = { severity: null, days: null };

export const createErrorsSlice: SliceCreator<ErrorsSlice> = (set, get) => ({
  errorQuery: ANY_ERRORS,
  askErrors: (change) => set(({ errorQuery }) => ({ errorQuery: { ...errorQuery, ...change } })),
  showErrors: (group, groups) => {
    const { severity, days } = get().errorQuery;
    const terms = errorTerms(group, groups, severity);
    if (!terms) return;
    const range: TimeRange = days === null ? ALL_TIME : { kind: 'last', duration: `${days}d` };
    get().showOnly(terms, range);
    get().showScreen('history');
  },
});
