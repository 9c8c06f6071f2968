import { LIMITS } from '#shared/model/limits.ts';

/** In UTF-16 code units. */
const LONGEST_TEXT = 1_048_576;

/** A value that Python's `repr` writes: texts, numbers, truths, `None`, dicts, lists and tuples. */
type PythonValue = string | number | boolean | null | PythonValue[] | PythonDict;

/** A dict; keys that are no text are left out. */
interface PythonDict {
  readonly [key: string]: PythonValue;
}

/**
 * Reads what Python's `repr` writes of plain values, such as `{'type': 'AWSAccount', 'id': None}`.
 * Nothing is run, and anything else than plain values is refused.
 * @returns undefined if the text is no such value, is larger than 1 MiB, or is nested deeper than
 * records may be
 */
export function parsePythonLiteral(text: string): PythonValue | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const reader = new PythonReader(text);
  const value = reader.value(LIMITS.jsonDepth);
  return reader.isAtEnd ? value : undefined;
}

const WORDS: ReadonlyMap<string, PythonValue> = new Map([
  ['None', null],
  ['True', true],
  ['False', false],
]);

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Digits that follow the escapes `\x`, `\u` and `\U`. */
const CODE_DIGITS: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

const SPACE = /\s*/uy;
const NUMBER = /-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iuy;
const WORD = /[A-Z][a-z]+/uy;

/** Every reading method gives undefined, and where it stands no longer matters, at a mistake. */
class PythonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    this.#take(SPACE);
    return this.#at === this.#text.length;
  }

  value(levels: number): PythonValue | undefined {
    this.#take(SPACE);
    const first = this.#text.charAt(this.#at);
    if (first === "'" || first === '"') return this.#string(first);
    if (/[[({]/u.test(first)) return levels === 0 ? undefined : this.#container(first, levels - 1);
    const number = this.#take(NUMBER);
    if (number !== '') return Number(number);
    return WORDS.get(this.#take(WORD));
  }

  #container(opening: string, levels: number): PythonValue | undefined {
    this.#at += 1;
    if (opening === '{') return this.#dict(levels);
    return this.#list(opening === '[' ? ']' : ')', levels);
  }

  #list(closing: string, levels: number): PythonValue[] | undefined {
    const items: PythonValue[] = [];
    while (!this.#skip(closing)) {
      const item = this.value(levels);
      if (item === undefined) return undefined;
      items.push(item);
      if (!this.#skip(',')) return this.#skip(closing) ? items : undefined;
    }
    return items;
  }

  #dict(levels: number): PythonDict | undefined {
    const entries: [string, PythonValue][] = [];
    while (!this.#skip('}')) {
      const key = this.value(levels);
      const value = key !== undefined && this.#skip(':') ? this.value(levels) : undefined;
      if (value === undefined) return undefined;
      if (typeof key === 'string') entries.push([key, value]);
      if (!this.#skip(',')) return this.#skip('}') ? Object.fromEntries(entries) : undefined;
    }
    return Object.fromEntries(entries);
  }

  #string(quote: string): string | undefined {
    let read = '';
    let end = -1;
    for (let from = this.#at + 1; ;) {
      // Looked for once, not at every escape, which would take as long as the text squared.
      if (end < from) end = this.#text.indexOf(quote, from);
      if (end === -1) return undefined;
      const escape = this.#text.indexOf('\\', from);
      if (escape === -1 || escape > end) {
        this.#at = end + 1;
        return read + this.#text.slice(from, end);
      }
      read += this.#text.slice(from, escape);
      const { char, length } = unescape(this.#text, escape + 1);
      read += char;
      from = escape + 1 + length;
    }
  }

  #skip(mark: string): boolean {
    this.#take(SPACE);
    if (this.#text.charAt(this.#at) !== mark) return false;
    this.#at += 1;
    return true;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }
}

/** The character that an escape stands for, and how long the escape is behind its backslash. */
function unescape(text: string, at: number): { readonly char: string; readonly length: number } {
  const letter = text.charAt(at);
  const digits = CODE_DIGITS.get(letter) ?? 0;
  const code = text.slice(at + 1, at + 1 + digits);
  if (digits > 0 && /^[\da-f]+$/iu.test(code) && code.length === digits) {
    const point = Number.parseInt(code, 16);
    return { char: String.fromCodePoint(Math.min(point, 0x10_ffff)), length: 1 + digits };
  }
  return { char: ESCAPES.get(letter) ?? letter, length: 1 };
}
