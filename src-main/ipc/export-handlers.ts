import type { exportContract } from '#shared/ipc/export-contract.ts';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { ExportFormat, ExportRequest } from '#shared/model/export.ts';
import type { MadeFiles } from '../jobs/made-files.ts';
import { shownZone } from '../app/settings-file.ts';
import type { SettingsFile } from '../app/settings-file.ts';
import type { JobRegistry } from '../jobs/job-registry.ts';
import { runExport } from '../jobs/run-export.ts';
import type { ExportSteps } from '../jobs/run-export.ts';
import type { StoreSession } from '../session/store-session.ts';
import { copyEvent } from '../store/export/export-event.ts';
import type { StoreHost, Watch } from '../store/host/store-host.ts';
import type { Operator } from '../store/store-api.ts';
import type { Handlers } from './dispatcher.ts';

/** The file that an export is to become, which only the operator can name; null if cancelled. */
export interface ExportDialogs {
  chooseExport(name: string, format: ExportFormat): Promise<string | null>;
}

/** What the desktop around the window can do. */
export interface Desktop {
  /** Shows a file in its folder. */
  reveal(path: string): void;
  /** Lets the mouse drag a file out of the window. */
  drag(path: string): Promise<void>;
  /** Puts text onto the clipboard. */
  copy(text: string): void;
}

interface ExportDependencies {
  readonly session: StoreSession;
  readonly jobs: JobRegistry;
  readonly dialogs: ExportDialogs;
  readonly desktop: Desktop;
  readonly made: MadeFiles;
  readonly operator: () => Operator;
  readonly appInfo: { readonly version: string };
  readonly settings: Pick<SettingsFile, 'current'>;
}

const NOTHING_YET = { done: 0, total: 0 };

/** Exporting as a job, in a thread of its own, and copying. */
export function exportHandlers({
  session,
  jobs,
  dialogs,
  desktop,
  made,
  operator,
  appInfo,
  settings,
}: ExportDependencies): Pick<Handlers, keyof typeof exportContract> {
  const start = (host: StoreHost, by: Operator, request: ExportRequest, path: string): string => {
    const { version } = appInfo;
    const timeZone = shownZone(settings);
    // The save dialog has asked whether a file may be replaced.
    const work = { request, path, replaces: true, operator: by, version, timeZone };
    const { format } = request;
    const title = `Exporting as ${format === 'jsonl' ? 'JSON Lines' : format.toUpperCase()}`;
    const jobId = jobs.start(
      { kind: 'export', title, progress: NOTHING_YET },
      (signal, onProgress) =>
        runExport(stepsOf(host, { signal, onProgress }), work)
          .then((result) => {
            made.keep(jobId, path);
            return result;
          })
          .finally(() => void session.look()),
    );
    return jobId;
  };

  return {
    'export.start': async (request) => {
      const { host } = session;
      const by = operator();
      jobs.assertIdle();
      if (host.isReadOnly) throw unrecordable();
      const path = await dialogs.chooseExport(fileName(request.format, new Date()), request.format);
      return path === null ? null : { jobId: start(host, by, request, path) };
    },
    'export.reveal': ({ jobId }) => {
      desktop.reveal(made.pathOf(jobId));
      return {};
    },
    'export.copy': async (request, { signal }) => {
      const { host } = session;
      const { selection } = request;
      const by = operator();
      const { text, copied } = await host.read('copyEvents', [request], signal);
      const matched =
        'seqs' in selection ? copied : await host.read('total', [selection.filter], signal);
      await host.writes.record([copyEvent(request, copied, by, Date.now())]);
      void session.look();
      desktop.copy(text);
      return { copied, matched: Math.max(copied, matched) };
    },
  };
}

function stepsOf(host: StoreHost, watch: Watch): ExportSteps {
  return {
    write: (work) => host.job('writeExport', [work], watch),
    finish: (request) => host.writes.finishExport(request),
    record: (event) => host.writes.record([event]),
  };
}

/** The name that the save dialog proposes. */
function fileName(format: ExportFormat, now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `annals-export-${date}.${format}`;
}

function unrecordable(): AnnalsError {
  return new AnnalsError(
    'STORE_READONLY',
    'The store is open for reading only, and an export that cannot be recorded is not made.',
    'Check the permissions of its file and folder, then open it again.',
  );
}
