import { LIMITS } from '#shared/model/limits.ts';
import { isTooDeep, parseExactJson } from './exact-json.ts';
import { describeProblem, findJsonProblem } from './json-problem.ts';
import { RecordError } from './record.ts';
import type { ParsedRecord } from './record.ts';
import { decodeUtf8 } from './utf8.ts';

/**
 * Parses one JSON record, also one that was written as a text.
 * @throws RecordError if it is not UTF-8, not JSON, not an object, or nested too deeply
 */
export function parseJsonRecord(bytes: Buffer): ParsedRecord {
  const text = decodeUtf8(bytes);
  const outer = parseJson(text);
  const value = isQuotedObject(outer) ? parseJson(outer) : outer;
  if (!isObject(value)) throw new RecordError(`not an object but ${kindOf(value)}`);
  if (hasMoreBrackets(text, LIMITS.jsonDepth) && isTooDeep(value)) {
    throw new RecordError(`nested more than ${LIMITS.jsonDepth} levels deep`);
  }
  return value;
}

/**
 * {@link parseExactJson} with an error for people.
 * @throws RecordError naming the place and what was expected there
 */
export function parseJson(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    const problem = findJsonProblem(text);
    throw new RecordError(problem ? describeProblem(text, problem) : 'not valid JSON');
  }
}

/** True for what `{…}` in JSON becomes. */
export function isObject(value: unknown): value is ParsedRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a text of JSON stands for, if it stands for an object; other values as they are. */
export function unquoted(value: unknown): unknown {
  if (!isQuotedObject(value)) return value;
  try {
    return parseExactJson(value);
  } catch {
    return value;
  }
}

/** Some programs write records as JSON, and then the list of these texts as JSON once more. */
function isQuotedObject(value: unknown): value is string {
  return typeof value === 'string' && /^\s*\{/u.test(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return `a ${typeof value}`;
}

/** Only a text with more brackets than levels can be too deep; few have, and walking is slow. */
function hasMoreBrackets(text: string, count: number): boolean {
  let left = count;
  for (const bracket of '{[') {
    let index = text.indexOf(bracket);
    while (index !== -1 && left >= 0) {
      left -= 1;
      index = text.indexOf(bracket, index + 1);
    }
  }
  return left < 0;
}
