import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AccessControl } from '../../src-main/access/access-control.ts';
import { Passphrases } from '../../src-main/access/passphrase.ts';
import { createDispatcher } from '../../src-main/ipc/dispatcher.ts';
import type { IncomingCall } from '../../src-main/ipc/dispatcher.ts';
import { createHandlers } from '../../src-main/ipc/handlers.ts';
import { RunningCalls } from '../../src-main/ipc/running-calls.ts';
import { openSettings } from '../../src-main/app/settings-file.ts';
import { AskedQueue } from '../../src-main/desktop/asked-queue.ts';
import { RecentStores } from '../../src-main/desktop/recent-stores.ts';
import { ImportOffers } from '../../src-main/jobs/import-offers.ts';
import { JobRegistry } from '../../src-main/jobs/job-registry.ts';
import type { CreateImportWorker } from '../../src-main/jobs/run-import.ts';
import { ConsoleRecorder } from '../../src-main/recorder/console-recorder.ts';
import { StoreSession } from '../../src-main/session/store-session.ts';
import type { Operator } from '../../src-main/store/store-api.ts';
import { createWorkerFromSource, keepWrappers } from '../../src-main/store/host/create-worker.ts';
import type { ChannelInput, ChannelOutput } from '#shared/ipc/contract.ts';
import type { ChannelName } from '#shared/ipc/channels.ts';
import type { Result } from '#shared/ipc/result.ts';
import type { Job } from '#shared/model/job.ts';
import type { AccessState } from '#shared/model/operator.ts';
import type { RecordingState } from '#shared/model/recording-state.ts';
import type { StoreState } from '#shared/model/store-state.ts';

/** The real records that ship with Annals: 55 CloudTrail files, 2,900 events. */
export const SAMPLE_FOLDER = new URL('../../src-main/sample-data/cloudtrail', import.meta.url)
  .pathname;

/** The verifier that is put into evidence bundles. */
export const VERIFIER = new URL('../../src-main/bundle/verify.mjs', import.meta.url).pathname;

const createImportWorker: CreateImportWorker = (data, transfer) => {
  keepWrappers();
  return new Worker(new URL('../../src-main/jobs/import-worker.ts', import.meta.url), {
    workerData: data,
    transferList: [...transfer],
  });
};

/** What a person would have answered in the native dialogs. */
interface Answers {
  store: string | null;
  newStore: string | null;
  imports: readonly string[] | null;
  seals: readonly string[] | null;
  newSeal: string | null;
  newExport: string | null;
  newBundle: string | null;
}

/** Number of the window that makes the calls. */
export const WINDOW = 1;

/** All of main but Electron: real handlers, store, threads and files, in a folder of its own. */
export interface RealApp {
  readonly folder: string;
  readonly answers: Answers;
  readonly states: StoreState[];
  /** What the window was told of recording. */
  readonly recordings: RecordingState[];
  readonly bugs: unknown[];
  /** Files that were shown in their folders. */
  readonly revealed: string[];
  /** Files that were dragged out of the window. */
  readonly dragged: string[];
  /** What was put onto the clipboard. */
  readonly copied: string[];
  /** The session under the handlers, to record behind the window's back. */
  readonly session: StoreSession;
  readonly recent: RecentStores;
  /** What was asked for outside of the window. */
  readonly asked: AskedQueue;
  readonly recorder: ConsoleRecorder;
  readonly access: AccessControl;
  /** What the window was told of who is at the keyboard. */
  readonly accesses: AccessState[];
  /** Any call at all; what is left out is as our own page in {@link WINDOW} would have it. */
  dispatch(
    call: Pick<IncomingCall, 'channel' | 'input'> & Partial<IncomingCall>,
  ): Promise<Result<unknown>>;
  /** A call as the window makes it. */
  call<Name extends ChannelName>(
    channel: Name,
    input: ChannelInput<Name>,
    requestId?: string,
  ): Promise<Result<ChannelOutput<Name>>>;
  /** The page in a window is loaded anew, or closed. */
  endPage(sender: number): void;
  /** Waits until a job has ended. */
  ended(jobId: string): Promise<Job>;
  shutDown(): void;
  close(): Promise<void>;
}

/** Passphrases of tests need not withstand anybody. */
export const CHEAP = { ln: 4, r: 8, p: 1 };

interface RealAppOptions {
  /** False for an app as it is delivered, which answers without checking itself. */
  readonly checksOutput?: boolean;
  /** By which it measures how long to wait and who is idle, in milliseconds. */
  readonly clock?: () => number;
  /** Where another one was before: a restart. By default a folder of its own. */
  readonly folder?: string;
}

export async function startRealApp({
  checksOutput = true,
  clock = () => performance.now(),
  folder = mkdtempSync(join(tmpdir(), 'annals-app-')),
}: RealAppOptions = {}): Promise<RealApp> {
  const paths = {
    config: join(folder, 'config'),
    data: join(folder, 'data'),
    state: join(folder, 'state'),
  };
  mkdirSync(paths.config, { recursive: true });
  const answers: Answers = {
    store: null,
    newStore: null,
    imports: null,
    seals: null,
    newSeal: null,
    newExport: null,
    newBundle: null,
  };
  const states: StoreState[] = [];
  const recordings: RecordingState[] = [];
  const accesses: AccessState[] = [];
  const bugs: unknown[] = [];
  const revealed: string[] = [];
  const dragged: string[] = [];
  const copied: string[] = [];
  const endings = new Map<string, (job: Job) => void>();
  const session = new StoreSession({
    open: { stateFolder: paths.state },
    createWorker: createWorkerFromSource,
    onState: (state) => {
      states.push(state);
      if (state.kind === 'open') recorder.storeOpened();
      else access.leave();
    },
    onEntered: (host) => access.enter(host),
    // A test may close the store while it is looked at.
    onChanged: () => void access.refresh().catch(() => undefined),
  });
  const user = { id: 'tester@host', name: 'tester' };
  const operator = (): Operator => access.operator;
  const recorder = new ConsoleRecorder({
    session,
    paths,
    operator,
    onState: (state) => recordings.push(state),
  });
  const passphrases = new Passphrases(CHEAP);
  const access = new AccessControl({
    user,
    passphrases,
    recorder,
    clock,
    onState: (state) => accesses.push(state),
  });
  const jobs = new JobRegistry((job) => {
    if (job.state.kind !== 'running') endings.get(job.jobId)?.(job);
  });
  const offers = new ImportOffers();
  const recent = new RecentStores(join(paths.config, 'recent-stores.json'), () => undefined);
  const asked = new AskedQueue(recent, offers);
  let isShuttingDown = false;
  const calls = new RunningCalls();
  const dispatchCall = createDispatcher({
    handlers: createHandlers({
      session,
      jobs,
      offers,
      recent,
      asked,
      dialogs: {
        chooseStore: () => Promise.resolve(answers.store),
        chooseNewStore: () => Promise.resolve(answers.newStore),
        chooseImports: () => Promise.resolve(answers.imports),
        chooseSeals: () => Promise.resolve(answers.seals),
        chooseNewSeal: () => Promise.resolve(answers.newSeal),
        chooseExport: () => Promise.resolve(answers.newExport),
        chooseNewBundle: () => Promise.resolve(answers.newBundle),
      },
      settings: await openSettings(join(paths.config, 'settings.json')),
      paths,
      operator,
      access,
      passphrases,
      recorder,
      desktop: {
        reveal: (path) => void revealed.push(path),
        drag: (path) => {
          dragged.push(path);
          return Promise.resolve();
        },
        copy: (text) => void copied.push(text),
      },
      sampleData: SAMPLE_FOLDER,
      verifier: VERIFIER,
      createImportWorker,
      nativeBinding: undefined,
      appInfo: {
        version: '0',
        electron: '0',
        chromium: '0',
        node: process.version,
        platform: process.platform,
      },
      onSettings: () => undefined,
    }),
    calls,
    role: () => access.role,
    isShuttingDown: () => isShuttingDown,
    checksOutput,
    onBug: (_channel, _traceId, error) => bugs.push(error),
    onCall: (call) => recorder.callEnded(call),
  });
  const dispatch: RealApp['dispatch'] = (call) =>
    dispatchCall({ requestId: undefined, sender: WINDOW, isTrusted: true, ...call });
  return {
    folder,
    answers,
    states,
    recordings,
    bugs,
    revealed,
    dragged,
    copied,
    session,
    recent,
    asked,
    recorder,
    access,
    accesses,
    dispatch,
    call: <Name extends ChannelName>(
      channel: Name,
      input: ChannelInput<Name>,
      requestId?: string,
    ) => dispatch({ channel, input, requestId }) as Promise<Result<ChannelOutput<Name>>>,
    endPage: (sender) => calls.cancelAll(sender),
    ended: (jobId) =>
      new Promise((resolve) => {
        const known = jobs.list.find((job) => job.jobId === jobId);
        if (known && known.state.kind !== 'running') resolve(known);
        else endings.set(jobId, resolve);
      }),
    shutDown: () => {
      isShuttingDown = true;
    },
    close: async () => {
      await jobs.stop();
      await recorder.flush();
      await session.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The value of a call that must have succeeded. */
export function valueOf<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(`${result.error.code}: ${result.error.message}`);
}
