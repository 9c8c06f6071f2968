import { statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { runAnnals } from '../annals-process.ts';
import { timeOf } from '../measure.ts';
import type { PreparedStore } from '../prepared-store.ts';
import { onCopy } from './store-copy.ts';

export interface ExportMeasurement {
  readonly format: 'csv' | 'jsonl';
  readonly rows: number;
  /** `annals export`, from process start to exit, the export's event included. */
  readonly seconds: number;
  readonly bytes: number;
  readonly peakBytes: number | null;
  /** The sqlite3 command line writing the same columns of the same rows; null if it is absent. */
  readonly sqliteSeconds: number | null;
}

/** The columns that Annals writes by default, all but the original. */
const COLUMNS = `seq, id, occurred_at, recorded_at, category, action, outcome, severity, source,
  actor_id, actor_name, actor_type, targets, intent, message, changes, metadata, affected_count,
  total_count, duration_ms, ip, user_agent, host, session_id, correlation_id, error_type,
  error_message, stack_trace, sensitive, batch, hex(link)`;

/** Exports everything, as Annals does and as the sqlite3 command line does. */
export function measureExports(store: PreparedStore): Promise<readonly ExportMeasurement[]> {
  return onCopy(store, async (copy) => {
    const measured: ExportMeasurement[] = [];
    for (const format of ['csv', 'jsonl'] as const) {
      const file = join(copy.home, `all.${format}`);
      const args = ['export', '--store', copy.path, '--out', file, '--format', format];
      const { seconds, peakBytes, answer } = await runAnnals(args, copy.home);
      const bytes = statSync(file).size;
      await rm(file);
      const rows = (answer as { readonly written: number }).written;
      const sqliteSeconds = await bySqlite(copy.path, file, format);
      measured.push({ format, rows, seconds, bytes, peakBytes, sqliteSeconds });
      await rm(file, { force: true });
    }
    return measured;
  });
}

async function bySqlite(
  store: string,
  file: string,
  format: ExportMeasurement['format'],
): Promise<number | null> {
  const query =
    format === 'csv'
      ? `SELECT ${COLUMNS} FROM event ORDER BY occurred_at DESC, seq DESC;`
      : `SELECT json_object(${named()}) FROM event ORDER BY occurred_at DESC, seq DESC;`;
  const mode = format === 'csv' ? ['-csv', '-header'] : ['-list'];
  try {
    const milliseconds = await timeOf(() =>
      promisify(execFile)('sqlite3', ['-readonly', ...mode, store, `.output ${file}`, query]),
    );
    return milliseconds / 1000;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** `'seq', seq, …`, with what is JSON already put in as that. */
function named(): string {
  return COLUMNS.split(',')
    .map((column) => column.trim())
    .map((column) => {
      const isJson = ['targets', 'changes', 'metadata'].includes(column);
      return `'${column}', ${isJson ? `json(${column})` : column}`;
    })
    .join(', ');
}
