import { secretKeyTest, secretWords, MASK } from './secret-keys.ts';
import { textRules } from './text-rules.ts';

/** What a program wants masked beside what always is. */
export interface RedactOptions {
  /** Words that make a key the name of a secret, wherever they stand in it. Case and punctuation do not matter. */
  readonly keys?: readonly string[];
  /** Every match is masked. They run on all recorded text, so they should take linear time. */
  readonly patterns?: readonly RegExp[];
}

/** Finds secrets by the keys they are kept under, and by their form. */
export interface Redactor {
  isSecretKey(key: string): boolean;
  /** The text with every secret in it masked; unchanged if there is none. */
  text(text: string): string;
}

export function createRedactor({ keys = [], patterns = [] }: RedactOptions = {}): Redactor {
  const words = secretWords(keys);
  const own = patterns.map((pattern) => new RegExp(pattern.source, everywhere(pattern.flags)));
  const rules = textRules(words);
  return {
    isSecretKey: secretKeyTest(words),
    text: (text) => {
      const withoutOwn = own.reduce((rest, pattern) => rest.replaceAll(pattern, maskMatch), text);
      return rules.reduce((rest, rule) => rule(rest), withoutOwn);
    },
  };
}

/** A pattern that matches nothing at all would put a mask between any two letters. */
function maskMatch(match: string): string {
  return match === '' ? '' : MASK;
}

function everywhere(flags: string): string {
  return `${flags.replaceAll(/[gy]/gu, '')}g`;
}
