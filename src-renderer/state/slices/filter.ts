import { NOT_REVIEWED } from '#shared/filter-syntax/meaning.ts';
import { filterOf } from '#shared/filter-syntax/query.ts';
import type { Query } from '#shared/filter-syntax/query.ts';
import type { EventFilter, EventOrder, FilterField } from '#shared/model/event-filter.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { ALL_TIME } from '#shared/time/time-window.ts';
import type { TimeRange } from '#shared/time/time-window.ts';
import type { SliceCreator } from '../app-store.ts';
import { uniqueTerms, withFieldValues, withInverted, withValue, without } from '../filter-terms.ts';
import type { FilterTerm, FilterTerms } from '../filter-terms.ts';
import { NOT_EDITED } from './query.ts';
import { NO_VIEW } from './views.ts';

/** Which events are asked for: what the operator chose, and what was last asked. */
interface FilterState {
  readonly range: TimeRange;
  readonly terms: FilterTerms;
  /** Conditions that are switched off: kept at hand, and no part of the filter. */
  readonly pausedTerms: FilterTerms;
  readonly order: EventOrder;
  /** The filter as asked, relative times resolved at that moment so that it holds still. */
  readonly filter: EventFilter;
  /** Grows with every ask, also for the same filter. */
  readonly asked: number;
}

export interface FilterActions {
  /** Asks for what was typed; the text stays as it was typed. */
  readonly askQuery: (query: Query) => void;
  readonly setRange: (range: TimeRange) => void;
  /**
   * Takes another period, or what came since the last review: of the two, one at a time. A range
   * within what came since then is a matter of the timeline and of the query bar.
   */
  readonly setPeriod: (period: TimeRange | 'sinceReview') => void;
  readonly setFieldValues: (field: FilterField, values: readonly string[]) => void;
  readonly addFilterValue: (field: FilterField, value: string, negated: boolean) => void;
  readonly invertTerm: (term: FilterTerm) => void;
  readonly removeTerm: (term: FilterTerm) => void;
  /** Switches a condition off without forgetting it. */
  readonly pauseTerm: (term: FilterTerm) => void;
  readonly resumeTerm: (term: FilterTerm) => void;
  /** Takes other conditions in place of all; the same list asks nothing. */
  readonly setTerms: (terms: FilterTerms) => void;
  readonly setOrder: (order: EventOrder) => void;
  /** Asks for what a view says. */
  readonly askView: (view: Pick<FilterState, 'range' | 'terms' | 'order'>) => void;
  readonly clearFilter: () => void;
  /** Takes these conditions in place of all there are, times included. */
  readonly showOnly: (terms: FilterTerms, range?: TimeRange) => void;
  /** Shows only the events of one import. */
  readonly showBatch: (batch: number) => void;
  /** Asks the same again, relative times measured from now. */
  readonly askAgain: () => void;
}

export type FilterSlice = FilterState & FilterActions;

const NOTHING_ASKED: Pick<FilterState, 'range' | 'terms' | 'pausedTerms'> = {
  range: ALL_TIME,
  terms: [],
  pausedTerms: [],
};

export const createFilterSlice: SliceCreator<FilterSlice> = (set, get, { clock }) => {
  const ask = (change: Partial<FilterState>): void => {
    set((state) => ({
      ...change,
      filter: filterOf({ ...state, ...change }, clock.now()),
      asked: state.asked + 1,
    }));
  };
  /** Every change of the filter but one by typing: the bar then shows the filter as it has become. */
  const askAnew = (change: Partial<FilterState>): void => {
    set(NOT_EDITED);
    ask(change);
  };
  const askTerms = (terms: FilterTerms): void => {
    if (terms !== get().terms) askAnew({ terms: uniqueTerms(terms) });
  };
  return {
    ...NOTHING_ASKED,
    order: 'newest',
    filter: { from: null, to: null, terms: [] },
    asked: 0,
    askQuery: ({ range, terms }) => ask({ range, terms: uniqueTerms(terms) }),
    setRange: (range) => askAnew({ range }),
    setPeriod: (period) => {
      const others = get().terms.filter(({ field }) => field !== 'reviewed');
      if (period === 'sinceReview') {
        askAnew({ range: ALL_TIME, terms: uniqueTerms([...others, NOT_REVIEWED]) });
      } else askAnew({ range: period, terms: others });
    },
    setFieldValues: (field, values) => askTerms(withFieldValues(get().terms, field, values)),
    addFilterValue: (field, value, negated) =>
      askTerms(withValue(get().terms, field, value.slice(0, LIMITS.filterValue), negated)),
    setTerms: askTerms,
    invertTerm: (term) => askTerms(withInverted(get().terms, term)),
    removeTerm: (term) => {
      set((state) => ({ pausedTerms: without(state.pausedTerms, term) }));
      askTerms(without(get().terms, term));
    },
    pauseTerm: (term) => {
      set((state) => ({ pausedTerms: uniqueTerms([...state.pausedTerms, term]) }));
      askTerms(without(get().terms, term));
    },
    resumeTerm: (term) => {
      const { terms, pausedTerms } = get();
      if (terms.length >= LIMITS.filterTerms) return;
      set({ pausedTerms: without(pausedTerms, term) });
      askTerms([...terms, term]);
    },
    setOrder: (order) => ask({ order }),
    askView: ({ range, terms, order }) => askAnew({ ...NOTHING_ASKED, range, terms, order }),
    clearFilter: () => {
      set(NO_VIEW);
      askAnew(NOTHING_ASKED);
    },
    showOnly: (terms, range = ALL_TIME) => {
      set(NO_VIEW);
      askAnew({ ...NOTHING_ASKED, range, terms: uniqueTerms(terms) });
    },
    showBatch: (batch) =>
      get().showOnly([{ field: 'batch', values: [String(batch)], negated: false }]),
    askAgain: () => ask({}),
  };
};
