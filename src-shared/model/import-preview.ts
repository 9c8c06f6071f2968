import { z } from 'zod';
import { NewEvent } from './audit-event.ts';
import { FILE_FORMS } from './file-forms.ts';
import { ImportTimes, Rejection } from './import.ts';

const Count = z.int().nonnegative();

/** How many of each kind a preview shows. */
export const PREVIEW_ROWS = 20;
/** How many files a preview names. */
export const PREVIEW_FILES = 200;

/** One record, and the event it would become. */
export const PreviewRow = z.strictObject({
  file: z.string(),
  /** 1-based line on which the record starts. */
  line: z.int().positive(),
  /** The record as it stands in the file, cut off when it is long. */
  raw: z.string(),
  /** Name of the mapping that read it. */
  mapping: z.string(),
  event: NewEvent,
});
export type PreviewRow = z.infer<typeof PreviewRow>;

/** One file of an import, or one inside an archive. */
export const PreviewFile = z.strictObject({
  name: z.string(),
  bytes: Count,
  /** Null if it cannot be read; `problem` says why. */
  form: z.enum(FILE_FORMS).nullable(),
  problem: z.string().nullable(),
});
export type PreviewFile = z.infer<typeof PreviewFile>;

/** What an import would do. Always: read = added + duplicates + rejected. */
export const ImportPreview = z.strictObject({
  /** False if only the first records were looked at. */
  isWhole: z.boolean(),
  files: z.array(PreviewFile).max(PREVIEW_FILES),
  fileCount: Count,
  read: Count,
  /** New to the store. */
  added: Count,
  /** In the store already, or earlier in the same files. */
  duplicates: Count,
  rejected: Count,
  /** Which mappings read how many records, the most first. */
  mappings: z.array(z.strictObject({ name: z.string(), title: z.string(), count: Count })),
  times: ImportTimes,
  /** The earliest and latest event; null if there is none. */
  range: z.strictObject({ from: z.int(), to: z.int() }).nullable(),
  /** The first of each kind, {@link PREVIEW_ROWS} at most. */
  firstAdded: z.array(PreviewRow),
  firstDuplicates: z.array(PreviewRow),
  firstRejected: z.array(Rejection),
  /** Tables of a database, the one that is read first; empty for other files. */
  tables: z.array(z.strictObject({ name: z.string(), rows: Count })),
});
export type ImportPreview = z.infer<typeof ImportPreview>;
