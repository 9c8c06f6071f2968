import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { PlanId } from '#shared/model/prune.ts';
import type { PruneAction, PruneScope } from '#shared/model/prune.ts';
import { archiveAndPrune } from '../bundle/archive-prune.ts';
import type { WriteBundle } from '../store/bundle/write-bundle.ts';
import { openExistingWrites, openJobs, openReads } from '../store/open-store.ts';
import { finish } from '../store/sliced.ts';
import type { Progress, WrittenArchive } from '../store/store-api.ts';
import { authorize } from './authorize.ts';
import { EXIT } from './exit-codes.ts';
import { interruptSignal } from './interrupt.ts';
import { openOptions, storePath } from './options/common-options.ts';
import { usageError } from './options/parse-options.ts';
import type { Options } from './options/parse-options.ts';
import { formatCount, zoneName } from './print/format.ts';
import { printJson, printLines } from './print/output.ts';
import { ProgressLine } from './print/progress-line.ts';
import { planJson, planLines, pruneReportLines } from './print/prune-report.ts';
import { runSliced } from './run-sliced.ts';
import { VERIFIER } from './verifier-path.ts';
import { annalsVersion } from './version.ts';

/** Plans what a scope means, and prints the plan. */
export function printPlan(options: Options, scope: PruneScope, action: PruneAction): number {
  const { reads, close } = openReads(storePath(options), openOptions());
  try {
    const plan = finish(reads.planPrune({ scope, action }));
    if (options.has('json')) printJson(planJson(plan));
    else printLines(planLines(plan, action));
    return EXIT.done;
  } finally {
    close();
  }
}

/**
 * Applies the plan that a command line names, and prints what it did.
 * @throws AnnalsError INVALID_INPUT if that is no name of a plan, or what applying it throws
 */
export async function applyPlan(options: Options): Promise<number> {
  const parsed = PlanId.safeParse(options.one('apply'));
  if (!parsed.success) {
    throw usageError(`“${options.one('apply')}” is no plan.`, 'Plan first, and copy its name.');
  }
  const operator = await authorize(options, 'admin');
  const { writes, close } = openExistingWrites(storePath(options), openOptions());
  const line = new ProgressLine();
  const signal = interruptSignal();
  const prune = (request: { readonly plan: string; readonly archive: WrittenArchive | null }) =>
    runSliced(writes.applyPrune({ ...request, operator }), signal, (progress) =>
      line.show(`Pruning: ${percent(progress)}`),
    );
  const { jobs, close: closeJobs } = openJobs(storePath(options), openOptions());
  const bundle = (request: WriteBundle) =>
    runSliced(jobs.writeBundle(request), signal, (progress) =>
      line.show(`Archiving: ${percent(progress)}`),
    );
  try {
    const path = archivePath(options);
    const result =
      path === null
        ? await prune({ plan: parsed.data, archive: null })
        : await archiveAndPrune({ writeBundle: bundle, applyPrune: prune }, parsed.data, {
            path,
            operator,
            version: annalsVersion(),
            timeZone: zoneName(),
            verifier: VERIFIER,
          });
    line.clear();
    if (options.has('json')) printJson(result);
    else printLines(pruneReportLines(result));
    return EXIT.done;
  } finally {
    line.clear();
    closeJobs();
    close();
  }
}

/** @throws AnnalsError INVALID_INPUT if there is such a file already: archives are never replaced */
function archivePath(options: Options): string | null {
  const file = options.one('archive');
  if (file === undefined) return null;
  const path = resolve(file);
  if (existsSync(path)) throw usageError(`There is a file ${file} already.`, 'Give another name.');
  return path;
}

function percent({ done, total }: Progress): string {
  return `${formatCount(Math.floor((100 * done) / Math.max(total, 1)))} %`;
}
