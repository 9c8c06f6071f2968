import { hostname, userInfo } from 'node:os';
import type { Operator } from './store/store-api.ts';

/** The person at the keyboard, as the operating system knows them. */
export function currentOperator(): Operator {
  const name = userName();
  return { id: `${name}@${hostname()}`, name };
}

/** A user without an entry in the system's list, as in some containers, has a number only. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
