import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { AnnalsError, toFailure } from '#shared/ipc/failure.ts';
import type { ErrorCode } from '#shared/ipc/error-codes.ts';
import type { NewEvent } from '#shared/model/audit-event.ts';
import type { BundleResult } from '#shared/model/bundle.ts';
import { bundleAct, failedBundleEvent } from '../store/bundle/bundle-event.ts';
import type { WriteBundle, WrittenBundle } from '../store/bundle/write-bundle.ts';
import type { FinishExport, FinishedExport } from '../store/export/finish-export.ts';

/** The store's part of a bundle, in threads or in this one. */
export interface BundleSteps {
  write(request: WriteBundle): Promise<WrittenBundle>;
  finish(request: FinishExport): Promise<FinishedExport>;
  record(event: NewEvent): Promise<unknown>;
}

/** Failures after which the trail may tell of a file, so that it must stay. */
export const MAYBE_RECORDED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'FILE_UNWRITABLE',
  'STORE_UNAVAILABLE',
  'INTERNAL',
]);

/**
 * Makes a bundle: writes it under another name, records that, and gives it its name. What fails or is
 * given up leaves no file, and an event that says so, as far as that is possible.
 * @throws AnnalsError why there is no bundle
 */
export async function makeBundle(steps: BundleSteps, request: WriteBundle): Promise<BundleResult> {
  try {
    const written = await steps.write(request);
    const { eventId } = await finishOrDiscard(steps, request, written);
    const { events, bytes, sha256, first, last, key } = written;
    const name = basename(request.path);
    return { name, events, bytes, sha256, range: { first, last }, key, eventId };
  } catch (error) {
    // Where nothing matches, nothing was begun.
    const isBegun = !(error instanceof AnnalsError && error.code === 'NOT_FOUND');
    if (isBegun) await recordFailure(steps, request, error);
    throw error;
  }
}

async function finishOrDiscard(
  steps: BundleSteps,
  request: WriteBundle,
  written: WrittenBundle,
): Promise<FinishedExport> {
  const { partial, path } = written;
  const { operator, replaces } = request;
  const act = bundleAct(request, written);
  try {
    return await steps.finish({ act, moves: [{ partial, path }], replaces, operator });
  } catch (error) {
    if (!MAYBE_RECORDED.has(toFailure(error).code)) rmSync(partial, { force: true });
    throw error;
  }
}

/** The bundle has failed whether or not that can be recorded. */
async function recordFailure(
  steps: BundleSteps,
  request: WriteBundle,
  error: unknown,
): Promise<void> {
  try {
    await steps.record(failedBundleEvent(request, error, Date.now()));
  } catch (cause) {
    console.error('a failed bundle was not recorded', cause);
  }
}
