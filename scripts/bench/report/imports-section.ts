import type { ImportMeasurement } from '../import-bench.ts';
import type { Machine } from './machine.ts';
import { count, megabytes, table } from './table.ts';

/** The heading at which this section begins. */
export const IMPORTS_HEADING = '## Imports';

const BUDGETS = { perSecond: 25_000, firstRowsMs: 2_000 };

/** Why the rate is missed, where it is. To be kept true by whoever changes what is measured. */
const REASON =
  'the thread that writes is the limit: rows, ten indexes, chain, and copying the log into the store';

/** Importing files of several sizes with the command line, the index of text apart. */
export function importsSection(imports: readonly ImportMeasurement[], machine: Machine): string {
  const day = new Date().toISOString().slice(0, 10);
  return [
    IMPORTS_HEADING,
    `Written by \`npm run bench -- --imports\` on ${day}; ${machine.processors}, Node ${machine.node}. \`annals import\` of CloudTrail events as JSON Lines into a new store, from process start to the end of the batch: durable, with hash chain, originals and indexes. The index of text follows, which the command waits for and the window does in the background. Import rates further up were measured with the stores they belong to.`,
    table(
      [
        'events',
        'import',
        `events/s (budget ${count(BUDGETS.perSecond)})`,
        `first rows (budget ${count(BUDGETS.firstRowsMs)} ms)`,
        'index of text, afterwards',
        'peak memory',
      ],
      imports.map(rowOf),
    ),
    ...(imports.every(isFast) ? [] : [`Where the rate is missed, ${REASON}.`]),
  ].join('\n\n');
}

function rowOf(measured: ImportMeasurement): string[] {
  const { events, seconds, textIndexSeconds, peakBytes, firstRowsMs } = measured;
  const isPrompt = firstRowsMs !== null && firstRowsMs <= BUDGETS.firstRowsMs;
  return [
    count(events),
    `${seconds.toFixed(1)} s`,
    verdict(count(Math.round(events / seconds)), isFast(measured)),
    verdict(firstRowsMs === null ? 'none seen' : `${count(Math.round(firstRowsMs))} ms`, isPrompt),
    `${textIndexSeconds.toFixed(1)} s`,
    peakBytes === null ? 'not measured' : megabytes(peakBytes),
  ];
}

function isFast({ events, seconds }: ImportMeasurement): boolean {
  return events / seconds >= BUDGETS.perSecond;
}

function verdict(measured: string, isMet: boolean): string {
  return isMet ? `${measured}, met` : `${measured}, **missed**`;
}
