import { printValue } from '#shared/filter-syntax/print.ts';
import { isRangeName } from '#shared/filter-syntax/fields.ts';
import { suggest } from '#shared/filter-syntax/suggest.ts';
import type { Suggestions } from '#shared/filter-syntax/suggest.ts';
import type { Span } from '#shared/filter-syntax/query.ts';
import type { Facet, FacetField } from '#shared/model/facets.ts';
import { SEVERITIES } from '#shared/model/vocabulary.ts';

/** More would have to be scrolled through; another letter is quicker. */
const MAX_OPTIONS = 50;

/** One way to go on, as the popup lists it. */
export interface CompletionOption {
  readonly kind: 'recent' | 'field' | 'value';
  /** What takes the place of the stretch. */
  readonly text: string;
  /** What is read; for a value, without its quotes. */
  readonly label: string;
  /** What it means, or whose id it is; may be empty. */
  readonly note: string;
  /** Events that have the value; null where that is not known. */
  readonly count: number | null;
}

/** All ways to go on at the caret. */
export interface Completion extends Span {
  readonly options: readonly CompletionOption[];
}

/** The field whose values in the trail are wanted at the caret; null if none can be counted. */
export function countedField(suggestions: Suggestions): FacetField | null {
  const { field } = suggestions;
  if (field === null || isRangeName(field)) return null;
  if (field === 'text' || field === 'anywhere') return null;
  if (field === 'correlation' || field === 'reviewed') return null;
  return field;
}

/** A replaced stretch, and where the caret then stands. */
export interface Completed {
  readonly text: string;
  readonly caret: number;
}

/**
 * What the popup lists.
 * @param facet values of {@link countedField}, as far as they are known
 * @param recent queries asked before, for an empty text
 */
export function completionAt(
  text: string,
  caret: number,
  facet: Facet | null,
  recent: readonly string[],
): Completion {
  const suggestions = suggest(text, caret);
  const { start, end, kind } = suggestions;
  if (kind === 'value') return { start, end, options: valueOptions(suggestions, facet) };
  const fields = suggestions.items.map((item): CompletionOption => ({
    kind: 'field',
    text: item.text,
    label: item.text,
    note: item.label,
    count: null,
  }));
  if (text.trim() !== '') return { start, end, options: fields };
  const asked = recent.map((query): CompletionOption => ({
    kind: 'recent',
    text: query,
    label: query,
    note: '',
    count: null,
  }));
  return { start: 0, end: text.length, options: [...asked, ...fields] };
}

/** Puts an option where it belongs; behind a whole condition follows a space. */
export function complete(text: string, { start, end }: Span, option: CompletionOption): Completed {
  const after = text.slice(end);
  const space = option.kind === 'value' && after === '' ? ' ' : '';
  const before = text.slice(0, start) + option.text + space;
  return { text: before + after, caret: before.length };
}

function valueOptions(suggestions: Suggestions, facet: Facet | null): CompletionOption[] {
  const options =
    suggestions.items.length > 0 || facet === null || isClosed(suggestions)
      ? suggestions.items.map(({ text, label }): CompletionOption => ({
          kind: 'value',
          text,
          label: text,
          note: label,
          count: facet && countOf(text, facet),
        }))
      : facetOptions(facet, suggestions.prefix.toLowerCase());
  const [first] = options;
  // What stands there already need not be offered.
  const isWritten = options.length === 1 && first?.label === suggestions.prefix;
  return isWritten ? [] : options.slice(0, MAX_OPTIONS);
}

/** Fields whose words are given: what is none of them is a mistake, whatever the trail has. */
function isClosed({ field }: Suggestions): boolean {
  return field !== null && suggest(`${field}:`, field.length + 1).items.length > 0;
}

/** Values that begin with what was typed, then those that have it somewhere; frequent ones first. */
function facetOptions(facet: Facet, typed: string): CompletionOption[] {
  const isAt = (text: string | null, place: 'start' | 'anywhere'): boolean => {
    const at = text?.toLowerCase().indexOf(typed) ?? -1;
    return place === 'start' ? at === 0 : at > -1;
  };
  const matches = facet.values.filter(
    ({ value, name }) => isAt(value, 'anywhere') || isAt(name, 'anywhere'),
  );
  const starts = matches.filter(({ value, name }) => isAt(value, 'start') || isAt(name, 'start'));
  return [...new Set([...starts, ...matches])].map(({ value, name, count }) => ({
    kind: 'value',
    text: printValue(value),
    label: value,
    note: name === value ? '' : (name ?? ''),
    count,
  }));
}

/** `>=warning` has the events of warning and of all that is worse. */
function countOf(text: string, { values }: Facet): number {
  const words = text.startsWith('>=')
    ? SEVERITIES.slice(SEVERITIES.findIndex((word) => `>=${word}` === text))
    : [text];
  return values
    .filter(({ value }) => words.some((word) => word === value))
    .reduce((sum, { count }) => sum + count, 0);
}
