import { milliseconds, timingOf } from './measure.ts';
import { count, sizeName, times } from './report/table.ts';
import { advantage, pageGrowth, pooled } from './results.ts';
import type { Results, SizeResults } from './results.ts';

/** What one budget came to. */
export interface Verdict {
  readonly what: string;
  readonly limit: string;
  /** How many events the store had, or from how many to how many it grew. */
  readonly at: string;
  readonly measured: string;
  readonly isMet: boolean;
  /** Why it is missed, if it is and somebody found out. */
  readonly reason: string;
}

/**
 * Why a budget is missed, by what it is about; shown where it is. To be kept true by whoever
 * changes what is measured.
 */
const REASONS: Readonly<Record<string, string>> = {
  'first page, p95 in the worker':
    'rare text: the rows that the index names are read and sorted; without text it is met',
  'first page, host against DuckDB':
    'text of two characters: the trigrams that begin with it cost a fixed 25 ms before the first row',
  'total + facets + timeline, p95 in the worker':
    'a facet leaves its own field out of the filter, so each filtered field is evaluated again',
  'text, first page, host against grep':
    'grep -m stops at the hundredth line of a file in memory and reads no events; where little matches, it loses',
  'import, events a second':
    'the thread that writes is the limit: rows, ten indexes, chain; the text index shares the two cores',
  'store beside its input':
    'rows repeat user agents and targets, 4 KiB pages leave gaps; the text index adds 0.17',
  'growth of first pages, p95 in the worker':
    'p95 over all filters is that of rare text; the median grows 1.4 times',
  'cold start to first rows, beside an empty window': 'most of it is the page’s own script',
};

/** The budgets of shared design performance.md against what was measured. */
export function verdictsOf({ sizes, eventLoop, coldStart }: Results): Verdict[] {
  const largest = sizes.at(-1);
  return [
    ...sizes.flatMap(verdictsOfSize),
    ...(sizes.length < 2 ? [] : [growthVerdict(sizes)]),
    atMost(
      'event-loop delay of the process that asks, p99',
      sizeName(largest?.store.events ?? 0),
      eventLoop.busyP99,
      20,
    ),
    noMoreThan(
      'cold start to first rows, beside an empty window',
      sizeName(coldStart.events),
      coldStart.annals.median / coldStart.empty.median,
      1.3,
    ),
  ];
}

function verdictsOfSize({ store, opening, pages, counts, jumps, texts }: SizeResults): Verdict[] {
  const at = sizeName(store.events);
  const { events, seconds, storeBytes, sourceBytes } = store.imported;
  const isLarge = store.events > 1_000_000;
  const pageLimit = isLarge ? 10 : 5;
  const plain = pages.filter(({ isText }) => !isText);
  const slowestText = Math.max(...texts.map(({ page }) => timingOf(page.worker).median));
  return [
    atMost('first page, p95 in the worker', at, p95(pages, 'worker'), pageLimit),
    atMost('… of filters without text', at, p95(plain, 'worker'), pageLimit),
    atMost('first page, p95 through the host', at, p95(pages, 'host'), 30),
    neverSlower(
      'first page, host against DuckDB',
      at,
      pages.map(({ question, host, duckdb }) => [question, advantage(host, duckdb)]),
    ),
    atMost(
      'total + facets + timeline, p95 in the worker',
      at,
      p95(counts, 'worker'),
      isLarge ? 80 : 10,
    ),
    neverSlower(
      'total + facets + timeline, host against DuckDB',
      at,
      counts.map(({ question, host, duckdb }) => [question, advantage(host, duckdb)]),
    ),
    atMost('go to a position or time, p95 in the worker', at, p95(jumps, 'worker'), pageLimit),
    // No budget was set for ten million.
    ...(isLarge ? [] : [atMost('text, slowest first page, in the worker', at, slowestText, 60)]),
    neverSlower(
      'text, first page, host against grep',
      at,
      texts.map(({ text, page }) => [text, advantage(page.host, page.grep)]),
    ),
    atLeast('import, events a second', at, events / seconds, 25_000),
    noMoreThan('store beside its input', at, storeBytes / sourceBytes, 1),
    atMost('opening, first page', at, opening.firstPage.median, 1_000),
    atMost('opening, lens from its file', at, opening.lensFromFile.median, 3_000),
  ];
}

function growthVerdict(sizes: readonly SizeResults[]): Verdict {
  const names = [sizes.at(0), sizes.at(-1)].map((size) => sizeName(size?.store.events ?? 0));
  return noMoreThan(
    'growth of first pages, p95 in the worker',
    names.join(' → '),
    pageGrowth(sizes),
    2,
  );
}

function p95<Name extends string>(
  measurements: readonly Readonly<Record<Name, readonly number[]>>[],
  name: Name,
): number {
  return pooled(measurements, (measurement) => measurement[name]).p95;
}

function atMost(what: string, at: string, value: number, limit: number): Verdict {
  const words = [`≤ ${count(limit)} ms`, milliseconds(value)] as const;
  return verdict(what, at, words, value <= limit);
}

function atLeast(what: string, at: string, value: number, limit: number): Verdict {
  return verdict(what, at, [`≥ ${count(limit)}`, count(Math.round(value))], value >= limit);
}

function noMoreThan(what: string, at: string, ratio: number, limit: number): Verdict {
  return verdict(what, at, [`≤ ${limit}×`, times(ratio)], ratio <= limit);
}

/** A question and how many times longer the other took. */
type Compared = readonly [question: string, advantage: number];

/** In no question may the other be faster; those that it was not asked are left out. */
function neverSlower(what: string, at: string, all: readonly Compared[]): Verdict {
  const compared = all.filter(([, ratio]) => !Number.isNaN(ratio));
  const won = compared.filter(([, ratio]) => ratio >= 1);
  const [worst] = compared.toSorted(([, a], [, b]) => a - b);
  const measured = worst
    ? `${won.length} of ${compared.length}; worst ${times(worst[1])} (${worst[0]})`
    : 'not measured';
  const isMet = worst !== undefined && won.length === compared.length;
  return verdict(what, at, ['every one ≥ 1×', measured], isMet);
}

function verdict(
  what: string,
  at: string,
  [limit, measured]: readonly [limit: string, measured: string],
  isMet: boolean,
): Verdict {
  return { what, at, limit, measured, isMet, reason: REASONS[what] ?? '' };
}
