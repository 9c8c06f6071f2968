import { z } from 'zod';

const Count = z.int().nonnegative();

/** One record that could not be imported, and why. */
export const Rejection = z.strictObject({
  file: z.string(),
  /** 1-based line on which the record starts. */
  line: z.int().positive(),
  reason: z.string(),
});
export type Rejection = z.infer<typeof Rejection>;

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
