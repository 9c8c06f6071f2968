import type { AccessState } from './operator.ts';

/** What an operator may do, ascending: a later role may do all that an earlier one may. */
export const ROLES = ['viewer', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** True if a role may do what another is the least for. */
export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** The role that somebody has in the window; null as long as nobody is signed in. */
export function roleIn(state: AccessState): Role | null {
  if (state.kind === 'open') return 'admin';
  return state.kind === 'signedIn' ? state.role : null;
}
