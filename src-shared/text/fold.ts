/**
 * What is folded: everything but the places where Unicode has added letters with case since its
 * version 14, or has room for more. The command line and the window may run on different versions,
 * and text that one of them folded and indexed has to be found by the other. The case of letters
 * that are there, Unicode promises never to change.
 */
const FOLDED =
  /[\0-\u1C88\u1C90-\uA7C9\uA7D0\uA7D6-\uA7D9\uA7F2-\uFFFF\u{10400}-\u{1044F}\u{104B0}-\u{104FB}\u{10570}-\u{105BC}\u{10C80}-\u{10CF2}\u{118A0}-\u{118DF}\u{16E40}-\u{16E7F}\u{1E900}-\u{1E943}\u{1F000}-\u{1FBFF}]+/gu;

const BEYOND_ASCII = /[^\0-\x7F]/u;

/**
 * Text as searches compare it, without regard to case: Unicode's full case folding, in any
 * language alike. `ß` and `ẞ` are `ss`, `ﬁ` is `fi`, `ς` is `σ`, `ſ` is `s`, the Kelvin sign is `k`.
 * All four i of Turkish are `i`, so that a name is found by whoever types it.
 *
 * Every code point folds by itself, whatever stands around it: a part of a text folds to a part
 * of the folded text. Folding twice is folding once. Nothing is normalised: `é` as one code point
 * and as `e` with an accent stay different. Halves of surrogate pairs stay as they are.
 */
export function fold(text: string): string {
  return BEYOND_ASCII.test(text) ? text.replaceAll(FOLDED, foldRun) : text.toLowerCase();
}

/** Lower case alone would leave `ß`, `ſ` and others that only upper case tells to be alike. */
function foldRun(run: string): string {
  return run
    .replaceAll('\u0130', 'i')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ');
}
