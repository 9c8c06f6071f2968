import { DEFAULT_COLUMNS, MOST_COPIED } from '#shared/model/export.ts';
import type { CopyEvents } from '#shared/model/export.ts';
import type { ExportRow } from '../../export/export-row.ts';
import { createFormatter } from '../../export/formatter.ts';
import { headOf } from '../queries/scan.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { exportRows, exportRowsOf } from './export-rows.ts';

export interface CopiedText {
  readonly text: string;
  readonly copied: number;
}

/** Events as text, at most {@link MOST_COPIED} of them. */
export function* copyEvents(
  db: ReadDb,
  { selection, format, columns: chosen }: CopyEvents,
): Sliced<CopiedText> {
  const columns = chosen ?? DEFAULT_COLUMNS;
  const { head, row, tail } = createFormatter(
    { format, profile: 'native', columns, bom: false, formulaGuard: true, zone: null },
    { version: '' },
    { format: 'annals.export.v1' },
  );
  const windows =
    'seqs' in selection
      ? [exportRowsOf(db, selection.seqs, columns)]
      : exportRows(db, { ...selection, columns, upToSeq: headOf(db).seq });
  const parts: string[] = [head];
  let copied = 0;
  const take = (event: ExportRow): void => {
    parts.push(row(event, copied === 0));
    copied += 1;
  };
  for (const window of windows) {
    for (const event of window.slice(0, MOST_COPIED - copied)) take(event);
    if (copied === MOST_COPIED) break;
    yield;
  }
  parts.push(tail);
  return { text: parts.join(''), copied };
}
