import { FILE_FORMS } from '#shared/model/file-forms.ts';
import { ImportOptions } from '#shared/model/import-options.ts';
import type { MappingSpec } from '#shared/model/mapping-spec.ts';
import { DATE_ORDERS } from '#shared/model/time-notes.ts';
import { readMapping } from '../../import/mappings/mapping-files.ts';
import type { OptionSpec, Options } from './parse-options.ts';
import { usageError } from './parse-options.ts';

/** Options that say how files are to be read. */
export const IMPORT_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'format',
    value: 'NAME',
    help: 'How the files are written, where that is told wrongly; see above',
    group: 'Options',
  },
  {
    name: 'mapping',
    value: 'NAME|FILE',
    help: 'Read every record by one mapping: see annals mappings, or a JSON file',
    group: 'Options',
  },
  {
    name: 'zone',
    value: 'ZONE',
    help: 'Zone of times that name none, as Europe/Berlin; UTC by default',
    group: 'Options',
  },
  {
    name: 'date-order',
    value: 'ORDER',
    help: `What stands first in dates such as 1/2/2026: ${DATE_ORDERS.join(' or ')}; refused by default`,
    group: 'Options',
  },
  {
    name: 'table',
    value: 'NAME',
    help: 'The table of SQLite files, if not the one that looks most like events',
    group: 'Options',
  },
  { name: 'strict', value: null, help: 'Write nothing if any record is bad', group: 'Options' },
  {
    name: 'dry-run',
    value: null,
    help: 'Say what would be added, what is there already and what is bad; write nothing',
    group: 'Options',
  },
];

/** @throws AnnalsError INVALID_INPUT naming the option, FILE_UNREADABLE for a mapping */
export async function importOptionsOf(options: Options): Promise<ImportOptions> {
  const parsed = ImportOptions.safeParse({
    form: options.one('format'),
    zone: options.one('zone'),
    dateOrder: options.one('date-order'),
    table: options.one('table'),
    isStrict: options.has('strict'),
  });
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? '');
    throw usageError(MISTAKES[field] ?? 'These options do not go together.', 'See --help.');
  }
  return { ...parsed.data, mapping: await mappingOf(options.one('mapping')) };
}

const MISTAKES: Readonly<Record<string, string>> = {
  form: `--format must be one of ${FILE_FORMS.join(', ')}.`,
  zone: '--zone must be the name of a time zone, as UTC or Europe/Berlin.',
  dateOrder: `--date-order must be ${DATE_ORDERS.join(' or ')}.`,
  table: '--table must be the name of a table.',
};

/** What ends in .json or has a folder in it is a file; anything else is a name. */
async function mappingOf(text: string | undefined): Promise<string | MappingSpec | null> {
  if (text === undefined) return null;
  return /\.json$|[/\\]/u.test(text) ? readMapping(text) : text;
}
