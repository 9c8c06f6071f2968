import type { ErrorGroup } from '#shared/model/error-group.ts';
import { LIMITS } from '#shared/model/limits.ts';
import type { FilterTerm } from './filter-terms.ts';

/**
 * The conditions that exactly the errors of a group meet; null if they cannot be put into words:
 * the type is too long or empty. Errors without a type are those that have none of the others.
 */
export function errorTerms(
  { errorType }: Pick<ErrorGroup, 'errorType'>,
  groups: readonly Pick<ErrorGroup, 'errorType'>[],
  severity: string | null,
): FilterTerm[] | null {
  const common: FilterTerm[] = [
    { field: 'error', values: ['yes'], negated: false },
    ...(severity === null
      ? []
      : [{ field: 'severity' as const, values: [severity], negated: false }]),
  ];
  if (errorType !== null) {
    if (!isAskable(errorType)) return null;
    return [...common, { field: 'errorType', values: [errorType], negated: false }];
  }
  const others = groups.flatMap((group) => (group.errorType === null ? [] : [group.errorType]));
  if (!others.every(isAskable)) return null;
  const terms: FilterTerm[] = [];
  for (let first = 0; first < others.length; first += LIMITS.filterValues) {
    const values = others.slice(first, first + LIMITS.filterValues);
    terms.push({ field: 'errorType', values, negated: true });
  }
  return [...common, ...terms];
}

function isAskable(errorType: string): boolean {
  return errorType !== '' && errorType.length <= LIMITS.filterValue;
}
