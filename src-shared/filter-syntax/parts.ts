import { fieldNamed } from './fields.ts';
import type { QueryField } from './fields.ts';
import type { QueryError, QueryProblem, Span } from './query.ts';

/** A word, or one value of a field, as it stands in the text. */
export interface ScannedValue extends Span {
  /** Without its quotes; empty if there is none where one should be. */
  readonly text: string;
  readonly isQuoted: boolean;
  readonly error: QueryError | null;
}

/** A field and what follows it: `severity>=`. */
export interface ScannedField extends Span {
  readonly name: string;
  /** Null if there is none of this name. */
  readonly field: QueryField | null;
  readonly operator: Span & { readonly text: string };
}

/** A condition by its form alone. */
export interface ScannedCondition extends Span {
  readonly isNegated: boolean;
  /** Null for words, which have one value. */
  readonly field: ScannedField | null;
  /** What is between two of them is a comma. */
  readonly values: readonly [ScannedValue, ...ScannedValue[]];
}

const SPACE = /\s*/uy;
const WORD = /\S*/uy;
const LIST_WORD = /[^\s,]*/uy;
/** A dash negates what follows; `-` and `--force` are words. */
const NEGATION = /-(?=[^\s-])/uy;
const FIELD = /([A-Za-z][A-Za-z_-]{0,31})(:|[<>]=?|=)/uy;
/** What follows the colon of `http://x`, `C:\x` and `AWS::S3`. */
const NO_FIELD = /[/\\:]/uy;

/** Cuts a text into its conditions. Whatever the text is, all of it but the spaces is in one. */
export function scanQuery(text: string): ScannedCondition[] {
  const conditions: ScannedCondition[] = [];
  for (
    let start = endOf(SPACE, text, 0);
    start < text.length;
    start = endOf(SPACE, text, conditions.at(-1)?.end ?? text.length)
  ) {
    conditions.push(conditionAt(text, start));
  }
  return conditions;
}

function conditionAt(text: string, start: number): ScannedCondition {
  const at = endOf(NEGATION, text, start);
  const field = fieldAt(text, at);
  const values: ScannedCondition['values'] = field
    ? listAt(text, field.operator.end)
    : [valueAt(text, at, WORD)];
  return { start, end: values.at(-1)?.end ?? at, isNegated: at > start, field, values };
}

/** Null where something stands that only looks like a field. */
function fieldAt(text: string, start: number): ScannedField | null {
  FIELD.lastIndex = start;
  const [all, name = '', operator = ''] = FIELD.exec(text) ?? [''];
  const end = start + all.length;
  const field = fieldNamed(name);
  const isWord = field === null && (operator !== ':' || endOf(NO_FIELD, text, end) > end);
  if (all === '' || isWord) return null;
  const middle = start + name.length;
  return { start, end: middle, name, field, operator: { start: middle, end, text: operator } };
}

function listAt(text: string, start: number): ScannedCondition['values'] {
  const first = valueAt(text, start, LIST_WORD);
  const values: [ScannedValue, ...ScannedValue[]] = [first];
  for (let { end } = first; text[end] === ',';) {
    const next = valueAt(text, end + 1, LIST_WORD);
    values.push(next);
    ({ end } = next);
  }
  return values;
}

function valueAt(text: string, start: number, word: RegExp): ScannedValue {
  if (text[start] === '"') return quotedAt(text, start, word);
  const end = endOf(word, text, start);
  const value = { start, end, text: text.slice(start, end), isQuoted: false };
  if (end > start) return { ...value, error: null };
  // What is missing has no extent of its own.
  const error = {
    start: start - 1,
    end: start,
    message: `Behind “${text[start - 1]}” a value is missing.`,
    expected: 'A value follows at once, without a space.',
  };
  return { ...value, error };
}

function quotedAt(text: string, start: number, word: RegExp): ScannedValue {
  const close = closingQuote(text, start);
  const end = close === -1 ? text.length : endOf(word, text, close + 1);
  const inside = text.slice(start + 1, close === -1 ? end : close).replaceAll('""', '"');
  const problem = quoteProblem(inside, close === -1, end > close + 1);
  const error = problem && { start, end, ...problem };
  return { start, end, text: inside, isQuoted: true, error };
}

/** Where the quote that opens at a position closes; two quotes are one that is meant. */
function closingQuote(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (quote !== -1 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  return quote;
}

function quoteProblem(inside: string, isOpen: boolean, isFollowed: boolean): QueryProblem | null {
  if (isOpen) return { message: 'This quote has no end.', expected: 'Close it with a second ".' };
  if (isFollowed) {
    return {
      message: 'Something follows the closing quote.',
      expected: 'Put a space behind it; a quote inside quotes is written "".',
    };
  }
  if (inside !== '') return null;
  return { message: 'Nothing stands between these quotes.', expected: 'Write a value there.' };
}

/** Where what a sticky pattern matches from a position on ends. */
function endOf(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : start;
}
