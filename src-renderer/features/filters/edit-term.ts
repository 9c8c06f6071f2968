import { focusRegion } from '../../commands/focus-region.ts';
import { termKey } from '../../state/filter-terms.ts';
import type { FilterTerm } from '../../state/filter-terms.ts';
import { readQuery } from '../../state/query-text.ts';

/** Puts the keyboard into the query bar, with the text of one condition selected. */
export function editTerm(term: FilterTerm, zone: string): void {
  focusRegion('query');
  const input = document.activeElement;
  if (!(input instanceof HTMLInputElement)) return;
  const written = readQuery(input.value, zone).conditions.find(
    (condition) => condition.term && termKey(condition.term) === termKey(term),
  );
  // The bar places its caret when the keyboard comes; this is after that.
  if (written) requestAnimationFrame(() => input.setSelectionRange(written.start, written.end));
}
