/** Trigrams asked for at most. Further ones cost more than the events they rule out. */
const MOST_TRIGRAMS = 4;

/**
 * The question that the index of text answers with all events that hold a text, and few others:
 * some of its trigrams, spread from its beginning to its end. A trigram is three code points.
 * Null if the text is too short to have one.
 * @param text folded, without NUL
 */
export function trigramQuery(text: string): string | null {
  const points = Array.from(text);
  const last = points.length - 3;
  if (last < 0) return null;
  const gaps = Math.min(MOST_TRIGRAMS, Math.ceil(points.length / 3)) - 1;
  const starts = Array.from({ length: gaps + 1 }, (_, index) =>
    gaps === 0 ? 0 : Math.round((index * last) / gaps),
  );
  const trigrams = new Set(starts.map((start) => points.slice(start, start + 3).join('')));
  return [...trigrams].map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(' AND ');
}
