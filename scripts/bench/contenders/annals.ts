import type { EventFilter } from '../../../src-shared/model/event-filter.ts';
import { createWorkerFromSource } from '../../../src-main/store/host/create-worker.ts';
import { openStoreHost } from '../../../src-main/store/host/store-host.ts';
import type { StoreHost } from '../../../src-main/store/host/store-host.ts';
import { openReads } from '../../../src-main/store/open-store.ts';
import type { OpenReads } from '../../../src-main/store/open-store.ts';
import { finish } from '../../../src-main/store/sliced.ts';
import { is, within } from '../filters.ts';
import type { PreparedStore } from '../prepared-store.ts';

/** Rows of a first page. */
export const PAGE_ROWS = 100;

/** One store, asked in two ways: as its reader thread works, and as the window sees it. */
export interface Annals {
  /** In this thread: what the work itself takes. */
  readonly worker: OpenReads['reads'];
  /** Through the host, in the reader thread, answers copied back. */
  readonly host: StoreHost;
  /** Asks so many other questions that nothing is kept of the one that was asked before. */
  readonly forget: () => Promise<void>;
  close(): Promise<void>;
}

/** More than the lens keeps (MATCH_SETS_KEPT in src-main/store/lens/lens-answers.ts). */
const DISTRACTIONS = 13;

/** Opens a store both ways, with its lens ready in both. */
export async function openAnnals(store: PreparedStore): Promise<Annals> {
  const host = await openHost(store);
  const direct = openReads(store.path, { stateFolder: store.stateFolder });
  await host.reads.prepareLens();
  finish(direct.reads.prepareLens());
  let distractions = 0;
  return {
    worker: direct.reads,
    host,
    forget: async () => {
      for (let count = 0; count < DISTRACTIONS; count += 1) {
        distractions += 1;
        const request = firstPage(distraction(distractions));
        finish(direct.reads.openResult(request));
        await host.reads.openResult(request);
      }
    },
    close: async () => {
      direct.close();
      await host.close();
    },
  };
}

/**
 * One of a great many questions that cost next to nothing: two characters, for which no index is
 * asked, in a time of which there are no events.
 */
function distraction(number: number): EventFilter {
  const character = (value: number): string => String.fromCodePoint(0x4e_00 + (value % 1_000));
  const text = character(number) + character(Math.floor(number / 1_000));
  return within({ from: '2200-01-01' }, is('text', text)).filter;
}

export function openHost(store: PreparedStore): Promise<StoreHost> {
  return openStoreHost({
    path: store.path,
    open: { stateFolder: store.stateFolder },
    createWorker: createWorkerFromSource,
  });
}

/** What is asked for a first page. */
export function firstPage(filter: EventFilter): {
  readonly filter: EventFilter;
  readonly order: 'newest';
  readonly firstRows: number;
} {
  return { filter, order: 'newest', firstRows: PAGE_ROWS };
}
