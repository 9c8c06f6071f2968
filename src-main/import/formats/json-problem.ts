/** Where and why a text stops being JSON. */
interface JsonProblem {
  /** UTF-16 index of the first character that does not fit; the length of a text that is cut off. */
  readonly index: number;
  readonly isCutOff: boolean;
  /** What would have fitted, in words. */
  readonly expected: string;
}

/** What may come next, and the words for it. */
const EXPECTED = {
  value: 'a value',
  valueOrEnd: 'a value or “]”',
  key: 'a name in quotes',
  keyOrEnd: 'a name in quotes or “}”',
  colon: '“:”',
  listComma: '“,” or “]”',
  objectComma: '“,” or “}”',
  end: 'the end',
} as const;
type State = keyof typeof EXPECTED;

const WHITESPACE = /[ \t\n\r]*/uy;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/uy;

/**
 * Explains why `JSON.parse` refused a text, in words that do not depend on the engine. Slow and
 * exact; nesting costs no stack.
 * @returns null if the text is JSON
 */
export function findJsonProblem(text: string): JsonProblem | null {
  const open: ('{' | '[')[] = [];
  let state: State = 'value';
  let index = 0;
  const afterValue = (): State => {
    const level = open.at(-1);
    if (level === undefined) return 'end';
    return level === '[' ? 'listComma' : 'objectComma';
  };
  for (;;) {
    index = skip(WHITESPACE, text, index);
    const character = text[index];
    if (state === 'end' && character === undefined) return null;
    const isValue: boolean = state === 'value' || state === 'valueOrEnd';
    const isKey: boolean = state === 'key' || state === 'keyOrEnd';
    if (isValue && (character === '{' || character === '[')) {
      open.push(character);
      state = character === '{' ? 'keyOrEnd' : 'valueOrEnd';
      index += 1;
    } else if ((isValue || isKey) && character === '"') {
      const end = endOfString(text, index);
      if (typeof end === 'object') return end;
      index = end;
      state = isKey ? 'colon' : afterValue();
    } else if (
      (character === ']' && (state === 'valueOrEnd' || state === 'listComma')) ||
      (character === '}' && (state === 'keyOrEnd' || state === 'objectComma'))
    ) {
      open.pop();
      state = afterValue();
      index += 1;
    } else if (character === ',' && (state === 'listComma' || state === 'objectComma')) {
      state = state === 'listComma' ? 'value' : 'key';
      index += 1;
    } else if (character === ':' && state === 'colon') {
      state = 'value';
      index += 1;
    } else {
      const end = isValue ? skip(SCALAR, text, index) : index;
      if (end === index) return problemAt(text, index, EXPECTED[state]);
      index = end;
      state = afterValue();
    }
  }
}

/** A problem in words, with its column where the text has it. */
export function describeProblem(text: string, problem: JsonProblem): string {
  if (problem.isCutOff) return 'it ends in the middle of a record';
  const found = String.fromCodePoint(text.codePointAt(problem.index) ?? 0);
  const column = problem.index - text.lastIndexOf('\n', problem.index - 1);
  return `not valid JSON: expected ${problem.expected} at column ${column}, found ${nameOf(found)}`;
}

function nameOf(character: string): string {
  if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)) return `“${character}”`;
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The index after what a sticky pattern matches at `index`; `index` if it matches nothing. */
function skip(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex : index;
}

function endOfString(text: string, start: number): number | JsonProblem {
  let index = start + 1;
  for (;;) {
    const character = text[index];
    if (character === '"') return index + 1;
    if (character === '\\') {
      const end = skip(ESCAPE, text, index);
      if (end === index) return problemAt(text, index, 'an escape such as \\n or \\u0041');
      index = end;
    } else if (character === undefined || character < ' ') {
      return problemAt(text, index, 'the closing quote of a text');
    } else {
      index += 1;
    }
  }
}

/** Beginnings of words, numbers and escapes that something must follow. */
const UNFINISHED = /^(?:-|t(?:ru?)?|f(?:al?s?)?|n(?:ul?)?|\\(?:u[\da-f]{0,3})?)?$/iu;

/** A text whose rest could be the beginning of what is expected is cut off there, not wrong. */
function problemAt(text: string, index: number, expected: string): JsonProblem {
  const before = text.slice(Math.max(0, index - 1), index);
  const rest = text.slice(index, index + 8);
  const isCutOff = UNFINISHED.test(rest) || (/\d/u.test(before) && /^(?:\.|e[+-]?)$/iu.test(rest));
  return { index: isCutOff ? text.length : index, isCutOff, expected };
}
