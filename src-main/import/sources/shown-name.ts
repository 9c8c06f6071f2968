/** Long enough for real paths; a name of 65,535 characters would fill the screen. */
const MOST_CHARACTERS = 300;

/** Control characters, and marks that turn or hide text. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * The name of a file in an archive as it can be shown: what cannot be seen is written out, and of
 * a name that is too long the end is kept. Such names are shown only, and never used as paths.
 */
export function shownName(name: string): string {
  const visible = name.replaceAll(UNSEEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
  if (visible === '') return '(no name)';
  return visible.length <= MOST_CHARACTERS ? visible : `…${visible.slice(1 - MOST_CHARACTERS)}`;
}
