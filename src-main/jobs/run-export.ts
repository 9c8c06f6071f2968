import { basename } from 'node:path';
import type { NewEvent } from '#shared/model/audit-event.ts';
import type { ExportResult } from '#shared/model/export.ts';
import { failedExportEvent, fileExportAct } from '../store/export/export-event.ts';
import type { FinishExport, FinishedExport } from '../store/export/finish-export.ts';
import { discardExport } from '../store/export/write-export.ts';
import type { WriteExport, WrittenExport } from '../store/export/write-export.ts';

/** The store's part of an export, in threads or in this one. */
export interface ExportSteps {
  write(work: WriteExport): Promise<WrittenExport>;
  finish(request: FinishExport): Promise<FinishedExport>;
  record(event: NewEvent): Promise<unknown>;
}

/**
 * Exports events to a file: first it is written under another name, then the export is recorded,
 * and only then the file gets its name. An export that fails or is given up leaves no file, and is
 * recorded too, as far as that is possible.
 * @throws AnnalsError as the steps do
 */
export async function runExport(steps: ExportSteps, work: WriteExport): Promise<ExportResult> {
  try {
    const written = await steps.write(work);
    try {
      return resultOf(written, await steps.finish(finishOf(work, written)));
    } catch (error) {
      discardExport(written);
      throw error;
    }
  } catch (error) {
    // It has failed whether or not that can be recorded: the store may be the reason why not.
    await steps.record(failedExportEvent(work, error, Date.now())).catch(() => undefined);
    throw error;
  }
}

function finishOf(work: WriteExport, written: WrittenExport): FinishExport {
  return {
    operator: work.operator,
    act: fileExportAct(work, written),
    // Where the file is, its manifest is.
    moves: [written.manifest, written.file],
    replaces: work.replaces,
  };
}

function resultOf(written: WrittenExport, finished: FinishedExport): ExportResult {
  const { events, bytes, sha256, file, manifest } = written;
  return {
    matched: events,
    written: events,
    bytes,
    sha256,
    file: basename(file.path),
    manifest: basename(manifest.path),
    ...finished,
  };
}
