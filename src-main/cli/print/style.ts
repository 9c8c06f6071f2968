import process from 'node:process';
import { styleText } from 'node:util';
import type { Outcome, Severity } from '#shared/model/vocabulary.ts';

type Style = Parameters<typeof styleText>[0];

/** Colours are for terminals, and for people who did not say that they want none. */
const hasColour =
  process.stdout.isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';

/** Text in a style, where the output can show one. */
export function styled(style: Style, text: string): string {
  return hasColour ? styleText(style, text, { validateStream: false }) : text;
}

const OUTCOME_STYLES: Readonly<Record<Outcome, Style>> = {
  success: 'green',
  failure: 'red',
  error: 'yellow',
  unknown: 'dim',
};

const SEVERITY_STYLES: Readonly<Record<Severity, Style | null>> = {
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
  const style = SEVERITY_STYLES[severity];
  return style === null ? text : styled(style, text);
}
