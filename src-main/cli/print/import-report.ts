import type { ImportResult } from '#shared/model/import.ts';
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
  readonly isDryRun: boolean;
  readonly isCancelled: boolean;
}

/** What an import did, for people. */
export function importReportLines(result: ImportResult, circumstances: Circumstances): string[] {
  const { batch, read, added, duplicates, rejected, format } = result;
  const { isDryRun } = circumstances;
  const rows: [count: number, word: string, note: string][] = [
    [read, 'read', format === 'none' ? '' : `format ${format}`],
    [added, isDryRun ? 'to add' : 'added', batch === null ? '' : `batch ${batch}`],
    [duplicates, 'duplicates', isDryRun ? 'twice in the files' : 'there already'],
    [rejected, 'rejected', ''],
  ];
  const width = formatCount(read).length;
  return [
    styled('bold', headline(result, circumstances)),
    '',
    ...rows.map(([count, word, note]) => {
      const line = `  ${formatCount(count).padStart(width)}  ${word}`;
      const isNoted = note !== '' && (count > 0 || word === 'read');
      return isNoted ? `${line.padEnd(width + NOTE_COLUMN)}${styled('dim', note)}` : line;
    }),
    ...rejectionLines(result),
  ];
}

function headline(result: ImportResult, circumstances: Circumstances): string {
  const { added, duplicates, read } = result;
  const from = `${counted(circumstances.files, 'file')} in ${formatDuration(circumstances.elapsed)}`;
  if (circumstances.isCancelled)
    return `Cancelled after ${counted(added, 'new event')}; they stay.`;
  if (circumstances.isDryRun) return `Would import ${counted(added, 'event')} from ${from}.`;
  if (added > 0) return `Imported ${counted(added, 'event')} from ${from}.`;
  if (duplicates > 0) return `Nothing new: every event of ${from} is in the store already.`;
  return read === 0
    ? `There are no records in ${counted(circumstances.files, 'file')}.`
    : 'Nothing was imported.';
}

function rejectionLines({ rejections, rejected }: ImportResult): string[] {
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
