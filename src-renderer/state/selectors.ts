import { isAtLeast, roleIn } from '#shared/model/role.ts';
import type { Role } from '#shared/model/role.ts';
import type { StoreInfo } from '#shared/model/store-state.ts';
import type { AppState } from './app-store.ts';

/** Numbers of the open store; null if none is open. */
export function selectStoreInfo(state: AppState): StoreInfo | null {
  return state.store?.kind === 'open' ? state.store.info : null;
}

/** True if some filter is set that may hide events. */
export function selectIsFiltered(state: AppState): boolean {
  return state.terms.length > 0 || state.range.kind !== 'all';
}

/** True if there is anything that clearing the filter would take away. */
export function selectHasQuery(state: AppState): boolean {
  return selectIsFiltered(state) || state.pausedTerms.length > 0 || Boolean(state.draft?.trim());
}

/** True if the facets are shown: as the operator chose or, without a choice, where there is room. */
export function selectIsFacetsOpen({ settings, isWindowWide }: AppState): boolean {
  return settings.facets === 'auto' ? isWindowWide : settings.facets === 'open';
}

/** True while an import, an export, a verification or any other work runs. */
export function selectHasRunningJob(state: AppState): boolean {
  return state.job?.state.kind === 'running';
}

/** What the person at the keyboard is; null while nobody is signed in. */
export function selectRole({ access }: AppState): Role | null {
  return access && roleIn(access);
}

/** True if the person at the keyboard may do what a role is the least for. */
export function selectMay(state: AppState, least: Role): boolean {
  const role = selectRole(state);
  return role !== null && isAtLeast(role, least);
}

/** Why nothing may be flagged, noted, held or exported; null if it may. */
export function selectWhyNoActs(state: AppState): string | null {
  if (!selectMay(state, 'auditor')) return 'Only an auditor can flag, note, hold or export.';
  return selectStoreInfo(state)?.isReadOnly === true
    ? 'This store can only be read, so nothing can be flagged, noted, held or exported.'
    : null;
}

/** Why nothing may be imported, into the open store or into a new one; null if it may. */
export function selectWhyNoImport(state: AppState): string | null {
  if (!selectMay(state, 'admin')) return 'Only an admin can import.';
  return selectStoreInfo(state)?.isReadOnly === true
    ? 'This store can only be read, so nothing can be imported.'
    : null;
}

/** True if there is something to sign off, and whoever is here may. */
export function selectMayMark(state: AppState): boolean {
  return selectWhyNoActs(state) === null && (state.reviewState?.unreviewed ?? 0) > 0;
}

/** True if only what came since the last review is shown. */
export function selectIsSinceReview({ terms }: AppState): boolean {
  return terms.some(
    ({ field, values, negated }) =>
      field === 'reviewed' && !negated && values.length === 1 && values[0] === 'no',
  );
}
