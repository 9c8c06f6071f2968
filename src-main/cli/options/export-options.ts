import { EVENT_ORDERS } from '#shared/model/event-filter.ts';
import {
  EXPORT_COLUMNS,
  EXPORT_FORMATS,
  EXPORT_PROFILES,
  ExportRequest,
} from '#shared/model/export.ts';
import type { ExportColumn, ExportFormat, ExportProfile } from '#shared/model/export.ts';
import { TimeZone } from '#shared/model/time-zone.ts';
import { closest } from '#shared/text/closest.ts';
import { integerOption, wordOption } from './bounded-options.ts';
import { filterOf } from './filter-options.ts';
import type { OptionSpec, Options } from './parse-options.ts';
import { usageError } from './parse-options.ts';

/** How an export is written. */
export const EXPORT_OPTIONS: readonly OptionSpec[] = [
  { name: 'out', value: 'FILE', help: 'Write to this file', group: 'Options' },
  {
    name: 'format',
    value: 'FORMAT',
    help: 'csv, json, jsonl; by default what the name of the file says',
    group: 'Options',
  },
  {
    name: 'profile',
    value: 'PROFILE',
    help: 'In whose words: native (default), ecs, ocsf',
    group: 'Options',
  },
  {
    name: 'columns',
    value: 'A,B',
    help: 'These columns, in this order; by default all but raw',
    group: 'Options',
  },
  { name: 'raw', value: null, help: 'The originals of imported events too', group: 'Options' },
  {
    name: 'order',
    value: 'ORDER',
    help: 'newest (default), oldest, recorded',
    group: 'Options',
  },
  {
    name: 'zone',
    value: 'ZONE',
    help: 'CSV: a first column with times in this zone, as Europe/Berlin',
    group: 'Options',
  },
  {
    name: 'bom',
    value: null,
    help: 'Byte order mark in front of CSV, for Excel',
    group: 'Options',
  },
  {
    name: 'no-formula-guard',
    value: null,
    help: "No ' in front of CSV values that look like formulas",
    group: 'Options',
  },
  {
    name: 'max-events',
    value: 'N',
    help: 'Write nothing if more than N events match',
    group: 'Options',
  },
  { name: 'replace', value: null, help: 'Replace the file if it is there', group: 'Options' },
];

/** Endings of file names that say which format is meant. */
const FORMAT_OF_ENDING: ReadonlyMap<string, ExportFormat> = new Map([
  ['csv', 'csv'],
  ['json', 'json'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
]);

/**
 * What a command line wants exported, and how.
 * @param out the file it is to be written to
 * @param now integer milliseconds UTC
 * @throws AnnalsError INVALID_INPUT naming the option
 */
export function exportRequestOf(options: Options, out: string, now: number): ExportRequest {
  const profile = wordOption(options, 'profile', EXPORT_PROFILES, 'native');
  const columns = columnsOption(options);
  if (columns !== null && profile !== 'native') {
    throw usageError('--columns go with the native profile; others have columns of their own.');
  }
  const format = formatOption(options, out);
  return ExportRequest.parse({
    filter: filterOf(options, now),
    order: wordOption(options, 'order', EVENT_ORDERS, 'newest'),
    format,
    profile,
    columns,
    raw: options.has('raw'),
    zone: zoneOption(options, format, profile),
    bom: options.has('bom'),
    formulaGuard: !options.has('no-formula-guard'),
    maxEvents: integerOption(options, 'max-events', 0, Number.MAX_SAFE_INTEGER),
  });
}

function formatOption(options: Options, out: string): ExportFormat {
  const ending = /\.([a-z]+)$/iu.exec(out)?.[1]?.toLowerCase() ?? '';
  const meant = FORMAT_OF_ENDING.get(ending);
  if (meant === undefined && !options.has('format')) {
    throw usageError(
      `The name ${out} does not say which format is meant.`,
      `Give --format: ${EXPORT_FORMATS.join(', ')}.`,
    );
  }
  return wordOption(options, 'format', EXPORT_FORMATS, meant ?? 'csv');
}

function zoneOption(options: Options, format: ExportFormat, profile: ExportProfile): string | null {
  const name = options.one('zone');
  if (name === undefined) return null;
  if (format !== 'csv' || profile !== 'native') {
    throw usageError('--zone goes with CSV of the native profile; other times are in UTC.');
  }
  if (TimeZone.safeParse(name).success) return name;
  throw usageError(`There is no time zone “${name}”.`, 'Name one as in Europe/Berlin, or UTC.');
}

function columnsOption(options: Options): readonly ExportColumn[] | null {
  const text = options.one('columns');
  if (text === undefined) return null;
  const columns = text.split(',').map((name) => columnNamed(name.trim()));
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice === undefined) return columns;
  throw usageError(`--columns names ${twice} twice.`);
}

function columnNamed(name: string): ExportColumn {
  const column = EXPORT_COLUMNS.find((each) => each === name);
  if (column !== undefined) return column;
  const meant = closest(name, EXPORT_COLUMNS);
  throw usageError(
    `There is no column “${name}”.`,
    meant === null ? `There are: ${EXPORT_COLUMNS.join(', ')}.` : `Did you mean ${meant}?`,
  );
}
