import { LIMITS } from '#shared/model/limits.ts';
import { describeProblem, findJsonProblem } from './json-problem.ts';
import { RecordError } from './record.ts';
import type { ParsedRecord } from './record.ts';
import { decodeUtf8 } from './utf8.ts';

/**
 * Parses one JSON record.
 * @throws RecordError if it is not UTF-8, not JSON, not an object, or nested too deeply
 */
export function parseJsonRecord(bytes: Buffer): ParsedRecord {
  const text = decodeUtf8(bytes);
  const value = parseJson(text);
  if (!isObject(value)) throw new RecordError(`not an object but ${kindOf(value)}`);
  if (hasMoreBrackets(text, LIMITS.jsonDepth) && isDeeperThan(value, LIMITS.jsonDepth)) {
    throw new RecordError(`nested more than ${LIMITS.jsonDepth} levels deep`);
  }
  return value;
}

/**
 * `JSON.parse` with an error for people.
 * @throws RecordError naming the place and what was expected there
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const problem = findJsonProblem(text);
    throw new RecordError(problem ? describeProblem(text, problem) : 'not valid JSON');
  }
}

/** True for what `{…}` in JSON becomes. */
export function isObject(value: unknown): value is ParsedRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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

/** Goes no deeper than the limit, so that nesting cannot exhaust the stack. */
function isDeeperThan(value: object, levels: number): boolean {
  if (levels === 0) return true;
  return Object.values(value).some(
    (child: unknown) =>
      typeof child === 'object' && child !== null && isDeeperThan(child, levels - 1),
  );
}
