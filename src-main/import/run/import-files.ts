import { AnnalsError } from '#shared/ipc/failure.ts';
import type { ImportProgress, ImportResult } from '#shared/model/import.ts';
import type { Operator } from '../../store/store-api.ts';
import { checkDocument } from '../formats/check-document.ts';
import { countingSink } from './counting-sink.ts';
import { detectFormat } from '../formats/detect.ts';
import type { Format } from '../formats/detect.ts';
import { ImportRun } from './import-run.ts';
import type { CheckedFile } from './import-run.ts';
import type { ImportSink } from './import-sink.ts';
import { mappingFor, mappingNamed } from '../mappings/registry.ts';
import type { TimeRule } from '../mappings/time-forms.ts';
import { ProgressMeter } from './progress-meter.ts';
import type { ImportSource } from '../sources/sources.ts';

export interface ImportRequest<Events> {
  readonly sources: readonly ImportSource[];
  /** What is imported, in words: a file name or “55 files”. */
  readonly title: string;
  readonly operator: Operator;
  readonly sink: ImportSink<Events>;
  /** Told at most ten times a second, and at the end. */
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Ends the import early; what has been stored stays, and the result counts exactly that. */
  readonly signal?: AbortSignal;
  /** How times are read that do not say everything; by default, those without a zone as UTC. */
  readonly times?: Partial<Pick<TimeRule, 'zone' | 'dateOrder'>>;
  /** Name of the mapping for all records; by default each record finds its own. */
  readonly mapping?: string | undefined;
  /**
   * Reads and maps everything and writes nothing: `added` counts the distinct events in the files.
   * The store is not asked which of them it has. Keeps the ids of all events in memory.
   */
  readonly isDryRun?: boolean;
  /** Writes nothing if any record would be rejected. */
  readonly isStrict?: boolean;
}

/**
 * Imports files into a store as one batch. What can be known without storing is checked before
 * anything is stored: every file is there, readable and of a known form, and JSON documents are
 * valid to their end. Then records are stored in the order of the files; bad ones are counted and
 * reported beside the good. Memory does not grow with the size of the files. There is no batch if
 * there is nothing to store.
 * @throws AnnalsError FILE_UNREADABLE, FILE_UNRECOGNISED, INVALID_INPUT (strict, or no such
 * mapping), or what the store reports
 */
export async function importFiles<Events>(request: ImportRequest<Events>): Promise<ImportResult> {
  const { sources, isStrict = false, isDryRun = false } = request;
  const signal = request.signal ?? new AbortController().signal;
  const forced = forcedMapping(request.mapping);
  const found = await detectAll(sources);
  const passes = isStrict ? 2 : 1;
  const bytesTotal =
    passes * sum(found.map(({ source }) => source.bytes)) +
    sum(found.map(({ source, format }) => (format.kind === 'document' ? source.bytes : 0)));
  const meter = new ProgressMeter(request.onProgress ?? (() => undefined), bytesTotal);
  meter.tellNow();
  const files = await checkAll(found, meter, signal);
  const run = <Taken>(sink: ImportSink<Taken>): Promise<ImportResult> =>
    new ImportRun(files, {
      title: request.title,
      operator: request.operator,
      sink,
      meter,
      signal,
      mappingFor: forced ? () => forced : mappingFor,
      times: { zone: 'UTC', dateOrder: null, now: Date.now(), ...request.times },
    }).run();
  if (isStrict) {
    const trial = await run(countingSink(false));
    if (trial.rejected > 0) throw refused(trial);
  }
  if (!isDryRun) return run(request.sink);
  return { ...(await run(countingSink(true))), batch: null };
}

function forcedMapping(name: string | undefined): ReturnType<typeof mappingNamed> {
  const mapping = name === undefined ? undefined : mappingNamed(name);
  if (name === undefined || mapping) return mapping;
  throw new AnnalsError('INVALID_INPUT', `There is no format “${name}”.`, 'See docs/importing.md.');
}

interface DetectedFile {
  readonly source: ImportSource;
  readonly format: Exclude<Format, { readonly kind: 'empty' }>;
}

/**
 * A file that was chosen must be of a known form. A folder may hold others too, such as a licence:
 * each of them is reported as one rejection.
 */
async function detectAll(sources: readonly ImportSource[]): Promise<DetectedFile[]> {
  const found: DetectedFile[] = [];
  for (const source of sources) {
    const format = await detectFormat(source);
    if (!source.isFromFolder && format.kind === 'unrecognised') {
      throw refusal(source, format.problem, format.hint);
    }
    if (format.kind !== 'empty') found.push({ source, format });
    else if (!source.isFromFolder) throw refusal(source, 'is empty', EMPTY_HINT);
  }
  return found;
}

const EMPTY_HINT = 'Check that the export was complete, then import it again.';

function refusal(source: ImportSource, problem: string, hint: string): AnnalsError {
  return new AnnalsError('FILE_UNRECOGNISED', `“${source.name}” ${problem}.`, hint);
}

/** Finds out where the records of documents are, which takes reading them. */
async function checkAll(
  found: readonly DetectedFile[],
  meter: ProgressMeter,
  signal: AbortSignal,
): Promise<CheckedFile[]> {
  const files: CheckedFile[] = [];
  for (const { source, format } of found) {
    if (signal.aborted) return [];
    if (format.kind === 'document') {
      const shape = await checkDocument(source, meter.startFile(), signal);
      files.push({ source, format: { kind: 'document', shape } });
    } else {
      files.push({ source, format });
    }
  }
  return files;
}

function refused(trial: ImportResult): AnnalsError {
  const [first] = trial.rejections;
  const where = first ? ` The first: “${first.file}”, line ${first.line}: ${first.reason}.` : '';
  const records = trial.rejected === 1 ? '1 record' : `${trial.rejected} records`;
  return new AnnalsError(
    'INVALID_INPUT',
    `${records} of ${trial.read} cannot be imported, so nothing was.${where}`,
    'Correct them, or import without --strict to keep the others.',
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
