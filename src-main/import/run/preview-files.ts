import { AnnalsError } from '#shared/ipc/failure.ts';
import { PREVIEW_FILES, PREVIEW_ROWS } from '#shared/model/import-preview.ts';
import type { ImportPreview, PreviewFile } from '#shared/model/import-preview.ts';
import { formOf } from '../formats/detect.ts';
import { fileNameOf, tablesOf } from '../sources/sources.ts';
import { ImportRun } from './import-run.ts';
import type { CheckedFile } from './import-run.ts';
import { withOpenFiles } from './open-files.ts';
import type { ReadRequest } from './open-files.ts';
import { PreviewSink } from './preview-sink.ts';
import { rulesOf } from './run-rules.ts';

interface PreviewRequest extends ReadRequest {
  /** Looks at so many records only, in the first files; null for all. */
  readonly limit: number | null;
  /** Which of some ids the store has. */
  readonly known: (ids: readonly string[]) => Promise<readonly string[]>;
}

/** A folder may hold thousands of files, and a glance is to be quick. */
const FILES_GLANCED_AT = 50;

/**
 * Tries an import: reads and maps, asks the store what it has, and writes nothing. What an import
 * would refuse is refused here in the same words.
 * @throws AnnalsError CANCELLED, and as `importFiles`
 */
export async function previewFiles(request: PreviewRequest): Promise<ImportPreview> {
  const { sources, limit, known, mappings } = request;
  const rules = rulesOf(request);
  const glanced = limit === null ? sources : sources.slice(0, FILES_GLANCED_AT);
  return withOpenFiles({ ...request, sources: glanced }, 1, async ({ files, meter, signal }) => {
    const names = files.map(({ source }) => source.name);
    const sink = new PreviewSink(names, known);
    const nobody = { id: '', name: '' };
    const run = new ImportRun(files, {
      title: '',
      operator: nobody,
      sink,
      meter,
      signal,
      limit,
      ...rules,
    });
    const { read, added, duplicates, rejected, rejections, times } = await run.run();
    if (signal.aborted) throw new AnnalsError('CANCELLED', 'The preview was cancelled.');
    return {
      isWhole: glanced.length === sources.length && !run.isCutShort,
      files: files.slice(0, PREVIEW_FILES).map(toPreviewFile),
      fileCount: files.length + sources.length - glanced.length,
      read,
      added,
      duplicates,
      rejected,
      times,
      ...sink.found((name) => mappings.titleOf(name)),
      firstRejected: rejections.slice(0, PREVIEW_ROWS),
      tables: files.flatMap(({ source }) => tablesOf(source)),
    };
  });
}

function toPreviewFile({ source, format }: CheckedFile): PreviewFile {
  const isReadable = format.kind !== 'unrecognised';
  return {
    name: fileNameOf(source),
    bytes: source.packedBytes,
    form: isReadable ? (tablesOf(source).length > 0 ? 'sqlite' : formOf(format)) : null,
    problem: isReadable ? null : `the file ${format.problem}`,
  };
}
