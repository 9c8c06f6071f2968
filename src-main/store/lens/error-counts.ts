import { Pace } from '../pace.ts';
import { countError } from '../queries/error-groups.ts';
import type { ErrorCounts } from '../queries/error-groups.ts';
import type { Sliced } from '../store-api.ts';
import { timeAt } from './chunk.ts';
import { matchIndices } from './evaluate.ts';
import type { MatchSet } from './match-set.ts';
import { COLUMN } from './rows.ts';

/** Counts the matching events by the type of their error. */
export function* lensErrorCounts(matchSet: MatchSet): Sliced<ErrorCounts> {
  const { chunks, dictionaries } = matchSet.snapshot;
  const counts: ErrorCounts = new Map();
  const pace = new Pace();
  for (const [number, chunk] of [...chunks.entries()].toReversed()) {
    const column = chunk.columns[COLUMN.errorType];
    const types = Array.from(column?.values ?? [], (code) => dictionaries.errorType.text(code));
    for (const index of matchIndices(chunk, yield* matchSet.at(number)).toReversed()) {
      const errorType = types[column?.codes?.[index] ?? 0] ?? null;
      countError(counts, errorType, timeAt(chunk, index), chunk.seqs[index] ?? 0);
    }
    yield* pace.breathe();
  }
  return counts;
}
