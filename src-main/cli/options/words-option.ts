import { LIMITS } from '#shared/model/limits.ts';
import { Words } from '#shared/model/review.ts';
import { formatCount } from '../print/format.ts';
import type { Options } from './parse-options.ts';
import { usageError } from './parse-options.ts';

/**
 * The value of an option that a person writes for others to read.
 * @returns null if the option was not given
 * @throws AnnalsError INVALID_INPUT naming the option
 */
export function wordsOption(options: Options, name: string): string | null {
  const text = options.one(name);
  return text === undefined ? null : checkedWords(`--${name}`, text);
}

/**
 * @param what names the text in an error
 * @throws AnnalsError INVALID_INPUT
 */
export function checkedWords(what: string, text: string): string {
  if (Words.safeParse(text).success) return text;
  const most = formatCount(LIMITS.message);
  throw usageError(`${what} must be a text that can be read, of at most ${most} characters.`);
}
