import { OUTCOMES, SEVERITIES } from '#shared/model/vocabulary.ts';
import type { Facet, FacetValue } from '#shared/model/facets.ts';
import { withValue, withoutValue } from '../../state/filter-terms.ts';
import type { FilterTerm, FilterTerms } from '../../state/filter-terms.ts';
import { chosenSeverities, severityValues } from '../filters/severity-choice.ts';
import type { RailField } from './facet-fields.ts';

/** What the filter says about a value: asked for, kept out, or nothing. */
type FacetChoice = 'only' | 'not' | 'none';

/** One value of a section, counted and chosen or not. */
export interface FacetLine {
  readonly value: string;
  readonly name: string | null;
  /** Null if it is too rare to be among the values that were counted. */
  readonly count: number | null;
  readonly choice: FacetChoice;
}

/** Closed lists keep their order, so that a value stays where the eye left it. */
const FIXED: Readonly<Partial<Record<RailField, readonly string[]>>> = {
  outcome: OUTCOMES,
  severity: SEVERITIES.toReversed(),
};

/** The values of a section: those that were counted, and those in the filter that were not. */
export function facetLines(
  field: RailField,
  facet: Facet | undefined,
  terms: FilterTerms,
): readonly FacetLine[] {
  const own = spelledOut(terms.filter((term) => term.field === field));
  const counted = facet?.values ?? [];
  const isAll = facet !== undefined && facet.distinct <= counted.length;
  const lines: readonly FacetLine[] = [
    ...counted.map((value) => ({ ...value, choice: choiceOf(value, own) })),
    ...own.flatMap((term) =>
      term.values
        .filter((value) => !counted.some((line) => line.value === value || line.name === value))
        .map((value): FacetLine => {
          const choice = term.negated ? 'not' : 'only';
          return { value, name: null, count: isAll ? 0 : null, choice };
        }),
    ),
  ];
  const order = FIXED[field];
  if (!order) return lines;
  return lines.toSorted((one, other) => order.indexOf(one.value) - order.indexOf(other.value));
}

function choiceOf({ value, name }: FacetValue, own: FilterTerms): FacetChoice {
  const term = own.find(
    ({ values }) => values.includes(value) || (name !== null && values.includes(name)),
  );
  if (!term) return 'none';
  return term.negated ? 'not' : 'only';
}

/**
 * The conditions after a press on a value: it is asked for or, if negated, kept out; a value that is
 * chosen already is let go.
 */
export function toggled(
  terms: FilterTerms,
  field: RailField,
  line: FacetLine,
  negated: boolean,
): FilterTerms {
  const wanted: FacetChoice = negated ? 'not' : 'only';
  const isLetGo = line.choice === wanted || (line.choice === 'not' && !negated);
  const spelled = spelledOut(terms);
  // An actor may have been asked for by name.
  const without = [line.value, line.name ?? line.value].reduce<FilterTerms>(
    (rest, value) => withoutValue(rest, field, value),
    spelled,
  );
  return shortened(isLetGo ? without : withValue(without, field, line.value, negated));
}

/** The conditions with one value alone in its field. */
export function onlyThis(terms: FilterTerms, field: RailField, line: FacetLine): FilterTerms {
  const rest = terms.filter((term) => term.field !== field);
  return withValue(rest, field, line.value, false);
}

/** Severities one by one, where a condition says `>=warning`. */
function spelledOut(terms: FilterTerms): FilterTerms {
  return mapSeverities(terms, chosenSeverities);
}

function shortened(terms: FilterTerms): FilterTerms {
  return mapSeverities(terms, severityValues);
}

function mapSeverities(
  terms: FilterTerms,
  map: (values: readonly string[]) => readonly string[],
): FilterTerms {
  return terms.map((term): FilterTerm =>
    term.field === 'severity' ? { ...term, values: [...map(term.values)] } : term,
  );
}
