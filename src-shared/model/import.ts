import { z } from 'zod';
import { DATE_ORDERS, TIME_NOTE_NAMES } from './time-notes.ts';

const Count = z.int().nonnegative();

/** One record that could not be imported, and why. */
export const Rejection = z.strictObject({
  file: z.string(),
  /** 1-based line on which the record starts. */
  line: z.int().positive(),
  reason: z.string(),
});
export type Rejection = z.infer<typeof Rejection>;

/** How times were read that did not say everything, and how many were odd in which way. */
export const ImportTimes = z.strictObject({
  /** Zone of times that name none: an IANA name, `UTC` included. */
  zone: z.string(),
  /** What stands first in dates such as 1/2/2026; null: they are refused. */
  dateOrder: z.enum(DATE_ORDERS).nullable(),
  /** How many records there were of each kind; absent where there was none. */
  notes: z.partialRecord(z.enum(TIME_NOTE_NAMES), Count),
});
export type ImportTimes = z.infer<typeof ImportTimes>;

/** What an import did. Always: read = added + duplicates + rejected. */
export const ImportResult = z.strictObject({
  /** Number of the batch; null if nothing was written (a dry run). */
  batch: z.int().positive().nullable(),
  read: Count,
  added: Count,
  duplicates: Count,
  rejected: Count,
  /** The first rejections; `rejected` is the exact number. */
  rejections: z.array(Rejection),
  /** Name of the mapping that read the records, or `mixed`. */
  format: z.string(),
  times: ImportTimes,
});
export type ImportResult = z.infer<typeof ImportResult>;

export const ImportProgress = z.strictObject({
  read: Count,
  added: Count,
  duplicates: Count,
  rejected: Count,
  /** Bytes of input consumed, and in all; for the progress bar. */
  bytesRead: Count,
  bytesTotal: Count,
});
export type ImportProgress = z.infer<typeof ImportProgress>;
