import { join } from 'node:path';
import type { EventFilter } from '#shared/model/event-filter.ts';
import { ImportOptions } from '#shared/model/import-options.ts';
import type { StoreState } from '#shared/model/store-state.ts';
import { defaultStorePath } from '../data-paths.ts';
import type { DataPaths } from '../data-paths.ts';
import type { SettingsFile } from '../app/settings-file.ts';
import { expandSources } from '../import/sources/sources.ts';
import type { AccessControl } from '../access/access-control.ts';
import { guardedDialogs } from '../access/guarded-dialogs.ts';
import { assertMayCancel } from '../access/job-permission.ts';
import type { Passphrases } from '../access/passphrase.ts';
import type { AskedQueue } from '../desktop/asked-queue.ts';
import type { RecentStores } from '../desktop/recent-stores.ts';
import type { ImportOffers } from '../jobs/import-offers.ts';
import { MadeFiles } from '../jobs/made-files.ts';
import type { JobRegistry } from '../jobs/job-registry.ts';
import type { CreateImportWorker } from '../jobs/run-import.ts';
import type { ConsoleRecorder } from '../recorder/console-recorder.ts';
import type { StoreSession } from '../session/store-session.ts';
import type { Operator } from '../store/store-api.ts';
import type { ChannelOutput } from '#shared/ipc/contract.ts';
import type { Settings } from '#shared/model/settings.ts';
import type { Handlers } from './dispatcher.ts';
import { accessHandlers } from './access-handlers.ts';
import { exportHandlers } from './export-handlers.ts';
import type { Desktop, ExportDialogs } from './export-handlers.ts';
import { historyHandlers } from './history-handlers.ts';
import { importHandlers, importStarter } from './import-handlers.ts';
import type { ImportDialogs } from './import-handlers.ts';
import { bundleHandlers } from './bundle-handlers.ts';
import type { BundleDialogs } from './bundle-handlers.ts';
import { desktopHandlers } from './desktop-handlers.ts';
import { proofHandlers } from './proof-handlers.ts';
import type { ProofDialogs } from './proof-handlers.ts';
import { pruneHandlers } from './prune-handlers.ts';
import { questionHandlers } from './question-handlers.ts';
import { recordingHandlers } from './recording-handlers.ts';
import { reviewHandlers } from './review-handlers.ts';

/** Questions that only the operator can answer, in native dialogs; null if cancelled. */
export interface Dialogs extends ProofDialogs, BundleDialogs, ExportDialogs, ImportDialogs {
  chooseStore(): Promise<string | null>;
  chooseNewStore(): Promise<string | null>;
}

export interface HandlerDependencies {
  readonly session: StoreSession;
  readonly jobs: JobRegistry;
  readonly offers: ImportOffers;
  readonly recent: RecentStores;
  readonly asked: AskedQueue;
  readonly dialogs: Dialogs;
  readonly settings: SettingsFile;
  readonly paths: DataPaths;
  readonly desktop: Desktop;
  readonly operator: () => Operator;
  readonly access: AccessControl;
  readonly passphrases: Passphrases;
  readonly recorder: ConsoleRecorder;
  /** Folder of the real events that ship with Annals. */
  readonly sampleData: string;
  /** Path of the verifier that is put into evidence bundles. */
  readonly verifier: string;
  readonly createImportWorker: CreateImportWorker;
  /** The SQLite addon to load instead of the one that comes with better-sqlite3. */
  readonly nativeBinding: string | undefined;
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
export function createHandlers(given: HandlerDependencies): Handlers {
  const { session, jobs, settings, paths, access, recorder } = given;
  const dialogs = guardedDialogs(given.dialogs, () => access.sitting);
  const dependencies = { ...given, dialogs, made: new MadeFiles() };

  const openAt = async (
    path: string | null,
    kind: 'default' | 'sample' | 'other',
  ): Promise<StoreState> => {
    if (path === null) return session.state;
    await leaveStore();
    return session.open(path, kind);
  };
  /** Whoever signed in did so in the store that is left, and its trail is to tell. */
  const leaveStore = async (): Promise<void> => {
    jobs.assertIdle();
    access.signOut();
    await recorder.flush();
  };
  const openDefault = (): Promise<StoreState> => openAt(defaultStorePath(paths), 'default');

  const startImport = importStarter(dependencies, openDefault);

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
        const sources = await expandSources([dependencies.sampleData]);
        await startImport('sample data', sources, ImportOptions.parse({}));
      }
      return session.state;
    },
    'store.reopen': async () => {
      await leaveStore();
      return session.reopen();
    },
    'store.lens': () => session.host.reads.lens(),
    ...historyHandlers(session),
    ...questionHandlers(session),
    ...accessHandlers(dependencies),
    ...proofHandlers(dependencies),
    ...bundleHandlers(dependencies),
    ...pruneHandlers(dependencies),
    ...reviewHandlers(dependencies),
    ...exportHandlers(dependencies),
    ...desktopHandlers(dependencies, (path) =>
      openAt(path, path === defaultStorePath(paths) ? 'default' : 'other'),
    ),
    ...recordingHandlers(dependencies),
    ...importHandlers(dependencies, startImport),
    'call.cancel': ({ requestId }, { cancelOther }) => {
      cancelOther(requestId);
      return {};
    },
    'job.list': () => ({ jobs: [...jobs.list] }),
    'job.cancel': ({ jobId }, { role }) => {
      const job = jobs.list.find((each) => each.jobId === jobId);
      if (job) assertMayCancel(job.kind, role);
      jobs.cancel(jobId);
      return {};
    },
  };
}
