import { LIMITS } from '#shared/model/limits.ts';
import { parseJson } from './json-record.ts';
import { DocumentError, RecordError, TOO_LARGE } from './record.ts';
import type { RawRecord, Splitter } from './record.ts';
import { decodeUtf8 } from './utf8.ts';
import { ValueScanner } from './value-scanner.ts';

/** Whether a JSON document holds a list of records or is one record itself. */
export type DocumentShape = 'list' | 'whole';

/** `lists`: documents that hold a list each, one behind the other. */
type SplitShape = DocumentShape | 'lists';

/** Names, in lower case, under which exports keep their list of records. */
const LIST_NAMES: ReadonlySet<string> = new Set([
  'records',
  'record',
  'value',
  'values',
  'events',
  'entries',
  'items',
  'logs',
  'hits',
  'results',
  'data',
  'logevents',
  'activities',
  'raw_logs',
  'tasks',
]);

/** Names of objects that stand around such a list (`{"hits": {"hits": […]}}`). */
const HOLDER_NAMES: ReadonlySet<string> = new Set([
  'hits',
  'data',
  'response',
  'result',
  'results',
  'records',
  'value',
  'events',
  'entries',
  'logs',
  'raw_logs',
]);

/** Deepest nesting of objects around the list of records. */
const MOST_HOLDERS = 3;

export function isListName(name: string): boolean {
  return LIST_NAMES.has(name.toLowerCase());
}

export function isHolderName(name: string): boolean {
  return HOLDER_NAMES.has(name.toLowerCase());
}

type State = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'done';

/** A value that is being read: a record, a name, or another member of a wrapper. */
interface Capture {
  readonly role: 'record' | 'key' | 'member';
  readonly line: number;
  readonly scanner: ValueScanner;
  /** Copies of what earlier chunks held of it; dropped once it is too large. */
  parts: Buffer[];
  bytes: number;
}

const NOTHING = Buffer.alloc(0);

/**
 * Walks a JSON document of any size and yields the exact bytes of each of its records, without
 * ever holding more than one. With shape `list`, records are the elements of the outermost list,
 * or of every list under one of the {@link LIST_NAMES} in the outermost object; everything around
 * the records is checked. With shape `whole`, the document is the record. With shape `lists`,
 * another document may follow, with or without a comma.
 * @throws DocumentError from `push` and `end` where the structure breaks
 */
export class JsonSplitter implements Splitter {
  readonly #shape: SplitShape;
  #state: State = 'value';
  readonly #open: ('list' | 'object')[] = [];
  #key = '';
  #line = 1;
  #capture: Capture | null = null;
  #lists = 0;

  constructor(shape: SplitShape) {
    this.#shape = shape;
  }

  *push(chunk: Buffer): Generator<RawRecord> {
    let index = 0;
    while (index < chunk.length) {
      if (this.#capture) {
        const start = index;
        const end = this.#capture.scanner.scan(chunk, start);
        index = end === -1 ? chunk.length : end;
        const record = this.#take(this.#capture, chunk.subarray(start, index), end !== -1);
        if (record) yield record;
      } else {
        // A capture starts at its first byte, which the scanner wants to see.
        index += this.#step(chunk[index] ?? 0) ? 0 : 1;
      }
    }
  }

  *end(): Generator<RawRecord> {
    if (this.#capture || this.#state !== 'done') {
      const line = this.#capture?.line ?? this.#line;
      throw new DocumentError(line, 'it ends in the middle of a record');
    }
    if (this.#lists === 0 && this.#shape === 'list') {
      throw new DocumentError(1, 'the JSON document holds no list of records');
    }
  }

  /** Adds a part to the capture; answers the record if it ends one. */
  #take(capture: Capture, part: Buffer, isEnd: boolean): RawRecord | null {
    capture.bytes += part.length;
    const isTooLarge = capture.bytes > LIMITS.recordBytes;
    if (!isEnd) {
      if (isTooLarge) capture.parts = [];
      else capture.parts.push(Buffer.from(part));
      return null;
    }
    this.#capture = null;
    this.#line += capture.scanner.lineFeeds;
    const bytes = capture.parts.length === 0 ? part : Buffer.concat([...capture.parts, part]);
    if (capture.role === 'record') {
      this.#afterValue();
      return isTooLarge
        ? { line: capture.line, bytes: NOTHING, problem: TOO_LARGE }
        : { line: capture.line, bytes, problem: '' };
    }
    const value = isTooLarge ? this.#fail(`a value is ${TOO_LARGE}`) : this.#parse(capture, bytes);
    if (capture.role === 'member') {
      this.#afterValue();
    } else {
      this.#key = String(value);
      this.#state = 'colon';
    }
    return null;
  }

  #parse(capture: Capture, bytes: Buffer): unknown {
    try {
      return parseJson(decodeUtf8(bytes));
    } catch (error) {
      if (error instanceof RecordError) throw new DocumentError(capture.line, error.message);
      throw error;
    }
  }

  /** Takes one byte outside of captured values. @returns true if a capture starts at it */
  #step(byte: number): boolean {
    const character = String.fromCharCode(byte);
    if (character === '\n') this.#line += 1;
    if (character === ' ' || character === '\t' || character === '\r' || character === '\n') {
      return false;
    }
    switch (this.#state) {
      case 'valueOrEnd':
        return character === ']' ? this.#close() : this.#startValue(character);
      case 'value':
        return this.#startValue(character);
      case 'keyOrEnd':
        if (character === '}') return this.#close();
        return character === '"'
          ? this.#startCapture('key')
          : this.#fail('expected a name in quotes');
      case 'key':
        return character === '"'
          ? this.#startCapture('key')
          : this.#fail('expected a name in quotes');
      case 'colon':
        if (character !== ':') this.#fail('expected “:” after a name');
        this.#state = 'value';
        return false;
      case 'commaOrEnd':
        return this.#separate(character);
      case 'done':
        if (this.#shape === 'lists') return character === ',' ? false : this.#startValue(character);
        return this.#fail('a second JSON document starts behind the first');
    }
  }

  #startValue(character: string): boolean {
    if (!/["[{\-\dtfn]/u.test(character)) this.#fail('expected a value');
    const level = this.#open.at(-1);
    if (level === 'list' || this.#shape === 'whole') return this.#startCapture('record');
    const isOutermost = level === undefined;
    if (character === '[' && (isOutermost || isListName(this.#key))) return this.#openLevel('list');
    const isHolder = isOutermost || (isHolderName(this.#key) && this.#open.length < MOST_HOLDERS);
    if (character === '{' && isHolder) return this.#openLevel('object');
    if (isOutermost) this.#fail('the JSON document is neither a list nor an object');
    return this.#startCapture('member');
  }

  #startCapture(role: Capture['role']): true {
    this.#capture = { role, line: this.#line, scanner: new ValueScanner(), parts: [], bytes: 0 };
    return true;
  }

  #openLevel(level: 'list' | 'object'): false {
    this.#open.push(level);
    this.#state = level === 'list' ? 'valueOrEnd' : 'keyOrEnd';
    if (level === 'list') this.#lists += 1;
    return false;
  }

  #close(): false {
    this.#open.pop();
    this.#afterValue();
    return false;
  }

  #separate(character: string): false {
    const isList = this.#open.at(-1) === 'list';
    if (character === (isList ? ']' : '}')) return this.#close();
    if (character !== ',') this.#fail(`expected “,” or “${isList ? ']' : '}'}”`);
    this.#state = isList ? 'value' : 'key';
    return false;
  }

  #afterValue(): void {
    this.#state = this.#open.length === 0 ? 'done' : 'commaOrEnd';
  }

  #fail(reason: string): never {
    throw new DocumentError(this.#line, reason);
  }
}
