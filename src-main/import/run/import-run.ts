import { AnnalsError } from '#shared/ipc/failure.ts';
import type { ImportResult, ImportTimes, Rejection } from '#shared/model/import.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { TIME_NOTE_NAMES } from '#shared/model/time-notes.ts';
import type { TimeNote } from '#shared/model/time-notes.ts';
import type { ImportCounts, Operator } from '../../store/store-api.ts';
import { broken } from '../formats/check-document.ts';
import { eventIdOf } from './event-id.ts';
import type { Unrecognised } from '../formats/csv-detect.ts';
import type { ImportSink } from './import-sink.ts';
import type { MapContext } from '../mappings/mapping.ts';
import type { ProgressMeter } from './progress-meter.ts';
import { recordReaderFor } from '../formats/record-reader.ts';
import type { RecordFormat, RecordReader } from '../formats/record-reader.ts';
import { DocumentError, RecordError } from '../formats/record.ts';
import type { RawRecord } from '../formats/record.ts';
import type { RunRules } from './run-rules.ts';
import { OpenSlice } from './slice.ts';
import type { Slice } from './slice.ts';
import { readChunks } from '../sources/source-reader.ts';
import { fileNameOf } from '../sources/sources.ts';
import type { ImportSource } from '../sources/sources.ts';

/** A file that has been looked into: how to read it, or why it cannot be read. */
export interface CheckedFile {
  readonly source: ImportSource;
  readonly format: RecordFormat | Unrecognised;
}

interface RunOptions<Events> extends RunRules {
  readonly title: string;
  readonly operator: Operator;
  readonly sink: ImportSink<Events>;
  readonly meter: ProgressMeter;
  readonly signal: AbortSignal;
  /** Reads so many records at most; null or absent for all. */
  readonly limit?: number | null;
}

/**
 * One pass over checked files, from bytes to stored events. While the store takes one slice, the
 * next waits for it and the one after that is being read; there are never more than these three
 * in memory. Counts cover exactly what the store has confirmed, so a run that is cancelled is as
 * exact as one that ends.
 */
export class ImportRun<Events> {
  readonly #files: readonly CheckedFile[];
  readonly #options: RunOptions<Events>;
  readonly #rejections: Rejection[] = [];
  readonly #formats = new Set<string>();
  readonly #timeNotes = new Map<TimeNote, number>();
  #counts: ImportCounts = { read: 0, added: 0, duplicates: 0, rejected: 0 };
  /** Number of the batch; null until there is an event to store. */
  #batch: number | null = null;
  /** Rejected before there was a batch that could count them. */
  #uncounted = 0;
  /** Records that may still be read. */
  #left: number;
  readonly #slice: OpenSlice<Events>;
  /** Settled when the slice that was handed over last is stored, and the one before it. */
  #sending: Promise<void> = Promise.resolve();
  #sendingBefore: Promise<void> = Promise.resolve();

  constructor(files: readonly CheckedFile[], options: RunOptions<Events>) {
    this.#files = files;
    this.#options = options;
    this.#slice = new OpenSlice(options.sink.collector);
    this.#left = options.limit ?? Infinity;
  }

  /** True if there may be records beyond the limit. */
  get isCutShort(): boolean {
    return this.#left <= 0;
  }

  /** @throws AnnalsError; what was stored before stays, in a batch closed as cancelled */
  async run(): Promise<ImportResult> {
    const { signal, meter } = this.#options;
    try {
      for (const [index, file] of this.#files.entries()) await this.#importFile(index, file);
      if (!signal.aborted && !this.#slice.isEmpty) await this.#send();
      await this.#sending;
    } catch (error) {
      // What is under way may yet be stored, and belongs to the counts then.
      await this.#sending.catch(() => undefined);
      // The first error is the one to report; if the store is the reason, closing fails as well.
      await this.#finish('cancelled').catch(() => undefined);
      throw this.#counts.added === 0 ? error : stoppedHalfway(error, this.#counts.added);
    }
    await this.#finish(signal.aborted ? 'cancelled' : 'done');
    meter.tellNow();
    const [format = 'none', other] = this.#formats;
    return {
      batch: this.#batch,
      ...this.#counts,
      rejections: this.#rejections,
      format: other === undefined ? format : 'mixed',
      times: this.#times(),
    };
  }

  async #importFile(index: number, { source, format }: CheckedFile): Promise<void> {
    const { signal, meter } = this.#options;
    const onRead = meter.startFile();
    if (format.kind === 'unrecognised') {
      this.#slice.reject({ file: source.name, line: 1, reason: `the file ${format.problem}` });
      onRead(source.packedBytes);
      return;
    }
    const reader = recordReaderFor(format);
    const take = async (records: Iterable<RawRecord>): Promise<void> => {
      for (const record of records) {
        if (this.isCutShort) return;
        this.#left -= 1;
        this.#take(record, reader, index, source);
        if (!this.#slice.isFull) continue;
        await this.#send();
        if (signal.aborted) return;
      }
    };
    try {
      for await (const chunk of readChunks(source, onRead)) {
        if (signal.aborted || this.isCutShort) return;
        await take(reader.splitter.push(chunk));
      }
      if (!signal.aborted && !this.isCutShort) await take(reader.splitter.end());
    } catch (error) {
      throw error instanceof DocumentError ? broken(source, error) : error;
    }
  }

  #take(record: RawRecord, reader: RecordReader, file: number, source: ImportSource): void {
    try {
      if (record.problem !== '') throw new RecordError(record.problem);
      const parsed = reader.parse(record.bytes);
      const mapping = this.#options.mappingFor(parsed);
      const context: MapContext = {
        times: { ...this.#options.times, newest: source.modifiedAt },
        rawBytes: record.bytes.length,
        isText: reader.isText,
      };
      const mapped = mapping.map(parsed, context);
      const id = eventIdOf(mapping, mapped, record.bytes);
      const origin = { line: record.line, mapping: mapping.name };
      this.#slice.add({ ...mapped.event, id }, record.bytes, file, origin);
      this.#formats.add(mapping.name);
      for (const note of mapped.timeNotes) {
        this.#timeNotes.set(note, (this.#timeNotes.get(note) ?? 0) + 1);
      }
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      this.#slice.reject({ file: source.name, line: record.line, reason: error.message });
    }
  }

  /** Hands the slice over, to be stored after the one before; waits while two are under way. */
  async #send(): Promise<void> {
    const slice = this.#slice.take();
    await this.#sendingBefore;
    this.#sendingBefore = this.#sending;
    this.#sending = this.#sending.then(() => this.#store(slice));
    // It is awaited with a later slice; until then, a failure must not count as unhandled.
    this.#sending.catch(() => undefined);
  }

  async #store({ count, events, rejections }: Slice<Events>): Promise<void> {
    const { sink, title, operator, meter, signal } = this.#options;
    if (signal.aborted) return;
    let { added, duplicates } = { added: 0, duplicates: 0 };
    if (count === 0 && this.#batch === null) {
      this.#uncounted += rejections.length;
    } else {
      const files = this.#files.map(({ source }) => fileNameOf(source));
      this.#batch ??= (await sink.beginImport({ operator, title, files })).batch;
      const rejected = rejections.length + this.#uncounted;
      ({ added, duplicates } = await sink.appendImport({ batch: this.#batch, events, rejected }));
      this.#uncounted = 0;
    }
    this.#counts = {
      read: this.#counts.read + count + rejections.length,
      added: this.#counts.added + added,
      duplicates: this.#counts.duplicates + duplicates,
      rejected: this.#counts.rejected + rejections.length,
    };
    const room = LIMITS.rejectionsKept - this.#rejections.length;
    this.#rejections.push(...rejections.slice(0, room));
    meter.count(this.#counts);
  }

  async #finish(outcome: 'done' | 'cancelled'): Promise<void> {
    if (this.#batch === null) return;
    const [format = 'none', other] = this.#formats;
    await this.#options.sink.finishImport({
      batch: this.#batch,
      outcome,
      format: other === undefined ? format : 'mixed',
      times: this.#times(),
    });
  }

  #times(): ImportTimes {
    const { zone, dateOrder } = this.#options.times;
    const notes = TIME_NOTE_NAMES.flatMap((note) => {
      const count = this.#timeNotes.get(note);
      return count === undefined ? [] : [[note, count] as const];
    });
    return { zone, dateOrder, notes: Object.fromEntries(notes) };
  }
}

/** The same failure, with what it means for an import that had stored something already. */
function stoppedHalfway(error: unknown, added: number): unknown {
  if (!(error instanceof AnnalsError)) return error;
  const events = added === 1 ? '1 new event' : `${added.toLocaleString('en-US')} new events`;
  return new AnnalsError(
    error.code,
    `The import stopped after ${events}, which stay. ${error.message}`,
    `${error.hint} Importing the same files again adds the rest.`.trim(),
    { cause: error },
  );
}
