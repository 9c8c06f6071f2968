import { indexOfPlace } from './chunk.ts';
import type { Chunk } from './chunk.ts';
import {
  countRows,
  fillFromTable,
  intersect,
  makeMask,
  rowsWith,
  setRange,
  unite,
} from './mask.ts';
import type { Mask } from './mask.ts';
import type { Leaf, Plan, PlanTerm } from './plan.ts';

/**
 * Which rows of a chunk match, in the smaller of two ways: those that do, or all but those that do
 * not. Indices are ascending.
 */
export type Matches =
  | { readonly kind: 'all' }
  | { readonly kind: 'only'; readonly indices: Uint16Array<ArrayBuffer> }
  | { readonly kind: 'except'; readonly indices: Uint16Array<ArrayBuffer> };

const ALL: Matches = { kind: 'all' };
export const NONE = { kind: 'only', indices: new Uint16Array(0) } as const satisfies Matches;

/** What is known of a whole chunk before its rows are looked at. */
type Verdict = 'all' | 'none' | 'some';

/** Evaluates the part of a plan that the lens can answer: `rowTerms` are left to the caller. */
export function evaluate(chunk: Chunk, plan: Plan): Matches {
  const mask = takeMask();
  const verdict = fillMask(chunk, plan, mask);
  const matches =
    verdict === 'all' ? ALL : verdict === 'none' ? NONE : fromMask(mask, chunk.length);
  giveMask(mask);
  return matches;
}

/** The matches of rows that are known one by one. */
export function fromIndices(chunk: Chunk, indices: Uint16Array): Matches {
  const mask = takeMask();
  setRange(mask, 0, 0, chunk.length);
  for (const index of indices) mask.bytes[index] = 1;
  const matches = fromMask(mask, chunk.length);
  giveMask(mask);
  return matches;
}

function fromMask(mask: Mask, rows: number): Matches {
  const count = countRows(mask, rows);
  if (count === rows) return ALL;
  if (count === 0) return NONE;
  return count * 2 <= rows
    ? { kind: 'only', indices: rowsWith(mask, 1, count, rows) }
    : { kind: 'except', indices: rowsWith(mask, 0, rows - count, rows) };
}

/** Number of matching rows. */
export function matchCount(chunk: Chunk, matches: Matches): number {
  switch (matches.kind) {
    case 'all':
      return chunk.length;
    case 'only':
      return matches.indices.length;
    case 'except':
      return chunk.length - matches.indices.length;
  }
}

/** The matching rows as a list, ascending. */
export function matchIndices(chunk: Chunk, matches: Matches): Uint16Array {
  if (matches.kind === 'only') return matches.indices;
  const indices = new Uint16Array(matchCount(chunk, matches));
  const left = matches.kind === 'except' ? matches.indices : NONE.indices;
  let skipped = 0;
  for (let index = 0; index < chunk.length; index += 1) {
    if (left[skipped] === index) skipped += 1;
    else indices[index - skipped] = index;
  }
  return indices;
}

/** Masks that nobody uses at the moment. */
const FREE_MASKS: Mask[] = [];

function takeMask(): Mask {
  return FREE_MASKS.pop() ?? makeMask();
}

function giveMask(mask: Mask): void {
  FREE_MASKS.push(mask);
}

/** Fills a mask, unless the verdict says that it need not be looked at. */
function fillMask(chunk: Chunk, plan: Plan, mask: Mask): Verdict {
  const rows = chunk.length;
  const start = plan.from === null ? 0 : indexOfPlace(chunk, plan.from, 0);
  const end = plan.to === null ? rows : indexOfPlace(chunk, plan.to, 0);
  if (start >= end) return 'none';
  let verdict: Verdict = start === 0 && end === rows ? 'all' : 'some';
  if (verdict === 'some') setRange(mask, start, end, rows);
  for (const term of plan.terms) {
    const found = evaluateTerm(chunk, term);
    const own = term.negated ? negation(found.verdict) : found.verdict;
    if (own === 'none') return 'none';
    if (own === 'all' || !found.mask) continue;
    if (verdict === 'all') setRange(mask, 0, rows, rows);
    intersect(mask, found.mask, term.negated, rows);
    verdict = 'some';
  }
  return verdict;
}

function negation(verdict: Verdict): Verdict {
  return verdict === 'all' ? 'none' : verdict === 'none' ? 'all' : 'some';
}

interface TermMask {
  readonly verdict: Verdict;
  /** Null unless the verdict is `some`. */
  readonly mask: Mask | null;
}

/**
 * The terms of the chunk that was evaluated last: the facets of a filter are counted chunk by
 * chunk, each under all of its terms but one.
 */
const LATEST: { chunk: Chunk | null; readonly terms: Map<PlanTerm, TermMask> } = {
  chunk: null,
  terms: new Map(),
};
const TERMS_KEPT = 8;

/** Which rows match one of the leaves of a term; its negation is left to the caller. */
function evaluateTerm(chunk: Chunk, term: PlanTerm): TermMask {
  if (LATEST.chunk !== chunk || LATEST.terms.size >= TERMS_KEPT) {
    for (const { mask } of LATEST.terms.values()) if (mask) giveMask(mask);
    LATEST.terms.clear();
    LATEST.chunk = chunk;
  }
  const known = LATEST.terms.get(term);
  if (known) return known;
  const mask = takeMask();
  const verdict = uniteLeaves(chunk, term.leaves, mask);
  const found = { verdict, mask: verdict === 'some' ? mask : null };
  if (verdict !== 'some') giveMask(mask);
  // A plan within the term may have looked at terms of its own meanwhile.
  LATEST.terms.set(term, found);
  return found;
}

function uniteLeaves(chunk: Chunk, leaves: readonly Leaf[], mask: Mask): Verdict {
  let verdict: Verdict = 'none';
  for (const leaf of leaves) {
    const isFirst = verdict === 'none';
    const target = isFirst ? mask : takeMask();
    const found = fillLeaf(chunk, leaf, target);
    if (!isFirst) {
      if (found === 'some') unite(mask, target, chunk.length);
      giveMask(target);
    }
    if (found === 'all') return 'all';
    if (found === 'some') verdict = 'some';
  }
  return verdict;
}

function fillLeaf(chunk: Chunk, leaf: Leaf, mask: Mask): Verdict {
  switch (leaf.kind) {
    case 'column':
      return fillColumn(chunk, leaf.column, leaf.table, mask);
    case 'review': {
      if (!chunk.review) return 'none';
      fillFromTable(mask, chunk.review, leaf.table, chunk.length);
      return 'some';
    }
    case 'recorded':
      return fillRecorded(chunk, leaf, mask);
    case 'plan':
      return fillMask(chunk, leaf.plan, mask);
  }
}

/** A column's values are few in a chunk: most often all of them match, or none. */
function fillColumn(chunk: Chunk, column: number, table: Uint8Array, mask: Mask): Verdict {
  const source = chunk.columns[column];
  if (!source) throw new Error(`the lens has no column ${column}`);
  const { values, codes } = source;
  const local = new Uint8Array(values.length);
  let matching = 0;
  for (let index = 0; index < values.length; index += 1) {
    const bit = table[values[index] ?? 0] ?? 0;
    local[index] = bit;
    matching += bit;
  }
  if (matching === 0) return 'none';
  if (matching === values.length || !codes) return 'all';
  fillFromTable(mask, codes, local, chunk.length);
  return 'some';
}

/** Rows by their seq. */
function fillRecorded(
  { seqs, length }: Chunk,
  { upToSeq, more }: Extract<Leaf, { readonly kind: 'recorded' }>,
  mask: Mask,
): Verdict {
  setRange(mask, 0, 0, length);
  for (let index = 0; index < length; index += 1) {
    const seq = seqs[index] ?? 0;
    if (seq <= upToSeq || more.has(seq)) mask.bytes[index] = 1;
  }
  return 'some';
}
