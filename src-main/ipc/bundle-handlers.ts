import type { bundleContract } from '#shared/ipc/bundle-contract.ts';
import { shownZone } from '../app/settings-file.ts';
import type { SettingsFile } from '../app/settings-file.ts';
import { makeBundle } from '../bundle/make-bundle.ts';
import type { BundleSteps } from '../bundle/make-bundle.ts';
import type { MadeFiles } from '../jobs/made-files.ts';
import type { JobRegistry } from '../jobs/job-registry.ts';
import type { StoreSession } from '../session/store-session.ts';
import type { Operator } from '../store/store-api.ts';
import type { Handlers } from './dispatcher.ts';

/** The file that only the operator can name, in a native dialog; null if cancelled. */
export interface BundleDialogs {
  chooseNewBundle(): Promise<string | null>;
}

/** What bundles are made with; archives of prunes are bundles too. */
export interface BundleDependencies {
  readonly session: StoreSession;
  readonly jobs: JobRegistry;
  readonly dialogs: BundleDialogs;
  readonly made: MadeFiles;
  readonly operator: () => Operator;
  readonly appInfo: { readonly version: string };
  readonly settings: Pick<SettingsFile, 'current'>;
  /** Path of the verifier that is put into bundles. */
  readonly verifier: string;
}

const NOTHING_YET = { done: 0, total: 0 };

/** Bundles are written by a thread of their own, and recorded by the writer thread. */
export function bundleHandlers({
  session,
  jobs,
  dialogs,
  made,
  operator,
  appInfo,
  settings,
  verifier,
}: BundleDependencies): Pick<Handlers, keyof typeof bundleContract> {
  return {
    'bundle.start': async (selection) => {
      const { host } = session;
      jobs.assertIdle();
      const path = await dialogs.chooseNewBundle();
      if (path === null) return null;
      const request = {
        selection,
        path,
        // The dialog has asked whether a file is to be replaced.
        replaces: true,
        operator: operator(),
        version: appInfo.version,
        timeZone: shownZone(settings),
        verifier,
      };
      const start = { kind: 'bundle', title: 'Bundling', progress: NOTHING_YET } as const;
      const jobId = jobs.start(start, (signal, onProgress) => {
        const steps: BundleSteps = {
          write: (asked) => host.job('writeBundle', [asked], { signal, onProgress }),
          finish: (finished) => host.writes.finishExport(finished),
          record: (event) => host.writes.record([event]),
        };
        return makeBundle(steps, request)
          .then((result) => {
            made.keep(jobId, path);
            return result;
          })
          .finally(() => void session.look());
      });
      return { jobId };
    },
  };
}
