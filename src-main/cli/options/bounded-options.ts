import { usageError } from './parse-options.ts';
import type { Options } from './parse-options.ts';

/**
 * The value of an option that is a whole number.
 * @returns null if the option was not given
 * @throws AnnalsError INVALID_INPUT naming the option and the range
 */
export function integerOption(
  options: Options,
  name: string,
  least: number,
  most: number,
): number | null {
  const text = options.one(name);
  if (text === undefined) return null;
  const value = /^\d+$/u.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`;
  throw usageError(`--${name} must be a whole number, ${range}, and not “${text}”.`);
}

/** @throws AnnalsError INVALID_INPUT naming the option and the words it allows */
export function wordOption<Word extends string>(
  options: Options,
  name: string,
  words: readonly Word[],
  byDefault: Word,
): Word {
  const text = options.one(name) ?? byDefault;
  const word = words.find((each) => each === text);
  if (word !== undefined) return word;
  throw usageError(`--${name} must be one of ${words.join(', ')}, and not “${text}”.`);
}
