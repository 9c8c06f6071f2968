import { LIMITS } from '#shared/model/limits.ts';

/**
 * What passes between the stages of an import: a splitter cuts a file into raw records, a parser
 * turns each into an object, a mapping turns that into an event.
 */

/** One record as it stands in a file, not yet understood. */
export interface RawRecord {
  /** 1-based line on which the record starts. */
  readonly line: number;
  /** The record, byte for byte; valid only until the splitter is given more input. */
  readonly bytes: Buffer;
  /** Why the record cannot be used; empty if it can. */
  readonly problem: string;
}

/** Cuts a file into records, whatever the chunks in which it arrives. */
export interface Splitter {
  push(chunk: Buffer): Iterable<RawRecord>;
  /** To be called once after the last chunk. */
  end(): Iterable<RawRecord>;
}

/** A record as an object: of JSON, or of column names and texts. */
export type ParsedRecord = Readonly<Record<string, unknown>>;

/** Why one record is rejected. It ends up as a rejection beside the good records. */
export class RecordError extends Error {
  override readonly name = 'RecordError';
}

/** Why a whole file is refused, and where. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
  /** 1-based. */
  readonly line: number;

  constructor(line: number, reason: string) {
    super(reason);
    this.line = line;
  }
}

/** The problem of a record above the limit of its size. */
export const TOO_LARGE = `larger than ${LIMITS.recordBytes / 1_048_576} MiB`;
