import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../project.ts';
import { say } from '../../say.ts';
import type { Agreement } from '../agreement.ts';
import { verdictsOf } from '../budgets.ts';
import { milliseconds } from '../measure.ts';
import { pageGrowth, pooled } from '../results.ts';
import type { Results } from '../results.ts';
import type { ImportMeasurement } from '../import-bench.ts';
import { ACTS_HEADING, actsSection } from './acts-section.ts';
import type { ActsResults } from './acts-section.ts';
import { IMPORTS_HEADING, importsSection } from './imports-section.ts';
import type { Machine } from './machine.ts';
import type { WindowMeasurement } from '../window/window-bench.ts';
import { sizeSection } from './size-section.ts';
import { count, sizeName, table, times } from './table.ts';
import { WINDOW_HEADING, windowSection } from './window-section.ts';

/** Writes docs/benchmarks.md. */
export function writeReport(results: Results, machine: Machine, agreement: Agreement): void {
  write({ ...readReport(), questions: reportOf(results, machine, agreement) });
}

/** Writes what importing takes into docs/benchmarks.md; the rest of it stays as it is. */
export function writeImports(imports: readonly ImportMeasurement[], machine: Machine): void {
  write({ ...readReport(), imports: `\n${importsSection(imports, machine)}\n` });
}

/** Writes how the window moves into docs/benchmarks.md; the rest of it stays as it is. */
export function writeWindow(measured: readonly WindowMeasurement[], machine: Machine): void {
  write({ ...readReport(), window: `\n${windowSection(measured, machine)}\n` });
}

/** Writes what acts take into docs/benchmarks.md; the rest of it stays as it is. */
export function writeActs(results: ActsResults, machine: Machine): void {
  write({ ...readReport(), acts: `\n${actsSection(results, machine)}\n` });
}

const FILE = join(PROJECT_ROOT, 'docs', 'benchmarks.md');

/** The parts of the report, in their order, each measured at a time of its own. */
interface Report {
  readonly questions: string;
  /** Empty where it was never measured, as are those that follow. */
  readonly imports: string;
  readonly acts: string;
  readonly window: string;
}

function readReport(): Report {
  const report = readFileSync(FILE, 'utf8');
  const [beforeWindow, window] = splitAt(report, WINDOW_HEADING);
  const [beforeActs, acts] = splitAt(beforeWindow, ACTS_HEADING);
  const [questions, imports] = splitAt(beforeActs, IMPORTS_HEADING);
  return { questions, imports, acts, window };
}

function splitAt(text: string, heading: string): [before: string, from: string] {
  const start = text.indexOf(`\n${heading}\n`);
  return start < 0 ? [text, ''] : [text.slice(0, start), text.slice(start)];
}

function write({ questions, imports, acts, window }: Report): void {
  writeFileSync(FILE, `${questions}${imports}${acts}${window}`);
  say('Wrote docs/benchmarks.md.');
}

export function reportOf(results: Results, machine: Machine, agreement: Agreement): string {
  return [
    introduction(results, machine),
    agreementSection(agreement),
    budgetSection(results),
    ...results.sizes.map(sizeSection),
    ...(results.sizes.length < 2 ? [] : [growthSection(results)]),
    eventLoopSection(results),
    coldStartSection(results),
  ]
    .join('\n\n')
    .concat('\n');
}

function introduction({ sizes }: Results, machine: Machine): string {
  const { processors, memoryGib, system, node, electron, sqlite, duckdb, sqlite3, grep } = machine;
  return `# Benchmarks

Written by \`npm run bench\` (${sizes.map(({ store }) => sizeName(store.events)).join(', ')} events; \`-- --all\` for 10M too). The machine: ${processors}, ${memoryGib} GiB, ${system}, Node ${node}, Electron ${electron}. It is a shared virtual machine whose speed changes from minute to minute: only ratios within one run count. Contenders therefore take turns, question by question and round by round.

The corpus: CloudTrail events as JSON Lines (make_million.py: real records with shifted times, ids and actors). Files are in the system's cache.

- **Annals** (SQLite ${sqlite}): *worker* is the work itself, measured around the call in the thread that does it; *host* is what the window sees: asked through the host, done in the reader thread, rows copied back. The lens is ready unless said otherwise, and other questions before every round make it forget what it kept of the one before. Threads run from source, which the bundled app does not.
- **DuckDB** ${duckdb.version} in this process through @duckdb/node-api, with its default settings (${duckdb.threads} threads), prepared statements, and the rows read into JavaScript. Its database was copied from the store: the same columns, the same tables for targets, the searched text in one column in lower case, events newest first. Of several ways to ask, the fastest is used.
- **grep** (${grep ?? 'not installed'}): \`LC_ALL=C grep -a -i -F\` over a file of the searched text, one line an event, newest first, so that \`-m 100\` finds the first page; started by a shell that is kept, which is part of its time.
- **sqlite3** (${sqlite3 ?? 'not installed'}): the command line on the very same store, kept open, with plain SQL.

Ratios say how many times longer the other took, by median: above 1 Annals is faster.`;
}

function agreementSection({ compared, differences }: Agreement): string {
  if (differences.length === 0)
    return `All ${count(compared)} answers that were compared are equal.`;
  const list = differences.map((difference) => `- ${difference}`).join('\n');
  return `**${differences.length} of ${count(compared)} answers that were compared differ:**\n\n${list}`;
}

function budgetSection(results: Results): string {
  const rows = verdictsOf(results).map(({ what, limit, at, measured, isMet, reason }) => [
    what,
    at,
    limit,
    measured,
    isMet ? 'met' : '**missed**',
    isMet ? '' : reason,
  ]);
  return `## Budgets

${table(['what', 'events', 'budget', 'measured', '', 'why missed'], rows)}`;
}

function growthSection(results: Results): string {
  const rows = results.sizes.map(({ store, pages }) => {
    const worker = pooled(pages, (page) => page.worker);
    const host = pooled(pages, (page) => page.host);
    const duckdb = pooled(pages, (page) => page.duckdb);
    return [
      count(store.events),
      ...[worker, host, duckdb].flatMap(({ median, p95 }) => [
        milliseconds(median),
        milliseconds(p95),
      ]),
    ];
  });
  return `## Growth

First pages over all filters. From the smallest store to the largest, p95 in the worker grew ${times(pageGrowth(results.sizes))}.

${table(
  ['events', 'worker, median', 'p95', 'host, median', 'p95', 'DuckDB, median', 'p95'],
  rows,
)}`;
}

function eventLoopSection({ sizes, eventLoop }: Results): string {
  const { idleP99, busyP99, busyMax, cancelled, ended, cancelling } = eventLoop;
  return `## Event loop

How late a timer of 1 ms is (that millisecond included) in the process that asks, a plain Node process with the ${count(sizes.at(-1)?.store.events ?? 0)}-event store, while ten questions that look at every event are asked at once and cancelled after a quarter of a second, again and again.

${table(
  [
    'idle, p99',
    'busy, p99',
    'busy, worst',
    'cancelled',
    'ended before',
    'cancelling, median',
    'p95',
  ],
  [
    [
      milliseconds(idleP99),
      milliseconds(busyP99),
      milliseconds(busyMax),
      count(cancelled),
      count(ended),
      milliseconds(cancelling.median),
      milliseconds(cancelling.p95),
    ],
  ],
)}`;
}

function coldStartSection({ coldStart: { events, annals, empty } }: Results): string {
  const ratio = times(annals.median / empty.median);
  return `## Cold start

From starting the process to the first rows of the ${count(events)}-event store on screen, beside an empty window of the same Electron; both measured in turn, through the same Playwright.

${table(
  ['', 'median', 'p95'],
  [
    ['empty Electron window', milliseconds(empty.median), milliseconds(empty.p95)],
    ['Annals, first rows', milliseconds(annals.median), milliseconds(annals.p95)],
    ['ratio', ratio, ''],
  ],
)}`;
}
