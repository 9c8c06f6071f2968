import { z } from 'zod';
import { EventFilter, EventOrder } from './event-filter.ts';
import {
  DEFAULT_COLUMNS,
  EXPORT_COLUMNS,
  EXPORT_FORMATS,
  EXPORT_PROFILES,
  MOST_COPIED,
} from './output-forms.ts';
import type { ExportColumn } from './output-forms.ts';
import { LIMITS } from './limits.ts';
import { TimeZone } from './time-zone.ts';

export {
  DEFAULT_COLUMNS,
  EXPORT_COLUMNS,
  EXPORT_FORMATS,
  EXPORT_PROFILES,
  MOST_COPIED,
} from './output-forms.ts';
export type { ExportColumn, ExportFormat, ExportProfile } from './output-forms.ts';

/** Taking events out of a store as files or by the clipboard: docs/exporting.md. */

const Count = z.int().nonnegative();

const Columns = z
  .array(z.enum(EXPORT_COLUMNS))
  .min(1)
  .refine((columns) => new Set(columns).size === columns.length, {
    message: 'has a column twice',
  });

/** Which events are exported, and how they are written. */
export const ExportRequest = z
  .strictObject({
    filter: EventFilter,
    /** Only these of the events that match; null for all of them. */
    seqs: z.array(z.int().positive()).min(1).max(LIMITS.targets).nullable().default(null),
    order: EventOrder.default('newest'),
    format: z.enum(EXPORT_FORMATS),
    profile: z.enum(EXPORT_PROFILES).default('native'),
    /** Of a native export; null for all but the original. */
    columns: Columns.nullable().default(null),
    /** Whether the original of an imported event is written too. */
    raw: z.boolean().default(false),
    /**
     * CSV of the native profile: the zone of a first column with local times, beside those in UTC;
     * null for no such column.
     */
    zone: TimeZone.nullable().default(null),
    /** CSV: whether the file begins with a byte order mark, by which Excel knows UTF-8. */
    bom: z.boolean().default(false),
    /** CSV: whether no value can be taken for a formula by a spreadsheet. */
    formulaGuard: z.boolean().default(true),
    /** With more events than that, nothing is written; null for no limit. */
    maxEvents: Count.nullable().default(null),
  })
  .refine(({ profile, columns }) => profile === 'native' || columns === null, {
    path: ['columns'],
    message: 'can be chosen for the native profile only',
  })
  .refine(
    ({ format, profile, zone }) => zone === null || (format === 'csv' && profile === 'native'),
    { path: ['zone'], message: 'goes with CSV of the native profile only' },
  );
export type ExportRequest = z.infer<typeof ExportRequest>;

/** What an export did. */
export const ExportResult = z.strictObject({
  matched: Count,
  written: Count,
  bytes: Count,
  /** Of the file, hex. */
  sha256: z.string(),
  /** File name, without its folder. */
  file: z.string(),
  /** The same of the manifest beside it. */
  manifest: z.string(),
  /** The event of the trail that tells of it. */
  eventId: z.string(),
  headSeq: Count,
});
export type ExportResult = z.infer<typeof ExportResult>;

/** How events go to the clipboard; text that is separated by tabs fills the cells of spreadsheets. */
const COPY_FORMATS = ['tsv', ...EXPORT_FORMATS] as const;
export type CopyFormat = (typeof COPY_FORMATS)[number];

/** Events for the clipboard: chosen ones in the order given, or all that match. */
export const CopyEvents = z.strictObject({
  selection: z.union([
    z.strictObject({ seqs: z.array(z.int().positive()).min(1).max(MOST_COPIED) }),
    z.strictObject({ filter: EventFilter, order: EventOrder }),
  ]),
  format: z.enum(COPY_FORMATS),
  columns: Columns.nullable().default(null),
});
export type CopyEvents = z.infer<typeof CopyEvents>;

/** @returns the columns that a native export writes, in order */
export function columnsOf({
  columns,
  raw,
}: Pick<ExportRequest, 'columns' | 'raw'>): readonly ExportColumn[] {
  const chosen = columns ?? DEFAULT_COLUMNS;
  return raw && !chosen.includes('raw') ? [...chosen, 'raw'] : chosen;
}
