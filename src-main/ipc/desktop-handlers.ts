import { existsSync } from 'node:fs';
import type { desktopContract } from '#shared/ipc/desktop-contract.ts';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { StoreState } from '#shared/model/store-state.ts';
import type { AskedQueue } from '../desktop/asked-queue.ts';
import { eventLink } from '../desktop/event-link.ts';
import type { RecentStores } from '../desktop/recent-stores.ts';
import type { MadeFiles } from '../jobs/made-files.ts';
import type { StoreSession } from '../session/store-session.ts';
import type { Handlers } from './dispatcher.ts';
import type { Desktop } from './export-handlers.ts';

interface DesktopDependencies {
  readonly session: StoreSession;
  readonly recent: RecentStores;
  readonly asked: AskedQueue;
  readonly desktop: Desktop;
  readonly made: MadeFiles;
}

/** Recent stores, links to events, and files that leave the window with the mouse. */
export function desktopHandlers(
  { session, recent, asked, desktop, made }: DesktopDependencies,
  openStore: (path: string) => Promise<StoreState>,
): Pick<Handlers, keyof typeof desktopContract> {
  return {
    'store.recent': () => ({ stores: recent.list }),
    'store.openRecent': ({ id }) => openStore(recent.pathOf(id)),
    'desktop.take': async (_input, { role }) => ({ asked: await asked.take(role) }),
    'event.find': async ({ id }) => {
      try {
        return { seq: (await session.host.reads.detail({ id })).event.seq };
      } catch (error) {
        throw error instanceof AnnalsError && error.code === 'NOT_FOUND' ? notHere() : error;
      }
    },
    'event.copyLink': async ({ seq }) => {
      const { event } = await session.host.reads.detail({ seq });
      desktop.copy(eventLink(event.id));
      return {};
    },
    'export.drag': async ({ jobId }) => {
      const path = made.pathOf(jobId);
      if (!existsSync(path)) {
        throw new AnnalsError(
          'NOT_FOUND',
          'The file of this export is not where it was.',
          'Export again.',
        );
      }
      await desktop.drag(path);
      return {};
    },
  };
}

function notHere(): AnnalsError {
  return new AnnalsError(
    'NOT_FOUND',
    'The event that the link is about is not in this store.',
    'Open the store that it is in, then follow the link again. It may also have been pruned.',
  );
}
