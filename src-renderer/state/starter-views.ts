import type { TimeRange } from '#shared/time/time-window.ts';
import { ALL_TIME } from '#shared/time/time-window.ts';
import type { FilterTerms } from './filter-terms.ts';

/** A view that comes with Annals: a filter with a name, whose list looks as the operator has it. */
interface StarterView {
  readonly id: string;
  readonly name: string;
  readonly range: TimeRange;
  readonly terms: FilterTerms;
}

/** The view of the whole trail, which is there always. */
export const EVERYTHING_VIEW = 'everything';

const only = (field: FilterTerms[number]['field'], ...values: string[]): FilterTerms => [
  { field, values, negated: false },
];

/** In the order in which they are listed. They can be hidden, and are never changed. */
export const STARTER_VIEWS: readonly StarterView[] = [
  { id: EVERYTHING_VIEW, name: 'Everything', range: ALL_TIME, terms: [] },
  {
    id: 'failures',
    name: 'Failures, last 7 days',
    range: { kind: 'last', duration: '7d' },
    terms: only('outcome', 'failure', 'error'),
  },
  { id: 'errors', name: 'Errors', range: ALL_TIME, terms: only('error', 'yes') },
  { id: 'flagged', name: 'Flagged', range: ALL_TIME, terms: only('flagged', 'yes') },
  { id: 'held', name: 'On hold', range: ALL_TIME, terms: only('held', 'yes') },
  { id: 'noted', name: 'With notes', range: ALL_TIME, terms: only('noted', 'yes') },
  { id: 'own-acts', name: 'Acts in Annals', range: ALL_TIME, terms: only('category', 'admin') },
];
