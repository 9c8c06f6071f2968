import { fold } from '#shared/text/fold.ts';
import { SEPARATOR } from './searched-text.ts';

/** A text that is looked for. */
interface Needle {
  readonly folded: string;
  /** As it would stand within JSON text. */
  readonly inJson: string;
  /** False if it holds what stands between fields: then it is in none of them. */
  readonly canBeInField: boolean;
}

/** Texts of which one has to be found, as a value for SQL; {@link Needles} reads it. */
export function printNeedles(texts: readonly string[]): string {
  return JSON.stringify(texts.map(foldNeedle));
}

/** Recorded text has U+FFFD for half a surrogate pair, so a search for one means that. */
export function foldNeedle(text: string): string {
  return fold(text.toWellFormed());
}

/** More than the conditions of one filter (LIMITS.filterTerms). */
const REMEMBERED = 64;

/** What a connection is looking for: a statement asks the same for every event. */
export class Needles {
  readonly #known = new Map<string, readonly Needle[]>();

  of(printed: string): readonly Needle[] {
    const known = this.#known.get(printed);
    if (known) return known;
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    const needles = parseNeedles(printed);
    this.#known.set(printed, needles);
    return needles;
  }
}

function parseNeedles(printed: string): readonly Needle[] {
  return (JSON.parse(printed) as string[]).map((folded) => ({
    folded,
    inJson: JSON.stringify(folded).slice(1, -1),
    canBeInField: !folded.includes(SEPARATOR),
  }));
}

/** @param fields folded, with the separator between them */
export function isInFields(needles: readonly Needle[], fields: string): boolean {
  return needles.some(({ folded, canBeInField }) => canBeInField && fields.includes(folded));
}

/** @param text folded, one field */
export function isInText(needles: readonly Needle[], text: string): boolean {
  return needles.some(({ folded }) => text.includes(folded));
}

/**
 * False if no text in a JSON document can hold a needle, because the document as a whole does
 * not. That is seen without parsing: folding changes none of the characters that JSON escapes.
 * @param json as `JSON.stringify` writes it, folded
 */
export function mayBeInJson(needles: readonly Needle[], json: string): boolean {
  return needles.some(({ inJson }) => json.includes(inJson));
}
