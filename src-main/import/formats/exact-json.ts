import { LIMITS } from '#shared/model/limits.ts';

/** No integer that a double cannot hold has fewer digits; texts with so many are let be. */
const MAY_BE_INEXACT = /[:[,]\s*-?\d{16}/u;

/**
 * `JSON.parse`, but for integers that no double prints as they stand, which become texts with all
 * their digits: a program that shows 9214364837600035000 where the log says 9214364837600034816
 * has changed the evidence (import-mappings.md, pitfall 5). Looking at each number costs time, so
 * only texts with long ones are read that way.
 * @throws SyntaxError
 */
export function parseExactJson(text: string): unknown {
  return MAY_BE_INEXACT.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
}

/** The type of `JSON.parse` does not know of the third argument yet. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  // What a program of ours wrote from a double comes back as that double, and prints as it stood.
  return source !== undefined && /^-?\d+$/u.test(source) && String(value) !== source
    ? source
    : value;
}

/**
 * True if a value has more levels of objects and lists than a record may have. Goes no deeper than
 * that, so that nesting cannot exhaust the stack.
 */
export function isTooDeep(value: unknown, levels: number = LIMITS.jsonDepth): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((child) => isTooDeep(child, levels - 1));
}
