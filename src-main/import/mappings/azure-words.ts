import type { Outcome, Severity } from '#shared/model/vocabulary.ts';
import { nameText } from './field-text.ts';
import { readOutcome, readSeverity } from './words.ts';

/** Levels that say something; informational is what nearly every record is, failures included. */
const LEVELS: Readonly<Record<string, Severity>> = {
  '1': 'critical',
  '2': 'error',
  '3': 'warning',
  '5': 'debug',
};

/**
 * What Azure says of a result: words, or a number that is an error unless it is 0.
 * @returns undefined if it says nothing (“Started”, “Active”)
 */
export function azureOutcome(value: unknown): Outcome | undefined {
  const text = nameText(value)?.trim() ?? '';
  if (/^-?\d+$/u.test(text)) return Number(text) === 0 ? 'success' : 'failure';
  return readOutcome(text) ?? undefined;
}

/**
 * The severity of a level, which is a word or a number in a text.
 * @returns undefined for informational, so that it is derived from what happened
 */
export function azureSeverity(level: unknown): Severity | undefined {
  const text = nameText(level)?.trim() ?? '';
  if (/^\d+$/u.test(text)) return Object.hasOwn(LEVELS, text) ? LEVELS[text] : undefined;
  const severity = readSeverity(text);
  return severity === null || severity === 'info' ? undefined : severity;
}
