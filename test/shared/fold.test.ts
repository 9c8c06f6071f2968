import { createHash } from 'node:crypto';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { fold } from '#shared/text/fold.ts';

/** Any characters, those that matter to case often, halves of pairs among them. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
      fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 3 }),
      fc.constantFrom(...Array.from('İıIiςΣσßẞſKŉǰΐﬃᾳᾼ\u0307\u0345ДдЖ日')),
      fc.constantFrom('\u{10428}', '\u{10400}', '\u{1F642}', '\uD801', '\uDC00'),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

/** True if two texts can be joined without making one character of two halves. */
function isAligned(before: string, after: string): boolean {
  return !(/[\uD800-\uDBFF]$/u.test(before) && /^[\uDC00-\uDFFF]/u.test(after));
}

const everyLetter = Array.from({ length: 0x11_00_00 }, (_, code) => String.fromCodePoint(code));

describe('folding', () => {
  test.each([
    ['ASCII', 'Ada LOVELACE 1!', 'ada lovelace 1!'],
    ['letters with marks', 'MÜNCHEN ÉTÉ', 'münchen été'],
    ['Greek, whatever stands at the end of a word', 'ΟΔΟΣ οδος ὈΔΌΣ', 'οδοσ οδοσ ὀδόσ'],
    ['Cyrillic', 'ЖУРНАЛ', 'журнал'],
    ['Deseret, beyond 16 bits', '\u{10400}', '\u{10428}'],
    ['sharp s, small and capital', 'Straße STRASSE STRAẞE', 'strasse strasse strasse'],
    ['long s', 'ſuſe', 'suse'],
    ['ligatures', 'oﬃce ﬁle', 'office file'],
    ['signs that are letters', '\u212Aelvin \u2126 \u212B µ', 'kelvin ω å μ'],
    ['all four i of Turkish', 'İSTANBUL ISTANBUL ıstanbul istanbul', 'istanbul '.repeat(4).trim()],
    ['full-width letters', 'ＡＢＣ', 'ａｂｃ'],
  ])('makes %s alike', (_, from, to) => {
    expect(fold(from)).toBe(to);
  });

  test.each([
    ['marks', 'é', 'e'],
    ['composed and decomposed letters', 'é', 'e\u0301'],
    ['full-width and narrow letters', 'Ａ', 'a'],
    ['i with and without a dot of its own', 'i\u0307', 'i'],
  ])('does not make %s alike', (_, one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });

  test('leaves what has no case as it is', () => {
    for (const same of ['', '日本語', 'بيانات', '👩🏽‍🚀', '0 % _ " \\ \0 \n', '\uD801', '\uDC00x']) {
      expect(fold(same)).toBe(same);
    }
  });

  test('folds every letter as Unicode does, or leaves it as it is', () => {
    const folded = everyLetter.filter((letter) => fold(letter) !== letter);
    expect(folded.length).toBeGreaterThan(1_500);
    const different = folded.filter(
      (letter) =>
        fold(letter) !== letter.toLowerCase().toUpperCase().toLowerCase().replace('ς', 'σ'),
    );
    expect(different).toEqual(['İ']);
  });

  test('folds every letter as it ever did, or indexes that were made before miss events', () => {
    const digest = createHash('sha256');
    for (const letter of everyLetter) digest.update(`${fold(letter)}\n`);
    // The same in Node 24 (Unicode 17) and in Electron 33 (Unicode 15.1).
    expect(digest.digest('hex').slice(0, 16)).toBe('b5a5c2f09642c4e8');
  });

  property.prop([text, text, text], { numRuns: 2_000 })(
    'folds a part of a text to a part of the folded text',
    (before, part, after) => {
      fc.pre(isAligned(before, part) && isAligned(before + part, after));
      expect(fold(before + part + after)).toBe(fold(before) + fold(part) + fold(after));
    },
  );

  property.prop([text], { numRuns: 2_000 })('changes nothing when it is repeated', (any) => {
    expect(fold(fold(any))).toBe(fold(any));
  });
});
