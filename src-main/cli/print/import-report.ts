import type { ImportPreview } from '#shared/model/import-preview.ts';
import type { ImportResult, ImportTimes, Rejection } from '#shared/model/import.ts';
import { TIME_NOTES, TIME_NOTE_NAMES } from '#shared/model/time-notes.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';
import { counted, formatCount, formatDuration } from './format.ts';
import { styled } from './style.ts';
import { visibleLine } from './visible-text.ts';

const REJECTIONS_SHOWN = 20;

/** Where notes stand, behind the number and the longest word. */
const NOTE_COLUMN = 16;

interface Circumstances {
  readonly files: number;
  /** Milliseconds. */
  readonly elapsed: number;
  readonly isCancelled: boolean;
}

type Row = readonly [count: number, word: string, note: string];

/** What an import did, for people. */
export function importReportLines(result: ImportResult, circumstances: Circumstances): string[] {
  const { batch, read, added, duplicates, rejected, format, times } = result;
  return [
    styled('bold', headline(result, circumstances)),
    '',
    ...countLines([
      [read, 'read', format === 'none' ? '' : `mapping ${format}`],
      [added, 'added', batch === null ? '' : `batch ${batch}`],
      [duplicates, 'duplicates', 'there already'],
      [rejected, 'rejected', ''],
    ]),
    ...timeLines(times),
    ...rejectionLines(result.rejections, rejected),
  ];
}

/** What an import would do, for people. @param elapsed milliseconds */
export function previewLines(preview: ImportPreview, elapsed: number): string[] {
  const { read, added, duplicates, rejected, mappings, range, times, fileCount } = preview;
  const from = `${counted(fileCount, 'file')}, read in ${formatDuration(elapsed)}`;
  return [
    styled('bold', `Would import ${counted(added, 'event')} from ${from}.`),
    '',
    ...countLines([
      [read, 'read', ''],
      [added, 'to add', ''],
      [duplicates, 'duplicates', 'in the store already, or twice in the files'],
      [rejected, 'rejected', ''],
    ]),
    ...(mappings.length === 0 ? [] : ['', 'Read as:']),
    ...mappings.map(({ name, title, count }) => `  ${formatCount(count)}  ${title} (${name})`),
    ...(range ? ['', `From ${formatIsoTime(range.from)} to ${formatIsoTime(range.to)}.`] : []),
    ...timeLines(times),
    ...rejectionLines(preview.firstRejected, rejected),
  ];
}

/** A preview as `import --dry-run --json` prints it: the shape of a result, and what else is known. */
export function previewJson(preview: ImportPreview): unknown {
  const { read, added, duplicates, rejected, firstRejected, mappings, times, range } = preview;
  const [first, other] = mappings;
  return {
    batch: null,
    read,
    added,
    duplicates,
    rejected,
    rejections: firstRejected,
    format: other ? 'mixed' : (first?.name ?? 'none'),
    times,
    mappings,
    range: range && { from: formatIsoTime(range.from), to: formatIsoTime(range.to) },
  };
}

function countLines(rows: readonly Row[]): string[] {
  const width = formatCount(rows[0]?.[0] ?? 0).length;
  return rows.map(([count, word, note]) => {
    const line = `  ${formatCount(count).padStart(width)}  ${word}`;
    const isNoted = note !== '' && (count > 0 || word === 'read');
    return isNoted ? `${line.padEnd(width + NOTE_COLUMN)}${styled('dim', note)}` : line;
  });
}

function headline(result: ImportResult, circumstances: Circumstances): string {
  const { added, duplicates, read } = result;
  const from = `${counted(circumstances.files, 'file')} in ${formatDuration(circumstances.elapsed)}`;
  if (circumstances.isCancelled)
    return `Cancelled after ${counted(added, 'new event')}; they stay.`;
  if (added > 0) return `Imported ${counted(added, 'event')} from ${from}.`;
  if (duplicates > 0) return `Nothing new: every event of ${from} is in the store already.`;
  return read === 0
    ? `There are no records in ${counted(circumstances.files, 'file')}.`
    : 'Nothing was imported.';
}

/** What was assumed about times, which nobody should have to find out later. */
function timeLines({ zone, notes }: ImportTimes): string[] {
  const lines = TIME_NOTE_NAMES.flatMap((name) => {
    const count = notes[name];
    if (count === undefined) return [];
    const rule = name === 'zone' ? `, so it was read as ${zone}` : '';
    return [`  ${counted(count, 'record')}: ${TIME_NOTES[name]}${rule}`];
  });
  return lines.length === 0 ? [] : ['', styled('yellow', 'Times:'), ...lines];
}

function rejectionLines(rejections: readonly Rejection[], rejected: number): string[] {
  if (rejected === 0) return [];
  const shown = rejections.slice(0, REJECTIONS_SHOWN);
  const more = rejected - shown.length;
  const title = more === 0 ? 'Rejected:' : `Rejected, the first ${shown.length}:`;
  return [
    '',
    styled('yellow', title),
    ...shown.map(({ file, line, reason }) => `  ${visibleLine(`${file}:${line}  ${reason}`)}`),
    ...(more === 0 ? [] : [styled('dim', `  … and ${formatCount(more)} more; see --json`)]),
  ];
}
