import { BUCKETS, FACET_FIELDS, FACET_VALUES } from '../count-bench.ts';
import { milliseconds, timingOf } from '../measure.ts';
import { advantage, pooled } from '../results.ts';
import type { SizeResults } from '../results.ts';
import { count, megabytes, table, times } from './table.ts';

type Times = readonly number[];

/** Everything about one store. */
export function sizeSection(results: SizeResults): string {
  return [
    `## ${count(results.store.events)} events`,
    importTable(results),
    openingTable(results),
    pageTable(results),
    countTable(results),
    jumpTable(results),
    textTable(results),
  ].join('\n\n');
}

function importTable({ store }: SizeResults): string {
  const { events, seconds, textIndexSeconds, sourceBytes, storeBytes, peakBytes, day } =
    store.imported;
  return `### Import

\`annals import\` of the corpus into a new store: durable, with hash chain, originals and indexes, from process start to the end of its batch; what is left of the text index follows, which the command waits for and the window does in the background. The store's size is that with everything. Measured on ${day}, when this store was made.

${table(
  [
    'events',
    'time',
    'events/s',
    'rest of the text index',
    'input',
    'store',
    'store / input',
    'peak memory',
  ],
  [
    [
      count(events),
      `${seconds.toFixed(1)} s`,
      count(Math.round(events / seconds)),
      `${textIndexSeconds.toFixed(1)} s`,
      megabytes(sourceBytes),
      megabytes(storeBytes),
      (storeBytes / sourceBytes).toFixed(2),
      peakBytes === null ? 'not measured' : megabytes(peakBytes),
    ],
  ],
)}`;
}

function openingTable({ opening }: SizeResults): string {
  const { firstPage, lensFromSql, lensFromFile, pageMeanwhile, pagesMeanwhile } = opening;
  const { lensEvents, lensBytes, lensFileBytes } = opening;
  return `### Opening, and the lens

The lens (counts and positions in memory) takes ${megabytes(lensBytes)}, ${(lensBytes / lensEvents).toFixed(1)} bytes an event; its file, ${megabytes(lensFileBytes)}.

${table(
  ['', 'median', 'p95'],
  [
    ['opened to first page', milliseconds(firstPage.median), milliseconds(firstPage.p95)],
    ['lens ready, from SQL', milliseconds(lensFromSql.median), milliseconds(lensFromSql.p95)],
    [
      'lens ready, from its file',
      milliseconds(lensFromFile.median),
      milliseconds(lensFromFile.p95),
    ],
    [
      `first page while the lens is read from SQL (${count(pagesMeanwhile)} pages)`,
      milliseconds(pageMeanwhile.median),
      milliseconds(pageMeanwhile.p95),
    ],
  ],
)}`;
}

function pageTable({ pages }: SizeResults): string {
  const all = { question: '**all together**', matches: null, ...poolOf(pages) };
  const rows = [...pages, all].map(({ question, matches, worker, host, duckdb }) => [
    question,
    matches === null ? '' : count(matches),
    ...medianAndP95(worker),
    ...medianAndP95(host),
    ...medianAndP95(duckdb),
    times(advantage(host, duckdb)),
  ]);
  return `### First pages

100 rows, newest first. The ratio compares DuckDB with the host.

${table(
  ['filter', 'matches', 'worker', 'p95', 'host', 'p95', 'DuckDB', 'p95', 'DuckDB / host'],
  rows,
)}`;
}

function countTable({ counts }: SizeResults): string {
  const rows = counts.map((each) => [
    each.question,
    count(each.matches),
    ...medianAndP95(each.worker),
    median(each.host),
    median(each.duckdb),
    times(advantage(each.host, each.duckdb)),
    median(each.workerTotal),
    median(each.duckdbTotal),
    median(each.sqliteTotal),
  ]);
  const all = pooled(counts, ({ worker }) => worker);
  return `### Total, facets and timeline together

Facets of ${FACET_FIELDS.join(', ')} (${FACET_VALUES} values each), and a timeline of at most ${BUCKETS} buckets by severity; DuckDB answers ${FACET_FIELDS.length + 2} queries, one after another. The ratio compares DuckDB with the host. All together in the worker: median ${milliseconds(all.median)}, p95 ${milliseconds(all.p95)}. The last three columns are the total alone.

${table(
  [
    'filter',
    'matches',
    'worker',
    'p95',
    'host',
    'DuckDB',
    'DuckDB / host',
    'total: worker',
    'DuckDB',
    'sqlite3',
  ],
  rows,
)}`;
}

function jumpTable({ jumps }: SizeResults): string {
  const rows = jumps.map(({ question, to, worker, host, duckdb }) => [
    question,
    `random ${to}s`,
    ...medianAndP95(worker),
    ...medianAndP95(host),
    median(duckdb),
    times(advantage(host, duckdb)),
  ]);
  return `### Going to a place

100 rows at a random position, or from a random time on (its position included), of a result that is open.

${table(['result', 'to', 'worker', 'p95', 'host', 'p95', 'DuckDB', 'DuckDB / host'], rows)}`;
}

function textTable({ texts }: SizeResults): string {
  const pages = texts.map(({ text, howCommon, matches, page }) => [
    `“${text}”, ${howCommon}`,
    count(matches),
    ...medianAndP95(page.worker),
    ...medianAndP95(page.host),
    median(page.duckdb),
    median(page.grep),
    times(advantage(page.host, page.duckdb)),
    times(advantage(page.host, page.grep)),
  ]);
  const totals = texts.map(({ text, matches, total }) => [
    `“${text}”`,
    count(matches),
    ...medianAndP95(total.worker),
    median(total.duckdb),
    median(total.grep),
    median(total.sqlite),
  ]);
  return `### Text

First page:

${table(
  [
    'text',
    'matches',
    'worker',
    'p95',
    'host',
    'p95',
    'DuckDB',
    'grep -m',
    'DuckDB / host',
    'grep / host',
  ],
  pages,
)}

Exact total:

${table(['text', 'matches', 'worker', 'p95', 'DuckDB', 'grep -c', 'sqlite3'], totals)}`;
}

function poolOf(pages: SizeResults['pages']): {
  readonly worker: Times;
  readonly host: Times;
  readonly duckdb: Times;
} {
  return {
    worker: pages.flatMap(({ worker }) => worker),
    host: pages.flatMap(({ host }) => host),
    duckdb: pages.flatMap(({ duckdb }) => duckdb ?? []),
  };
}

function median(samples: Times | undefined): string {
  return milliseconds(samples && timingOf(samples).median);
}

function medianAndP95(samples: Times | undefined): [string, string] {
  const timing = samples && timingOf(samples);
  return [milliseconds(timing?.median), milliseconds(timing?.p95)];
}
