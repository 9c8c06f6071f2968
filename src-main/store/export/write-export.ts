import { existsSync, rmSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { ExportRequest } from '#shared/model/export.ts';
import { columnsOf } from '#shared/model/export.ts';
import type { ExportRow } from '../../export/export-row.ts';
import { createFormatter } from '../../export/formatter.ts';
import { documentHeader, manifestJson } from '../../export/manifest.ts';
import type { ExportFacts } from '../../export/manifest.ts';
import {
  PartialFile,
  exportPartialPath,
  removeStalePartials,
  writePartial,
} from '../../export/partial-file.ts';
import type { WrittenFile } from '../../export/partial-file.ts';
import { toFileError } from '../bundle/file-error.ts';
import { countMatches, headOf } from '../queries/scan.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { ByOperator, Sliced } from '../store-api.ts';
import { requestMetadata } from './export-event.ts';
import { columnsToRead, exportRows } from './export-rows.ts';
import { snapshotHead } from './snapshot-head.ts';
import { tooMany } from './too-many.ts';

export type WriteExport = ByOperator<{
  readonly request: ExportRequest;
  /** Where the file will be; it is written under another name beside it. */
  readonly path: string;
  /** Whether a file of that name may be there. */
  readonly replaces: boolean;
  /** Of Annals. */
  readonly version: string;
  /** IANA name of the zone of the operator. */
  readonly timeZone: string;
}>;

/** A file under the name it was written as, and the name that it is to have. */
export interface FileMove {
  readonly partial: string;
  readonly path: string;
}

/** An export as it was written; whoever asked for it has it finished, or discards it. */
export interface WrittenExport extends WrittenFile {
  readonly events: number;
  readonly file: FileMove;
  readonly manifest: FileMove;
  readonly manifestSha256: string;
}

export interface ExportJobs {
  /**
   * Writes the events that match on one snapshot of the store, and a manifest. If it fails or is
   * given up, no file stays.
   * @throws AnnalsError INVALID_INPUT if there are more than may be, FILE_UNWRITABLE
   */
  writeExport(request: WriteExport): Sliced<WrittenExport>;
}

/**
 * {@link ExportJobs.writeExport}.
 * @param db a connection that does nothing else meanwhile
 */
export function* writeExport(db: ReadDb, work: WriteExport): Sliced<WrittenExport> {
  const { request, path, replaces, operator, version, timeZone } = work;
  const createdAt = Date.now();
  // What cannot be recorded is not to be written.
  requestMetadata(request);
  assertFree(path, replaces);
  const manifest = manifestPath(path);
  assertFree(manifest, replaces);
  removeStalePartials(path, createdAt);
  db.exec('BEGIN');
  try {
    const head = snapshotHead(db);
    const { filter, seqs, maxEvents } = request;
    const events = yield* countMatches(db, filter, seqs);
    if (maxEvents !== null && events > maxEvents) {
      throw yield* tooMany(db, filter, head.seq, events, maxEvents);
    }
    const facts = { request, events, head, operator, version, timeZone, createdAt };
    const file = { partial: exportPartialPath(path), path };
    const written = yield* writeEvents(db, file.partial, facts);
    return { ...written, events, file, ...manifestBeside(file, manifest, facts, written) };
  } catch (error) {
    throw toFileError(error, path);
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK');
  }
}

/** Removes what was written, if it is not to be finished. */
export function discardExport({ file, manifest }: WrittenExport): void {
  rmSync(file.partial, { force: true });
  rmSync(manifest.partial, { force: true });
}

/** The name of the manifest that stands beside an export. */
export function manifestPath(path: string): string {
  return `${path}.manifest.json`;
}

/** @throws AnnalsError FILE_UNWRITABLE if a name is taken by what is not to be replaced */
export function assertFree(path: string, replaces: boolean): void {
  if (!existsSync(path) || (replaces && statSync(path).isFile())) return;
  throw new AnnalsError(
    'FILE_UNWRITABLE',
    `There is a ${statSync(path).isFile() ? 'file' : 'folder'} ${path} already.`,
    'Choose another name, or say that the file is to be replaced.',
  );
}

/** Leaves no file behind unless it is whole. */
function* writeEvents(db: ReadDb, partial: string, facts: ExportFacts): Sliced<WrittenFile> {
  const { request, version } = facts;
  const { filter, seqs, order, format, profile, bom, formulaGuard, zone } = request;
  const columns = columnsOf(request);
  const style = { format, profile, columns, bom, formulaGuard, zone };
  const { head, row, tail } = createFormatter(style, { version }, documentHeader(facts));
  const rows = exportRows(db, {
    filter,
    order,
    upToSeq: headOf(db).seq,
    columns: columnsToRead(
      profile,
      zone === null ? columns : [...new Set([...columns, 'occurredAt' as const])],
    ),
    among: seqs,
  });
  const file = new PartialFile(partial);
  let isWhole = false;
  try {
    let done = 0;
    file.write(head);
    for (const window of rows) {
      for (const event of window) {
        file.write(textOf(event, (whole) => row(whole, done === 0)));
        done += 1;
      }
      yield { done, total: facts.events };
    }
    file.write(tail);
    const written = file.finish();
    isWhole = true;
    return written;
  } finally {
    if (!isWhole) file.discard();
  }
}

/** What stands in a column was valid when it was recorded. */
function textOf(event: ExportRow, write: (event: ExportRow) => string): string {
  try {
    return write(event);
  } catch (cause) {
    throw new AnnalsError(
      'STORE_CORRUPT',
      `Event ${event.seq} is not what it was when it was recorded.`,
      'Verify the store to see what else does not fit, and keep a copy of it.',
      { cause },
    );
  }
}

/** Writes the manifest; without it, there is no export. */
function manifestBeside(
  file: FileMove,
  path: string,
  facts: ExportFacts,
  written: WrittenFile,
): Pick<WrittenExport, 'manifest' | 'manifestSha256'> {
  const partial = exportPartialPath(path);
  try {
    const { sha256 } = writePartial(partial, manifestJson(facts, basename(file.path), written));
    return { manifest: { partial, path }, manifestSha256: sha256 };
  } catch (error) {
    rmSync(file.partial, { force: true });
    throw error;
  }
}
