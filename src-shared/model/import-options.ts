import { z } from 'zod';
import { FILE_FORMS } from './file-forms.ts';
import { MappingSpec } from './mapping-spec.ts';
import { DATE_ORDERS } from './time-notes.ts';
import { TimeZone } from './time-zone.ts';

/** What an operator decides about an import; what is left to Annals is the default. */
export const ImportOptions = z.strictObject({
  /** How the files are written; null: told by their content. */
  form: z.enum(FILE_FORMS).nullable().default(null),
  /** Name of the mapping for all records, or the mapping itself; null: each record finds its own. */
  mapping: z
    .union([z.string().min(1).max(50), MappingSpec])
    .nullable()
    .default(null),
  /** Zone of times that name none. */
  zone: TimeZone.default('UTC'),
  /** What stands first in dates such as 1/2/2026; null: they are refused. */
  dateOrder: z.enum(DATE_ORDERS).nullable().default(null),
  /** Table of an SQLite database; null: the one that looks most like events. */
  table: z.string().min(1).max(200).nullable().default(null),
  /** Writes nothing if any record is bad. */
  isStrict: z.boolean().default(false),
});
export type ImportOptions = z.infer<typeof ImportOptions>;
