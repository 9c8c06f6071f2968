/** Values of CSV (RFC 4180) and of text that is separated by tabs. */

export interface CsvStyle {
  /** One ASCII character. */
  readonly delimiter: ',' | '\t';
  /** Whether no text may begin as formulas do. */
  readonly formulaGuard: boolean;
}

export const LINE_END = '\r\n';
/** Tells Excel that what follows is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** What spreadsheets take for the beginning of a formula; full-width forms are folded by some. */
const FORMULA_STARTS: ReadonlySet<string> = new Set('=+-@\t\r\n＝＋－＠');

/** Stands in front of a text that only looks like a formula. */
const GUARD = "'";

/** Spaces around a value are part of it, which some readers forget where there are no quotes. */
const SPACE = 0x20;
const NEEDS_QUOTES = { ',': /[",\r\n]/u, '\t': /["\t\r\n]/u } as const;

/**
 * Writes text. What is not there is nothing between two delimiters, empty text is `""`; other text
 * stands in quotes only where it needs them.
 *
 * The guard is put in front of text that begins as a formula does, and of text that begins with a
 * guard itself, so that taking one off where it stands gives back every text.
 */
export function textCell(text: string | null, { delimiter, formulaGuard }: CsvStyle): string {
  if (text === null) return '';
  if (text === '') return '""';
  const guarded = formulaGuard && isGuardedStart(text) ? GUARD + text : text;
  return isPlain(guarded, delimiter) ? guarded : quotedCell(guarded);
}

/** Writes text in quotes, as it is. */
export function quotedCell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function isPlain(text: string, delimiter: CsvStyle['delimiter']): boolean {
  const isOpen = text.charCodeAt(0) > SPACE && text.charCodeAt(text.length - 1) > SPACE;
  return isOpen && !NEEDS_QUOTES[delimiter].test(text);
}

/** Takes off the guard that {@link textCell} put in front of a text. */
export function withoutGuard(text: string): string {
  return text.startsWith(GUARD) && isGuardedStart(text.slice(1)) ? text.slice(1) : text;
}

function isGuardedStart(text: string): boolean {
  const first = text[0] ?? '';
  return first === GUARD || FORMULA_STARTS.has(first);
}
