/** Longest text that a list cell is given; the rest is in the detail. */
const CELL_LENGTH = 512;
/** More marks on one letter only paint over the lines around it. */
const MAX_MARKS = 8;

/** A stretch of text: as it came, or standing for something invisible. */
export interface TextPiece {
  /** Where it begins in the text; tells pieces apart. */
  readonly at: number;
  readonly text: string;
  readonly isEscape: boolean;
}

/**
 * Controls, direction marks and invisible characters: what could hide text, turn it round or
 * pretend to be another line. The joiner U+200D is kept between pictographs, where it makes one
 * picture of several.
 */
const DECEPTIVE =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}]\uFE0F?)\u200D|\u200D(?!\p{Extended_Pictographic})|[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200C\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu;
const PILED_MARKS = new RegExp(`(\\p{M}{${MAX_MARKS}})(\\p{M}+)`, 'gu');
const LINE_BREAKS = /\r\n?|\n/gu;

/** Escapes deceptive characters as `⟨U+202E⟩`, for text that stands on one line. */
export function safeLine(text: string): readonly TextPiece[] {
  return split(text.replaceAll(LINE_BREAKS, ' ↵ ').replaceAll('\t', ' '), () => false);
}

/** As {@link safeLine}, cut to the length of a list cell. */
export function safeCell(text: string): readonly TextPiece[] {
  // Cutting inside a surrogate pair would leave half a character.
  const cut =
    text.length > CELL_LENGTH ? text.slice(0, CELL_LENGTH).replace(/[\uD800-\uDBFF]$/u, '') : text;
  return safeLine(cut === text ? text : `${cut}…`);
}

/** As {@link safeLine} for text of several lines: line breaks and tabs stay. */
export function safeBlock(text: string): readonly TextPiece[] {
  return split(
    text.replaceAll(LINE_BREAKS, '\n'),
    (character) => character === '\n' || character === '\t',
  );
}

/** As {@link safeLine}, as one string, for titles and labels. */
export function safeString(text: string): string {
  return safeLine(text)
    .map((piece) => piece.text)
    .join('');
}

function split(text: string, isKept: (character: string) => boolean): readonly TextPiece[] {
  const clamped = text.replaceAll(
    PILED_MARKS,
    (_, kept: string, dropped: string) => `${kept}⟨+${dropped.length}⟩`,
  );
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of clamped.matchAll(DECEPTIVE)) {
    const [character] = match;
    if (isKept(character)) continue;
    if (match.index > end) {
      pieces.push({ at: end, text: clamped.slice(end, match.index), isEscape: false });
    }
    pieces.push({ at: match.index, text: escapeOf(character), isEscape: true });
    end = match.index + character.length;
  }
  if (end < clamped.length) pieces.push({ at: end, text: clamped.slice(end), isEscape: false });
  return pieces;
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
