import { fold } from '#shared/text/fold.ts';
import type { ReadDb } from '../sql/connection.ts';
import { someText } from './json-text.ts';
import type { Json } from './json-text.ts';
import { Needles, isInFields, isInText, mayBeInJson } from './needles.ts';
import { Originals } from './originals.ts';
import { namesOfTargets } from './searched-text.ts';

const PURE = { deterministic: true, directOnly: true };

/**
 * Makes the functions of text-condition.ts known to a connection; every connection that filters
 * needs them. Each looks at one event and answers 1 if one of the needles is within one field.
 */
export function registerTextFunctions(db: ReadDb): void {
  const needlesOf = new Needles();
  const originals = new Originals();

  db.function('annals_text', PURE, (printed: string, fields: string, targets: string) => {
    const needles = needlesOf.of(printed);
    if (isInFields(needles, fold(fields))) return 1;
    const folded = fold(targets);
    if (!mayBeInJson(needles, folded)) return 0;
    return namesOfTargets(folded).some((name) => isInText(needles, name)) ? 1 : 0;
  });

  db.function(
    'annals_json',
    PURE,
    (printed: string, targets: string, metadata: string, changes: string | null) => {
      const needles = needlesOf.of(printed);
      const isIn = (json: string, part: (document: Json) => Json): boolean =>
        mayBeInJson(needles, fold(json)) &&
        someText(part(JSON.parse(json) as Json), (text) => isInText(needles, fold(text)));
      return isIn(targets, whole) ||
        isIn(metadata, whole) ||
        (changes !== null && isIn(changes, valuesOnly))
        ? 1
        : 0;
    },
  );

  db.function(
    'annals_original',
    PURE,
    (printed: string, seq: number, firstSeq: number | null, block: Buffer | null) => {
      if (firstSeq === null || block === null) return 0;
      const original = originals.folded(seq, firstSeq, block);
      return original !== null && isInText(needlesOf.of(printed), original) ? 1 : 0;
    },
  );
}

function whole(document: Json): Json {
  return document;
}

/** The keys of changes are `old` and `new`, which are words of ours. */
function valuesOnly(document: Json): Json {
  return Object.values(document ?? {});
}
