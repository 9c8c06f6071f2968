import { AnnalsError } from '#shared/ipc/failure.ts';
import type { ImportOptions } from '#shared/model/import-options.ts';
import type { ImportProgress } from '#shared/model/import.ts';
import { checkDocument } from '../formats/check-document.ts';
import { detectFormat } from '../formats/detect.ts';
import type { Format } from '../formats/detect.ts';
import type { MappingSet } from '../mappings/mapping-set.ts';
import { judgeArchives } from '../sources/judge-archives.ts';
import { openSources } from '../sources/open-sources.ts';
import type { OpenedSource } from '../sources/open-sources.ts';
import type { ImportSource } from '../sources/sources.ts';
import type { CheckedFile } from './import-run.ts';
import { ProgressMeter } from './progress-meter.ts';

/** Files to read, and how: what imports and previews have in common. */
export interface ReadRequest {
  readonly sources: readonly ImportSource[];
  readonly options: ImportOptions;
  readonly mappings: MappingSet;
  /** The SQLite addon to load instead of the one that comes with better-sqlite3. */
  readonly nativeBinding?: string | undefined;
  /** Told at most ten times a second, and at the end. */
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Ends the reading early. */
  readonly signal?: AbortSignal;
}

/** Files that have been looked into, while they are read. */
export interface OpenFiles {
  readonly files: readonly CheckedFile[];
  readonly meter: ProgressMeter;
  readonly signal: AbortSignal;
}

/**
 * Opens files, finds out all that can be known before anything is stored, and closes them when the
 * work is done: every file is there, readable and of a known form, archives are whole, and JSON
 * documents are valid to their end.
 * @param passes how often the files are going to be read
 * @throws AnnalsError FILE_UNREADABLE, FILE_UNRECOGNISED, or what the work throws
 */
export async function withOpenFiles<Result>(
  request: ReadRequest,
  passes: number,
  work: (open: OpenFiles) => Promise<Result>,
): Promise<Result> {
  const { sources, options, nativeBinding, onProgress = () => undefined } = request;
  const signal = request.signal ?? new AbortController().signal;
  const meter = new ProgressMeter(onProgress, sum(sources.map(sizeOf)));
  meter.tellNow();
  const opened = await openSources(sources, {
    table: options.table ?? undefined,
    nativeBinding,
    onFile: () => meter.startFile(),
    signal,
  });
  try {
    const found = await detectAll(opened.sources, options, signal);
    const documents = found.filter(({ format }) => format.kind === 'document');
    meter.expect(
      passes * sum(found.map(({ source }) => sizeOf(source))) +
        sum(documents.map(({ source }) => sizeOf(source))),
    );
    return await work({ files: await checkAll(found, meter, signal), meter, signal });
  } finally {
    await opened.close();
  }
}

interface DetectedFile {
  readonly source: ImportSource;
  readonly format: Exclude<Format, { readonly kind: 'empty' }>;
}

/**
 * A file that was chosen must be of a known form. A folder may hold others too, such as a licence:
 * each of them is reported as one rejection.
 */
async function detectAll(
  sources: readonly OpenedSource[],
  { form }: ImportOptions,
  signal: AbortSignal,
): Promise<DetectedFile[]> {
  const found: DetectedFile[] = [];
  for (const { source, problem } of sources) {
    if (signal.aborted) return [];
    const format = problem ?? (await detectFormat(source, form));
    if (!source.isFromFolder && format.kind === 'unrecognised') {
      throw refusal(source, format.problem, format.hint);
    }
    if (format.kind !== 'empty') found.push({ source, format });
    else if (!source.isFromFolder) throw refusal(source, 'is empty', EMPTY_HINT);
  }
  return judgeArchives(found);
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

/** Bytes of a file that are read to read the source once. */
function sizeOf({ packedBytes }: ImportSource): number {
  return packedBytes;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
