import type { importContract } from '#shared/ipc/import-contract.ts';
import type { ImportOptions } from '#shared/model/import-options.ts';
import { assertMayCall } from '../access/permission.ts';
import type { AccessControl } from '../access/access-control.ts';
import { MappingFiles, mappingFolder } from '../import/mappings/mapping-files.ts';
import { MAPPINGS } from '../import/mappings/registry.ts';
import type { ImportSource } from '../import/sources/sources.ts';
import type { ImportOffers } from '../jobs/import-offers.ts';
import type { ImportWork } from '../jobs/import-worker.ts';
import type { JobRegistry } from '../jobs/job-registry.ts';
import { NOTHING_YET, runImport, runPreview } from '../jobs/run-import.ts';
import type { CreateImportWorker } from '../jobs/run-import.ts';
import type { StoreSession } from '../session/store-session.ts';
import type { Operator } from '../store/store-api.ts';
import type { Handlers } from './dispatcher.ts';
import type { MessagePort } from 'node:worker_threads';

/** Questions about imports that only the operator can answer; null if cancelled. */
export interface ImportDialogs {
  chooseImports(kind: 'files' | 'folder'): Promise<readonly string[] | null>;
}

interface ImportDependencies {
  readonly session: StoreSession;
  readonly jobs: JobRegistry;
  readonly offers: ImportOffers;
  readonly dialogs: ImportDialogs;
  readonly operator: () => Operator;
  readonly access: AccessControl;
  readonly createImportWorker: CreateImportWorker;
  readonly paths: { readonly config: string };
  /** The SQLite addon to load instead of the one that comes with better-sqlite3. */
  readonly nativeBinding: string | undefined;
}

/** Records that a sample looks at: enough to see whether a mapping fits. */
const SAMPLE_RECORDS = 200;

/** Starts an import of files that are known, and says the id of the job. */
export type StartImport = (
  title: string,
  sources: readonly ImportSource[],
  options: ImportOptions,
) => Promise<string>;

/**
 * Starts imports as jobs.
 * @param openStore called first where no store is open
 */
export function importStarter(
  dependencies: ImportDependencies,
  openStore: () => Promise<unknown>,
): StartImport {
  const { session, jobs, access, createImportWorker } = dependencies;
  return async (title, sources, options) => {
    await jobs.endPreview();
    jobs.assertIdle();
    if (session.state.kind === 'none') await openStore();
    // The store that was just opened may ask who that is.
    assertMayCall('import.start', access.role);
    const work = await workOf(dependencies, sources, options);
    const operator = dependencies.operator();
    const store = session.host.connectWriter();
    return jobs.start({ kind: 'import', title, progress: NOTHING_YET }, (signal, onProgress) =>
      runImport(
        createImportWorker,
        work,
        { kind: 'import', title, operator, store },
        {
          signal,
          onProgress: (progress) => {
            onProgress(progress);
            void session.look();
          },
        },
      ).finally(() => void session.look()),
    );
  };
}

/** Imports: offers of files, previews, the import itself, and the operator's mappings. */
export function importHandlers(
  dependencies: ImportDependencies,
  startImport: StartImport,
): Pick<Handlers, keyof typeof importContract> {
  const { session, jobs, offers, dialogs, createImportWorker } = dependencies;
  const files = mappingFiles(dependencies);
  /** The reader's port; null where no store is open yet, which then has nothing. */
  const readerPort = (): MessagePort | null =>
    session.state.kind === 'open' ? session.host.connectReader() : null;
  const list = async (): Promise<{ mappings: Entry[] }> => {
    const saved = await files.list();
    return {
      mappings: [
        ...saved.map((spec) => ({ name: spec.name, title: spec.title, spec })),
        ...MAPPINGS.map(({ name, title }) => ({ name, title, spec: null })),
      ],
    };
  };
  return {
    'import.choose': async ({ kind }) => {
      const chosen = await dialogs.chooseImports(kind);
      return chosen === null ? null : offers.add(chosen);
    },
    'import.dropped': ({ paths: dropped }) => offers.add(dropped),
    'import.sample': async ({ token, options }, { signal }) => {
      const { sources } = offers.look(token);
      const work = await workOf(dependencies, sources, options);
      const task = { kind: 'preview', limit: SAMPLE_RECORDS, store: readerPort() } as const;
      return runPreview(createImportWorker, work, task, { signal, onProgress: () => undefined });
    },
    'import.preview': async ({ token, options }) => {
      await jobs.endPreview();
      jobs.assertIdle();
      const { title, sources } = offers.look(token);
      const work = await workOf(dependencies, sources, options);
      const task = { kind: 'preview', limit: null, store: readerPort() } as const;
      const jobId = jobs.start(
        { kind: 'preview', title, progress: NOTHING_YET },
        (signal, onProgress) => runPreview(createImportWorker, work, task, { signal, onProgress }),
      );
      return { jobId };
    },
    'import.start': async ({ token, options }) => {
      const { title, sources } = offers.look(token);
      const jobId = await startImport(title, sources, options);
      offers.end(token);
      return { jobId };
    },
    'import.discard': ({ token }) => {
      offers.end(token);
      return {};
    },
    'mapping.list': list,
    'mapping.save': async ({ spec }) => {
      await files.save(spec);
      return list();
    },
    'mapping.remove': async ({ name }) => {
      await files.remove(name);
      return list();
    },
  };
}

type Entry = Awaited<ReturnType<Handlers['mapping.list']>>['mappings'][number];

function mappingFiles({ paths }: Pick<ImportDependencies, 'paths'>): MappingFiles {
  return new MappingFiles(mappingFolder(paths));
}

async function workOf(
  dependencies: ImportDependencies,
  sources: readonly ImportSource[],
  options: ImportOptions,
): Promise<ImportWork> {
  const { nativeBinding } = dependencies;
  return { sources, options, nativeBinding, saved: await mappingFiles(dependencies).list() };
}
