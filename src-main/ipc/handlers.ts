import { join } from 'node:path';
import type { EventFilter } from '#shared/model/event-filter.ts';
import type { StoreState } from '#shared/model/store-state.ts';
import { defaultStorePath } from '../data-paths.ts';
import type { DataPaths } from '../data-paths.ts';
import type { SettingsFile } from '../app/settings-file.ts';
import { expandSources } from '../import/sources.ts';
import type { ImportSource } from '../import/sources.ts';
import type { ImportOffers } from '../jobs/import-offers.ts';
import type { JobRegistry } from '../jobs/job-registry.ts';
import { runImport } from '../jobs/run-import.ts';
import type { CreateImportWorker } from '../jobs/run-import.ts';
import type { StoreSession } from '../session/store-session.ts';
import type { Operator } from '../store/store-api.ts';
import type { ChannelOutput } from '#shared/ipc/contract.ts';
import type { Settings } from '#shared/model/settings.ts';
import type { Handlers } from './dispatcher.ts';
import { historyHandlers } from './history-handlers.ts';
import { questionHandlers } from './question-handlers.ts';

/** Questions that only the operator can answer, in native dialogs; null if cancelled. */
export interface Dialogs {
  chooseStore(): Promise<string | null>;
  chooseNewStore(): Promise<string | null>;
  chooseImports(kind: 'files' | 'folder'): Promise<readonly string[] | null>;
}

export interface HandlerDependencies {
  readonly session: StoreSession;
  readonly jobs: JobRegistry;
  readonly offers: ImportOffers;
  readonly dialogs: Dialogs;
  readonly settings: SettingsFile;
  readonly paths: DataPaths;
  readonly operator: Operator;
  /** Folder of the real events that ship with Annals. */
  readonly sampleData: string;
  readonly createImportWorker: CreateImportWorker;
  readonly appInfo: Omit<ChannelOutput<'app.info'>, 'sqlite'>;
  readonly onSettings: (settings: Settings) => void;
}

/** Tells whether the sample store was ever filled to its end: an import can be cut short. */
const FINISHED_IMPORTS: EventFilter = {
  from: null,
  to: null,
  terms: [
    { field: 'action', values: ['import'], negated: false },
    { field: 'outcome', values: ['success'], negated: false },
  ],
};

/** What every channel does. Thin: the store, the jobs and the session do the work. */
export function createHandlers(dependencies: HandlerDependencies): Handlers {
  const { session, jobs, offers, dialogs, settings, paths } = dependencies;

  const openAt = async (
    path: string | null,
    kind: 'default' | 'sample' | 'other',
  ): Promise<StoreState> => {
    if (path === null) return session.state;
    jobs.assertIdle();
    return session.open(path, kind);
  };
  const openDefault = (): Promise<StoreState> => openAt(defaultStorePath(paths), 'default');

  const startImport = async (title: string, sources: readonly ImportSource[]): Promise<string> => {
    jobs.assertIdle();
    if (session.state.kind === 'none') await openDefault();
    const { host } = session;
    const writer = host.connectWriter();
    return jobs.start(title, (signal, onProgress) =>
      runImport(
        dependencies.createImportWorker,
        { sources, title, operator: dependencies.operator, writer },
        signal,
        (progress) => {
          onProgress(progress);
          void session.look();
        },
      ).finally(() => void session.look()),
    );
  };

  return {
    'app.info': async () => ({
      ...dependencies.appInfo,
      sqlite:
        session.state.kind === 'open' ? (await session.host.reads.facts()).sqliteVersion : null,
    }),
    'settings.get': () => settings.current,
    'settings.set': async (change) => {
      const changed = await settings.change(change);
      dependencies.onSettings(changed);
      return changed;
    },
    'store.state': () => session.state,
    'store.choose': async () => openAt(await dialogs.chooseStore(), 'other'),
    'store.create': async () => openAt(await dialogs.chooseNewStore(), 'other'),
    'store.openDefault': openDefault,
    'store.openSample': async () => {
      const state = await openAt(join(paths.data, 'sample.db'), 'sample');
      if (state.kind === 'open' && (await session.host.reads.total(FINISHED_IMPORTS)) === 0) {
        await startImport('sample data', await expandSources([dependencies.sampleData]));
      }
      return session.state;
    },
    'store.reopen': () => {
      jobs.assertIdle();
      return session.reopen();
    },
    'store.lens': () => session.host.reads.lens(),
    ...historyHandlers(session),
    ...questionHandlers(session),
    'call.cancel': ({ requestId }, { cancelOther }) => {
      cancelOther(requestId);
      return {};
    },
    'import.choose': async ({ kind }) => {
      const chosen = await dialogs.chooseImports(kind);
      return chosen === null ? null : offers.add(chosen);
    },
    'import.dropped': ({ paths: dropped }) => offers.add(dropped),
    'import.start': async ({ token }) => {
      const { title, sources } = offers.take(token);
      return { jobId: await startImport(title, sources) };
    },
    'job.list': () => ({ jobs: [...jobs.list] }),
    'job.cancel': ({ jobId }) => {
      jobs.cancel(jobId);
      return {};
    },
  };
}
