import type { CopyFormat, ExportColumn, ExportProfile } from '#shared/model/export.ts';
import { localTimeHeader } from '#shared/model/output-forms.ts';
import { zoneClock } from '#shared/time/zone-clock.ts';
import { BYTE_ORDER_MARK, LINE_END, textCell } from './csv-cell.ts';
import type { CsvStyle } from './csv-cell.ts';
import { toExportedEvent } from './export-row.ts';
import type { ExportRow } from './export-row.ts';
import { cellsOf, jsonValuesOf } from './native-columns.ts';
import type { CellOf } from './native-columns.ts';
import { ECS_FIELDS } from './profiles/ecs.ts';
import { OCSF_FIELDS } from './profiles/ocsf.ts';
import { nest } from './profiles/profile.ts';
import type { JsonValue, ProfileContext, ProfileField } from './profiles/profile.ts';
import { localText } from './time-text.ts';

/** How events become text. The text is the head, a part for each row, and the tail. */
export interface Formatter {
  readonly head: string;
  /** @param isFirst true for the first row of all */
  readonly row: (row: ExportRow, isFirst: boolean) => string;
  readonly tail: string;
}

export interface Format {
  readonly format: CopyFormat;
  readonly profile: ExportProfile;
  /** Of the native profile. */
  readonly columns: readonly ExportColumn[];
  readonly bom: boolean;
  readonly formulaGuard: boolean;
  /** Of a first column with local times, native tables only; null for none. */
  readonly zone: string | null;
}

const PROFILE_FIELDS: Readonly<Record<Exclude<ExportProfile, 'native'>, readonly ProfileField[]>> =
  { ecs: ECS_FIELDS, ocsf: OCSF_FIELDS };

/**
 * @param header what a JSON document says of itself in front of its events; other formats have no
 *   place for it
 */
export function createFormatter(
  format: Format,
  context: ProfileContext,
  header: { readonly [name: string]: JsonValue },
): Formatter {
  switch (format.format) {
    case 'csv':
      return tableFormatter(format, ',', context);
    case 'tsv':
      return tableFormatter(format, '\t', context);
    case 'jsonl': {
      const toJson = jsonWriter(format, context);
      return { head: '', row: (row) => `${toJson(row)}\n`, tail: '' };
    }
    case 'json':
      return documentFormatter(jsonWriter(format, context), header);
  }
}

/** One event a line, so that tools which work by lines are of use. */
function documentFormatter(
  toJson: (row: ExportRow) => string,
  header: { readonly [name: string]: JsonValue },
): Formatter {
  const head = withoutLineSeparators(JSON.stringify({ ...header, events: [] }));
  return {
    head: head.slice(0, -']}'.length),
    row: (row, isFirst) => `${isFirst ? '\n' : ',\n'}${toJson(row)}`,
    tail: '\n]}\n',
  };
}

function jsonWriter(
  { profile, columns }: Format,
  context: ProfileContext,
): (row: ExportRow) => string {
  const toJson =
    profile === 'native'
      ? nativeJson(columns)
      : (row: ExportRow) =>
          JSON.stringify(nest(PROFILE_FIELDS[profile], toExportedEvent(row), context));
  return (row) => withoutLineSeparators(toJson(row));
}

function nativeJson(columns: readonly ExportColumn[]): (row: ExportRow) => string {
  const values = jsonValuesOf(columns);
  const names = columns.map((column, index) => `${index === 0 ? '{' : ','}"${column}":`);
  return (row) => {
    let json = '';
    let index = 0;
    for (const valueOf of values) {
      json += names[index] + valueOf(row);
      index += 1;
    }
    return `${json}}`;
  };
}

/** Some readers take these for line ends; they can stand in texts only. */
function withoutLineSeparators(json: string): string {
  // Not by an expression: text of one byte a character cannot hold them, which this knows at once.
  if (!json.includes('\u2028') && !json.includes('\u2029')) return json;
  return json.replaceAll('\u2028', String.raw`\u2028`).replaceAll('\u2029', String.raw`\u2029`);
}

function tableFormatter(
  { profile, columns, bom, formulaGuard, zone }: Format,
  delimiter: CsvStyle['delimiter'],
  context: ProfileContext,
): Formatter {
  const style: CsvStyle = { delimiter, formulaGuard };
  const mark = bom ? BYTE_ORDER_MARK : '';
  if (profile === 'native') {
    const [first, ...others] = [...localTimes(zone), ...cellsOf(columns, style)];
    const names = [...(zone === null ? [] : [localTimeHeader(zone)]), ...columns];
    return {
      head: mark + names.join(delimiter) + LINE_END,
      row: (row) => {
        let line = first?.(row) ?? '';
        for (const cellOf of others) line += delimiter + cellOf(row);
        return line + LINE_END;
      },
      tail: '',
    };
  }
  const fields = PROFILE_FIELDS[profile];
  return {
    head: mark + fields.map(({ path }) => path).join(delimiter) + LINE_END,
    row: (row) => {
      const event = toExportedEvent(row);
      const cells = fields.map(({ of }) => valueCell(of(event, context), style));
      return cells.join(delimiter) + LINE_END;
    },
    tail: '',
  };
}

/** The column of local times, if there is to be one. Nothing in it needs quotes or a guard. */
function localTimes(zone: string | null): readonly CellOf[] {
  if (zone === null) return [];
  const clock = zoneClock(zone);
  return [({ occurredAt }) => localText(occurredAt, clock)];
}

/** Lists and objects stand in their cells as JSON. */
function valueCell(value: JsonValue | null, style: CsvStyle): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string' || value === null) return textCell(value, style);
  return textCell(JSON.stringify(value), style);
}
