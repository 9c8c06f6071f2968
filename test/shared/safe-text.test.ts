import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { safeBlock, safeCell, safeLine, safeString } from '#shared/text/safe-text.ts';

const textOf = (pieces: ReturnType<typeof safeLine>) => pieces.map(({ text }) => text).join('');

describe('foreign text', () => {
  test.each([
    ['right-to-left override', 'invoice\u202Efdp.exe', 'invoice⟨U+202E⟩fdp.exe'],
    ['isolates', 'a\u2066b\u2069', 'a⟨U+2066⟩b⟨U+2069⟩'],
    ['zero-width characters', 'ad\u200Bmin\uFEFF', 'ad⟨U+200B⟩min⟨U+FEFF⟩'],
    ['terminal escapes', '\u001B[2J', '⟨U+001B⟩[2J'],
    ['backspace and C1', 'a\bb\u0085', 'a⟨U+0008⟩b⟨U+0085⟩'],
    ['null', 'a\u0000b', 'a⟨U+0000⟩b'],
    ['tag characters', 'a\u{E0041}', 'a⟨U+E0041⟩'],
    ['soft hyphen', 'pass\u00ADword', 'pass⟨U+00AD⟩word'],
    ['separators', 'a\u2028b', 'a⟨U+2028⟩b'],
  ])('shows %s', (_, text, shown) => {
    expect(safeString(text)).toBe(shown);
  });

  test('stays as it is where it is harmless', () => {
    for (const text of ['بيانات', '日本語', 'naïve café', '<b>&amp;</b>', 'a–b “c” 5×']) {
      expect(safeLine(text)).toEqual([{ at: 0, text, isEscape: false }]);
    }
  });

  test('keeps pictures that are joined, and shows a joiner anywhere else', () => {
    expect(safeString('👨‍👩‍👧 👩🏽‍🚀 ❤️‍🔥')).toBe('👨‍👩‍👧 👩🏽‍🚀 ❤️‍🔥');
    expect(safeString('ad\u200Dmin')).toBe('ad⟨U+200D⟩min');
  });

  test('cannot forge a second line', () => {
    expect(safeString('ok\nERROR root\r\nx\ty')).toBe('ok ↵ ERROR root ↵ x y');
  });

  test('keeps lines and tabs where it stands as a block', () => {
    expect(textOf(safeBlock('a\r\n\tb\u0007'))).toBe('a\n\tb⟨U+0007⟩');
  });

  test('cannot paint over other lines with piled marks', () => {
    const shown = safeString(`a${'\u0301'.repeat(10_000)}b`);
    expect(shown).toBe(`a${'\u0301'.repeat(8)}⟨+9992⟩b`);
  });

  test('is cut in a list, never inside a character', () => {
    const shown = textOf(safeCell(`${'x'.repeat(511)}😀😀`));
    expect(shown).toBe(`${'x'.repeat(511)}…`);
    expect(textOf(safeCell('x'.repeat(512)))).toHaveLength(512);
  });
});

property.prop([fc.string({ unit: 'binary' })])('nothing deceptive is left in any text', (text) => {
  expect(safeString(text)).not.toMatch(
    /[\u0000-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u,
  );
});
