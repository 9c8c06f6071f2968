import type { EventFilter, EventOrder, FilterField } from '#shared/model/event-filter.ts';
import { LIMITS } from '#shared/model/limits.ts';
import type { SliceCreator } from '../app-store.ts';
import { withFieldValues, withInverted, withValue } from '../filter-terms.ts';
import type { FilterTerm, FilterTerms } from '../filter-terms.ts';
import { ALL_TIME, resolveRange } from '#shared/time/time-window.ts';
import type { TimeRange } from '#shared/time/time-window.ts';

/** Which events are asked for: what the operator edits, and what was last asked. */
interface FilterState {
  /** What stands in the query box, committed or not. */
  readonly draftText: string;
  readonly text: string;
  readonly range: TimeRange;
  readonly terms: FilterTerms;
  readonly order: EventOrder;
  /** The filter as asked, relative times resolved at that moment so that it holds still. */
  readonly filter: EventFilter;
  /** Grows with every ask, also for the same filter. */
  readonly asked: number;
}

export interface FilterActions {
  readonly setDraftText: (text: string) => void;
  /** Asks for the text in the query box, unless that was asked already. */
  readonly commitText: () => void;
  readonly setRange: (range: TimeRange) => void;
  readonly setFieldValues: (field: FilterField, values: readonly string[]) => void;
  readonly addFilterValue: (field: FilterField, value: string, negated: boolean) => void;
  readonly invertTerm: (term: FilterTerm) => void;
  readonly removeTerm: (term: FilterTerm) => void;
  readonly setOrder: (order: EventOrder) => void;
  readonly clearText: () => void;
  readonly clearFilter: () => void;
  /** Shows only the events of one import. */
  readonly showBatch: (batch: number) => void;
  /** Asks the same again, relative times measured from now. */
  readonly askAgain: () => void;
}

export type FilterSlice = FilterState & FilterActions;

const NOTHING_ASKED: Pick<FilterState, 'draftText' | 'text' | 'range' | 'terms'> = {
  draftText: '',
  text: '',
  range: ALL_TIME,
  terms: [],
};

export const createFilterSlice: SliceCreator<FilterSlice> = (set, get, { clock }) => {
  const ask = (change: Partial<FilterState>): void => {
    set((state) => {
      const next = { ...state, ...change };
      return { ...change, filter: toFilter(next, clock.now()), asked: state.asked + 1 };
    });
  };
  const askTerms = (terms: FilterTerms): void => {
    if (terms !== get().terms) ask({ terms });
  };
  return {
    ...NOTHING_ASKED,
    order: 'newest',
    filter: { from: null, to: null, terms: [] },
    asked: 0,
    setDraftText: (draftText) => set({ draftText }),
    commitText: () => {
      const text = get().draftText.trim().slice(0, LIMITS.filterValue);
      if (text !== get().text) ask({ text });
    },
    setRange: (range) => ask({ range }),
    setFieldValues: (field, values) => askTerms(withFieldValues(get().terms, field, values)),
    addFilterValue: (field, value, negated) =>
      askTerms(withValue(get().terms, field, value.slice(0, LIMITS.filterValue), negated)),
    invertTerm: (term) => askTerms(withInverted(get().terms, term)),
    removeTerm: (term) => askTerms(get().terms.filter((other) => other !== term)),
    setOrder: (order) => ask({ order }),
    clearText: () => {
      set({ draftText: '' });
      get().commitText();
    },
    clearFilter: () => ask(NOTHING_ASKED),
    showBatch: (batch) =>
      ask({
        ...NOTHING_ASKED,
        terms: [{ field: 'batch', values: [String(batch)], negated: false }],
      }),
    askAgain: () => ask({}),
  };
};

function toFilter(state: FilterState, now: number): EventFilter {
  const text: FilterTerm[] =
    state.text === '' ? [] : [{ field: 'text', values: [state.text], negated: false }];
  return { ...resolveRange(state.range, now), terms: [...state.terms, ...text] };
}
