import process from 'node:process';
import { styleText } from 'node:util';
import type { Outcome, Severity } from '#shared/model/vocabulary.ts';

export type Style = Parameters<typeof styleText>[0];

/** Colours are for terminals, and for people who did not say that they want none. */
const hasColour =
  process.stdout.isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';

/** Text in a style, where the output can show one; null for none. */
export function styled(style: Style | null, text: string): string {
  return hasColour && style !== null ? styleText(style, text, { validateStream: false }) : text;
}

/** Of words and of parts of bars. */
export const OUTCOME_STYLES: Readonly<Record<Outcome, Style>> = {
  success: 'green',
  failure: 'red',
  error: 'yellow',
  unknown: 'dim',
};

export const SEVERITY_STYLES: Readonly<Record<Severity, Style | null>> = {
  debug: 'dim',
  info: 'dim',
  notice: null,
  warning: 'yellow',
  error: 'red',
  critical: ['bold', 'red'],
};

/** Never colour alone: the word says the same. */
export function styledOutcome(outcome: Outcome, text: string): string {
  return styled(OUTCOME_STYLES[outcome], text);
}

export function styledSeverity(severity: Severity, text: string): string {
  return styled(SEVERITY_STYLES[severity], text);
}
