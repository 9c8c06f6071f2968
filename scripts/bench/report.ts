import { writeFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../project.ts';
import { say } from '../say.ts';
import type { ColdStart } from './cold-start.ts';
import type { ImportMeasurement } from './import-bench.ts';
import { milliseconds } from './measure.ts';
import type { ReadMeasurement } from './read-bench.ts';

export interface Measured {
  readonly imported: ImportMeasurement;
  readonly reads: readonly ReadMeasurement[];
  readonly coldStart: ColdStart;
  readonly electronVersion: string;
}

/** Writes docs/benchmarks.md. */
export function writeReport(measured: Measured): void {
  const file = join(PROJECT_ROOT, 'docs', 'benchmarks.md');
  writeFileSync(file, reportOf(measured));
  say('Wrote docs/benchmarks.md.');
}

function reportOf({ imported, reads, coldStart, electronVersion }: Measured): string {
  const { events, seconds, sourceBytes, storeBytes, peakBytes } = imported;
  const count = (value: number): string => value.toLocaleString('en-US');
  const [processor] = cpus();
  const gib = Math.round(totalmem() / 2 ** 30);
  const rows = reads.map(
    ({ question, matches, firstPage, total }) =>
      `| ${question} | ${count(matches)} | ${milliseconds(firstPage.median)} | ${milliseconds(firstPage.p95)} | ${milliseconds(total.median)} |`,
  );
  const ratio = (coldStart.annals.median / coldStart.empty.median).toFixed(2);
  return `# Benchmarks

Written by \`npm run bench\`. The machine: ${cpus().length} × ${processor?.model ?? arch()}, ${gib} GiB, ${process.platform} ${arch()}, Node ${process.versions.node}, Electron ${electronVersion}. It is a shared virtual machine whose speed changes from minute to minute: compare numbers within one run only.

The corpus: ${count(events)} CloudTrail events as JSON Lines (make_million.py: real records with shifted times, ids and actors).

## Import

\`annals import\` of the corpus into a new store: durable, with hash chain, originals and all indexes, from process start to exit.

| events | time | events/s | input | store | store / input | peak memory |
| --- | --- | --- | --- | --- | --- | --- |
| ${count(events)} | ${seconds.toFixed(1)} s | ${count(Math.round(events / seconds))} | ${megabytes(sourceBytes)} | ${megabytes(storeBytes)} | ${(storeBytes / sourceBytes).toFixed(2)} | ${peakBytes === null ? 'not measured' : megabytes(peakBytes)} |

## Questions

Asked as the window asks: through the host, in the reader thread, rows copied back. First page = 100 rows, newest first.

| question | matches | first page, median | first page, p95 | exact total, median |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

## Cold start

From starting the process to the first rows of the ${count(events)}-event store on screen, beside an empty window of the same Electron; both measured in turn, through the same Playwright.

| | median | p95 |
| --- | --- | --- |
| empty Electron window | ${milliseconds(coldStart.empty.median)} | ${milliseconds(coldStart.empty.p95)} |
| Annals, first rows | ${milliseconds(coldStart.annals.median)} | ${milliseconds(coldStart.annals.p95)} |
| ratio | ${ratio} | |
`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
