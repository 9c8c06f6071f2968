import type { ImportOptions } from '#shared/model/import-options.ts';

/** What holds until the operator says otherwise. Same values as the defaults of the schema. */
export const INITIAL_OPTIONS: ImportOptions = {
  form: null,
  mapping: null,
  zone: 'UTC',
  dateOrder: null,
  table: null,
  isStrict: false,
};

/** True if the files would be read in another way; what is done about bad records is no part of it. */
export function readsDifferently(a: ImportOptions, b: ImportOptions): boolean {
  return (
    a.form !== b.form ||
    a.mapping !== b.mapping ||
    a.zone !== b.zone ||
    a.dateOrder !== b.dateOrder ||
    a.table !== b.table
  );
}
