import type { pruneContract } from '#shared/ipc/prune-contract.ts';
import type { PruneResult } from '#shared/model/prune.ts';
import { shownZone } from '../app/settings-file.ts';
import { archiveAndPrune } from '../bundle/archive-prune.ts';
import type { WrittenArchive } from '../store/store-api.ts';
import type { BundleDependencies } from './bundle-handlers.ts';
import type { Handlers } from './dispatcher.ts';

const NOTHING_YET = { done: 0, total: 0 };

/** Prunes are planned by the reader thread, and carried out by the writer thread as jobs. */
export function pruneHandlers({
  session,
  jobs,
  dialogs,
  operator,
  appInfo,
  settings,
  verifier,
}: BundleDependencies): Pick<Handlers, keyof typeof pruneContract> {
  return {
    'prune.plan': (request, { signal }) => session.host.read('planPrune', [request], signal),
    'prune.apply': async ({ plan, isArchived }) => {
      const { host } = session;
      jobs.assertIdle();
      const path = isArchived ? await dialogs.chooseNewBundle() : null;
      if (isArchived && path === null) return null;
      const by = operator();
      const { version } = appInfo;
      const timeZone = shownZone(settings);
      const start = { kind: 'prune', title: 'Pruning', progress: NOTHING_YET } as const;
      const jobId = jobs.start(start, (signal, onProgress) => {
        const watch = { signal, onProgress };
        const applyPrune = (archive: WrittenArchive | null): Promise<PruneResult> =>
          host.write('applyPrune', [{ plan, archive, operator: by }], watch);
        const pruned =
          path === null
            ? applyPrune(null)
            : archiveAndPrune(
                {
                  writeBundle: (request) => host.job('writeBundle', [request], watch),
                  applyPrune: ({ archive }) => applyPrune(archive),
                },
                plan,
                { path, operator: by, version, timeZone, verifier },
              );
        return pruned.finally(() => void session.look());
      });
      return { jobId };
    },
    'retention.get': () => session.host.reads.retention(),
    'retention.set': async ({ rules }) => {
      const { host } = session;
      await host.writes.setRetention({ rules, operator: operator() });
      void session.look();
      return host.reads.retention();
    },
    'retention.run': () => {
      const { host } = session;
      const by = operator();
      const jobId = jobs.start(
        { kind: 'retention', title: 'Applying retention', progress: NOTHING_YET },
        (signal, onProgress) =>
          host
            .write('runRetention', [{ operator: by }], { signal, onProgress })
            .finally(() => void session.look()),
      );
      return { jobId };
    },
  };
}
