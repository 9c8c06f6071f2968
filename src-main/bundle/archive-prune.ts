import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { AnnalsError, toFailure } from '#shared/ipc/failure.ts';
import type { PruneResult } from '#shared/model/prune.ts';
import type { WriteBundle, WrittenBundle } from '../store/bundle/write-bundle.ts';
import type { Operator, WrittenArchive } from '../store/store-api.ts';
import { checkBundle } from './check-bundle.ts';
import { MAYBE_RECORDED } from './make-bundle.ts';

/** What pruning with an archive needs of a store. */
export interface ArchivingStore {
  writeBundle(request: WriteBundle): Promise<WrittenBundle>;
  applyPrune(request: {
    readonly plan: string;
    readonly archive: WrittenArchive;
    readonly operator: Operator;
  }): Promise<PruneResult>;
}

/** What an archive is made with, beside the plan. */
export type ArchiveRequest = Omit<WriteBundle, 'selection' | 'replaces'>;

/**
 * Writes everything that a plan deletes into an evidence bundle, verifies that as an auditor would,
 * and only then applies the plan. What fails before leaves no file.
 * @throws AnnalsError why nothing was deleted
 */
export async function archiveAndPrune(
  store: ArchivingStore,
  plan: string,
  request: ArchiveRequest,
): Promise<PruneResult> {
  const written = await store.writeBundle({
    ...request,
    selection: { plan },
    // Whoever named the file was asked.
    replaces: true,
  });
  const { partial, path, sha256, events } = written;
  try {
    await assertIntact(written, request.verifier);
    const archive = { name: basename(path), sha256, events, file: { partial, path } };
    return await store.applyPrune({ plan, archive, operator: request.operator });
  } catch (error) {
    if (!MAYBE_RECORDED.has(toFailure(error).code)) rmSync(partial, { force: true });
    throw error;
  }
}

async function assertIntact({ partial, key, events }: WrittenBundle, verifier: string) {
  const { verdict, events: proven, reason } = await checkBundle(partial, verifier, { keys: [key] });
  if (verdict === 'intact' && proven === events) return;
  throw new AnnalsError(
    'STORE_CORRUPT',
    `The archive could not be verified, and nothing was deleted: ${reason}`,
    'Verify the store to see what does not fit, and try again.',
  );
}
