import type { ReadDb } from '../sql/connection.ts';
import { foldNeedle } from './needles.ts';
import { SEPARATOR } from './searched-text.ts';
import { textProgress } from './text-index.ts';
import { trigramQuery } from './trigrams.ts';

/** Events that may hold a text. */
export interface TextCandidates {
  /**
   * All events up to `upTo` that match, and some that do not, ascending. Null if they are more
   * than was asked for.
   */
  readonly seqs: readonly number[] | null;
  /** Later events are not indexed yet, so that any of them may match. */
  readonly upTo: number;
}

/**
 * Asks the index which events a `text` condition can be true of. The time it takes grows with the
 * number of events that hold the rarest of the text's trigrams, and ends at the limit.
 * @param text as a person typed it, or folded
 */
export function textCandidates(db: ReadDb, text: string, limit: number): TextCandidates {
  const { seqs, upTo } = isShort(text)
    ? shortCandidates(db, text, limit + 1)
    : longCandidates(db, text, limit + 1);
  return { seqs: seqs && seqs.length > limit ? null : seqs, upTo };
}

/** True if a text has no trigram of its own. */
function isShort(text: string): boolean {
  return trigramQuery(foldNeedle(text)) === null;
}

/**
 * Events with a trigram that begins with one or two characters. Every character in the index is
 * followed by two others, so that none is missed (text-index.ts).
 */
function shortCandidates(db: ReadDb, text: string, limit: number): TextCandidates {
  const { upTo } = textProgress(db);
  const folded = foldNeedle(text);
  if (folded.includes(SEPARATOR)) return { seqs: [], upTo };
  if (folded === '') return { seqs: null, upTo };
  // The tokenizer of SQLite takes these two for U+FFFD.
  const begin = folded.replaceAll(/[\uFFFE\uFFFF]/gu, '\uFFFD');
  const seqs = db
    .prepare<[string, string, number], number>(
      'SELECT DISTINCT doc FROM event_text_term WHERE term >= ? AND term <= ? LIMIT ?',
    )
    .pluck()
    .all(begin, `${begin}\u{10FFFF}\u{10FFFF}`, limit);
  // Before any is left out: those beyond the limit are not known.
  if (seqs.length === limit) return { seqs: null, upTo };
  return { seqs: seqs.filter((seq) => seq <= upTo).toSorted((a, b) => a - b), upTo };
}

/** Events with all of some trigrams of a text. One statement: the index cannot be read in parts. */
function longCandidates(db: ReadDb, text: string, limit: number): TextCandidates {
  // First: what is indexed in the meantime is left out by its number.
  const { upTo } = textProgress(db);
  const folded = foldNeedle(text);
  if (folded.includes(SEPARATOR)) return { seqs: [], upTo };
  const query = trigramQuery(folded);
  if (query === null) return { seqs: null, upTo };
  const seqs = db
    .prepare<[string, number, number], number>(
      'SELECT rowid FROM event_text WHERE event_text MATCH ? AND rowid <= ? ORDER BY rowid LIMIT ?',
    )
    .pluck()
    .all(query, upTo, limit);
  return { seqs, upTo };
}
