import type { FilterTerm } from '#shared/model/event-filter.ts';
import { markedSeq } from '../review/reviewed.ts';
import type { ReadDb } from '../sql/connection.ts';
import { SeqSet } from '../seq-set.ts';
import type { Sliced } from '../store-api.ts';
import { textCandidates } from '../text/text-candidates.ts';

/** Rows of a first page, and a little more. */
const PAGE_ROWS = 200;
const FEWEST_ASKED = 2_000;

/**
 * The events that the terms of a filter can be true of, if the text index or the review mark says
 * that they are few: then they are read and sorted. Null where walking the trail in order finds a page sooner.
 *
 * With n events, c of them candidates, reading them all costs c rows, walking to the end of a page
 * some PAGE_ROWS * n / c; the two are equal at c = sqrt(PAGE_ROWS * n).
 */
export function rowCandidates(
  db: ReadDb,
  terms: readonly FilterTerm[],
  events: number,
  upToSeq: number,
): readonly number[] | null {
  const limit = Math.max(FEWEST_ASKED, Math.floor(Math.sqrt(PAGE_ROWS * events)));
  let fewest: readonly number[] | null = null;
  for (const term of terms) {
    const found = candidatesOf(db, term, limit, upToSeq);
    if (found && (!fewest || found.length < fewest.length)) fewest = found;
  }
  return fewest;
}

/** Where more than this part of all events may match, asking them all costs little more. */
const WORTHWHILE_PART = 3;
/** More candidates take the index too long to name in one statement. */
const MOST_CANDIDATES = 250_000;

/**
 * The events that the terms of a filter can be true of, however many: all that have to be read to
 * count those that match. Null where the text index cannot tell, or tells of most events.
 */
export function* candidateSet(
  db: ReadDb,
  terms: readonly FilterTerm[],
  upToSeq: number,
): Sliced<SeqSet | null> {
  const limit = Math.min(Math.ceil(upToSeq / WORTHWHILE_PART), MOST_CANDIDATES);
  let all: SeqSet | null = null;
  for (const term of terms) {
    const seqs = candidatesOf(db, term, limit, upToSeq);
    yield;
    if (!seqs) continue;
    const found = new SeqSet(upToSeq);
    for (const seq of seqs) found.add(seq);
    if (all) all.intersect(found);
    else all = found;
  }
  return all;
}

/** The events that one term can be true of; null if nothing tells, or they are more than the limit. */
function candidatesOf(
  db: ReadDb,
  { field, values, negated }: FilterTerm,
  limit: number,
  upToSeq: number,
): readonly number[] | null {
  if (field === 'reviewed') {
    const asked = negated ? 'yes' : 'no';
    if (values.some((value) => value !== asked)) return null;
    return seqsAfter(markedSeq(db), limit, upToSeq);
  }
  if (negated || (field !== 'text' && field !== 'correlation')) return null;
  return textualCandidates(db, values, limit, upToSeq);
}

/** What was recorded after an event; null if that is more than the limit. */
function seqsAfter(seq: number, limit: number, upToSeq: number): readonly number[] | null {
  if (upToSeq - seq > limit) return null;
  return Array.from({ length: Math.max(0, upToSeq - seq) }, (_, index) => seq + 1 + index);
}

/** Events that may have one of some values, those that are not indexed yet included. */
function textualCandidates(
  db: ReadDb,
  values: readonly string[],
  limit: number,
  upToSeq: number,
): readonly number[] | null {
  const seqs = new Set<number>();
  let indexed = upToSeq;
  for (const value of values) {
    const found = textCandidates(db, value, limit);
    if (!found.seqs) return null;
    for (const seq of found.seqs) if (seq <= upToSeq) seqs.add(seq);
    indexed = Math.min(indexed, found.upTo);
    if (seqs.size + upToSeq - indexed > limit) return null;
  }
  for (let seq = indexed + 1; seq <= upToSeq; seq += 1) seqs.add(seq);
  return [...seqs].toSorted((a, b) => a - b);
}
