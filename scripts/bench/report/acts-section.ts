import type { ExportMeasurement } from '../acts/export-bench.ts';
import type { PruneMeasurement } from '../acts/prune-bench.ts';
import type { RecordMeasurement } from '../acts/record-bench.ts';
import type { VerifyMeasurement } from '../acts/verify-bench.ts';
import { milliseconds } from '../measure.ts';
import type { Machine } from './machine.ts';
import { count, megabytes, table, times } from './table.ts';

/** What `npm run bench -- --acts` measured on one store. */
export interface ActsResults {
  readonly events: number;
  readonly record: RecordMeasurement;
  readonly exports: readonly ExportMeasurement[];
  readonly verify: VerifyMeasurement;
  readonly prune: PruneMeasurement;
}

/** The heading at which this section begins; it is the last of docs/benchmarks.md. */
export const ACTS_HEADING = '## Acts';

const BUDGETS = { recordP95Ms: 5, recordPerSecond: 20_000, verifyPerSecond: 150_000, prune: 2 };

/**
 * Why a budget is missed, by what it is about; shown where it is. To be kept true by whoever changes
 * what is measured.
 */
const REASONS: Readonly<Record<string, string>> = {
  'export csv, beside the sqlite3 command line':
    'one thread reads, formats, hashes and syncs; stretches could be formatted in several',
  'export jsonl, beside the sqlite3 command line':
    'one thread reads, formats, hashes and syncs; stretches could be formatted in several',
  'verify, events a second':
    'real events are long: hashing them and inflating their originals takes most of it',
  'prune half, beside the bare DELETE':
    'every event is checked first, and deleted in steps between which others write; the space is given back',
};

/** Recording, exporting, verifying and pruning. */
export function actsSection(results: ActsResults, machine: Machine): string {
  const day = new Date().toISOString().slice(0, 10);
  return [
    ACTS_HEADING,
    `Written by \`npm run bench -- --acts\` on ${day}, on copies of the ${count(results.events)}-event store; ${machine.processors}, Node ${machine.node}.`,
    budgets(results),
    recording(results),
    exporting(results),
    verifying(results),
    pruning(results),
  ].join('\n\n');
}

function budgets({ record, exports, verify, prune }: ActsResults): string {
  const verifyRate = verify.events / verify.seconds;
  const pruneRatio = prune.applySeconds / prune.bareSeconds;
  const rows: (readonly [what: string, budget: string, measured: string, isMet: boolean])[] = [
    [
      'record one event durably, p95',
      `≤ ${BUDGETS.recordP95Ms} ms`,
      milliseconds(record.one.p95),
      record.one.p95 <= BUDGETS.recordP95Ms,
    ],
    [
      'record in batches, events a second',
      `≥ ${count(BUDGETS.recordPerSecond)}`,
      count(Math.round(record.perSecond)),
      record.perSecond >= BUDGETS.recordPerSecond,
    ],
    ...exports.flatMap(({ format, seconds, sqliteSeconds }) =>
      sqliteSeconds === null
        ? []
        : [
            [
              `export ${format}, beside the sqlite3 command line`,
              '≤ 1×',
              times(seconds / sqliteSeconds),
              seconds <= sqliteSeconds,
            ] as const,
          ],
    ),
    [
      'verify, events a second',
      `≥ ${count(BUDGETS.verifyPerSecond)}`,
      count(Math.round(verifyRate)),
      verifyRate >= BUDGETS.verifyPerSecond,
    ],
    [
      'prune half, beside the bare DELETE',
      `≤ ${BUDGETS.prune}×`,
      times(pruneRatio),
      pruneRatio <= BUDGETS.prune,
    ],
  ];
  return table(
    ['what', 'budget', 'measured', '', 'why missed'],
    rows.map(([what, budget, measured, isMet]) => [
      what,
      budget,
      measured,
      isMet ? 'met' : '**missed**',
      isMet ? '' : (REASONS[what] ?? ''),
    ]),
  );
}

function recording({ record }: ActsResults): string {
  return `### Recording

One event a call, each a durable commit with its signed head and anchor file, and calls of ${count(record.batch)} events.

${table(
  ['one, median', 'one, p95', 'in batches'],
  [
    [
      milliseconds(record.one.median),
      milliseconds(record.one.p95),
      `${count(Math.round(record.perSecond))} events/s`,
    ],
  ],
)}`;
}

function exporting({ exports }: ActsResults): string {
  const rows = exports.map(({ format, rows, seconds, bytes, peakBytes, sqliteSeconds }) => [
    format,
    count(rows),
    seconds1(seconds),
    megabytes(bytes),
    peakBytes === null ? 'not measured' : megabytes(peakBytes),
    sqliteSeconds === null ? 'not installed' : seconds1(sqliteSeconds),
    sqliteSeconds === null ? '–' : times(sqliteSeconds / seconds),
  ]);
  return `### Exporting

\`annals export\` of everything, from process start to exit, with SHA-256, manifest and its event; the sqlite3 command line writes the same columns of the same rows in the same order.

${table(['format', 'rows', 'Annals', 'size', 'peak memory', 'sqlite3', 'sqlite3 / Annals'], rows)}`;
}

function verifying({ verify }: ActsResults): string {
  return `### Verifying

\`annals verify\`, from process start to exit, with originals, targets, checkpoints and evidence, on ${verify.cores} cores: ${count(verify.events)} events in ${seconds1(verify.seconds)}, ${count(Math.round(verify.events / verify.seconds))} a second (${verify.verdict}).`;
}

function pruning({ prune }: ActsResults): string {
  return `### Pruning

The older half. Applying checks every event against the chain, records, deletes with targets, originals and text, empties the index of text, which is built again in the background, and gives the space back. The bare DELETE takes the same rows of \`event\`, \`event_target\` and \`raw_block\` with the same indexes and settings, and nothing else.

${table(
  [
    'events',
    'plan',
    'apply',
    'of that, until deleted',
    'bare DELETE',
    'apply / bare',
    'longest pause for others',
    'given back',
  ],
  [
    [
      count(prune.deleted),
      seconds1(prune.planSeconds),
      seconds1(prune.applySeconds),
      seconds1(prune.deleteSeconds),
      seconds1(prune.bareSeconds),
      times(prune.applySeconds / prune.bareSeconds),
      milliseconds(prune.longestSliceMs),
      megabytes(prune.freedBytes),
    ],
  ],
)}`;
}

function seconds1(value: number): string {
  return `${value.toFixed(1)} s`;
}
