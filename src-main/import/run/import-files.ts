import { AnnalsError } from '#shared/ipc/failure.ts';
import type { ImportResult } from '#shared/model/import.ts';
import type { Operator } from '../../store/store-api.ts';
import { countingSink } from './counting-sink.ts';
import { ImportRun } from './import-run.ts';
import type { ImportSink } from './import-sink.ts';
import { withOpenFiles } from './open-files.ts';
import type { ReadRequest } from './open-files.ts';
import { rulesOf } from './run-rules.ts';

export interface ImportRequest<Events> extends ReadRequest {
  /** What is imported, in words: a file name or “55 files”. */
  readonly title: string;
  readonly operator: Operator;
  readonly sink: ImportSink<Events>;
}

/**
 * Imports files into a store as one batch. What can be known without storing is checked before
 * anything is stored (open-files.ts). Then records are stored in the order of the files; bad ones
 * are counted and reported beside the good. Memory does not grow with the size of the files. There
 * is no batch if there is nothing to store. The signal ends it early: what has been stored stays,
 * and the result counts exactly that.
 * @throws AnnalsError FILE_UNREADABLE, FILE_UNRECOGNISED, INVALID_INPUT (strict, or no such
 * mapping), or what the store reports
 */
export async function importFiles<Events>(request: ImportRequest<Events>): Promise<ImportResult> {
  const { title, operator, options, sink } = request;
  const rules = rulesOf(request);
  const passes = options.isStrict ? 2 : 1;
  return withOpenFiles(request, passes, async ({ files, meter, signal }) => {
    const run = <Taken>(taker: ImportSink<Taken>): Promise<ImportResult> =>
      new ImportRun(files, { title, operator, sink: taker, meter, signal, ...rules }).run();
    if (options.isStrict) {
      const trial = await run(countingSink());
      if (trial.rejected > 0) throw refused(trial);
    }
    return run(sink);
  });
}

function refused(trial: ImportResult): AnnalsError {
  const [first] = trial.rejections;
  const where = first ? ` The first: “${first.file}”, line ${first.line}: ${first.reason}.` : '';
  const records = trial.rejected === 1 ? '1 record' : `${trial.rejected} records`;
  return new AnnalsError(
    'INVALID_INPUT',
    `${records} of ${trial.read} cannot be imported, so nothing was.${where}`,
    'Correct them, or leave out the strictness to keep the others.',
  );
}
