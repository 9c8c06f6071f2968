import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BrowserWindow, app, dialog, nativeTheme, session as electronSession } from 'electron';
import { toFailure } from '#shared/ipc/failure.ts';
import type { Settings } from '#shared/model/settings.ts';
import { AccessControl } from './access/access-control.ts';
import { Passphrases } from './access/passphrase.ts';
import { createImportWorker, createStoreWorker } from './app/create-workers.ts';
import { createDesktop } from './app/desktop.ts';
import { createDialogs } from './app/dialogs.ts';
import { electronSignals } from './app/electron-signals.ts';
import { createJobSignals } from './app/job-signals.ts';
import { installMenu } from './app/menu.ts';
import { namedFromOutside } from './app/named-from-outside.ts';
import { QuitGuard } from './app/quit-guard.ts';
import { openSettings } from './app/settings-file.ts';
import { watchPresence } from './app/presence.ts';
import { createWindow } from './app/window.ts';
import { AskedQueue } from './desktop/asked-queue.ts';
import { RecentStores } from './desktop/recent-stores.ts';
import { wantedBy } from './desktop/wanted.ts';
import type { Wanted } from './desktop/wanted.ts';
import { dataPaths, defaultStorePath } from './data-paths.ts';
import { createDispatcher } from './ipc/dispatcher.ts';
import { createHandlers } from './ipc/handlers.ts';
import { onPageEnd } from './ipc/page-end.ts';
import { createPublisher } from './ipc/publish.ts';
import { registerChannels } from './ipc/register.ts';
import { RunningCalls } from './ipc/running-calls.ts';
import { ImportOffers } from './jobs/import-offers.ts';
import { JobRegistry } from './jobs/job-registry.ts';
import { currentOperator } from './operator.ts';
import { captureElectronErrors } from './recorder/capture-electron.ts';
import { captureProcessErrors } from './recorder/capture-process.ts';
import { ConsoleRecorder } from './recorder/console-recorder.ts';
import { forbidNavigation } from './security/navigation.ts';
import { declareScheme, serveApp } from './security/serve-app.ts';
import { restrictSession } from './security/session-rules.ts';
import { StoreSession } from './session/store-session.ts';
import type { Operator } from './store/store-api.ts';

/** The composition root: the only file that knows all the others. */

const paths = dataPaths();
const build = join(app.getAppPath(), 'build');
const calls = new RunningCalls();

app.setPath('userData', paths.config);
// As root Chromium has no sandbox to enable: the launcher says so and starts us without.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
declareScheme();
app.on('web-contents-created', (_event, contents) => {
  forbidNavigation(contents);
  const { id } = contents;
  onPageEnd(contents, () => calls.cancelAll(id));
});

const named = namedFromOutside(focusWindow);
if (named.isOnly) {
  app.on('window-all-closed', () => app.quit());
  // Not awaited: Electron holds `ready` back until this module has run to its end.
  app.whenReady().then(start).catch(fail);
} else {
  app.quit();
}

function mainWindow(): BrowserWindow | null {
  return BrowserWindow.getAllWindows()[0] ?? null;
}

function focusWindow(): void {
  const window = mainWindow();
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** Without a window there is nobody to tell, so the terminal is told. */
function fail(error: unknown): void {
  console.error(error);
  app.exit(70);
}

/** After an error that nothing has caught, nobody knows what main would do next. */
function crash(error: unknown): void {
  console.error(error);
  dialog.showErrorBox(
    'Annals has to close',
    'Something went wrong inside Annals. What had been confirmed is safe; start it again.',
  );
  app.exit(70);
}

async function start(): Promise<void> {
  mkdirSync(paths.config, { recursive: true, mode: 0o700 });
  restrictSession(electronSession.defaultSession);
  const settings = await openSettings(join(paths.config, 'settings.json'));
  nativeTheme.themeSource = settings.current.theme;

  const publish = createPublisher(() =>
    BrowserWindow.getAllWindows().map((each) => each.webContents),
  );
  const nativeBinding = process.env['ANNALS_SQLITE_ADDON'];
  const user = currentOperator();
  const session = new StoreSession({
    open: { stateFolder: paths.state, nativeBinding },
    createWorker: createStoreWorker,
    onState: (state) => {
      publish('store.state', state);
      if (state.kind === 'open' && state.info.kind === 'other' && session.path !== null) {
        recent.opened(session.path);
      }
      if (state.kind === 'open') recorder.storeOpened();
      else access.leave();
    },
    onEntered: (host) => access.enter(host),
    onChanged: (change) => {
      publish('store.changed', change);
      access.refresh().catch((error: unknown) => console.error(error));
    },
  });
  const operator = (): Operator => access.operator;
  const recorder = new ConsoleRecorder({
    session,
    paths,
    operator,
    onState: (state) => publish('recording.state', state),
  });
  const passphrases = new Passphrases();
  const access = new AccessControl({
    user,
    passphrases,
    recorder,
    clock: () => performance.now(),
    onState: (state) => publish('access.state', state),
  });
  captureElectronErrors(app, recorder);
  captureProcessErrors(recorder, process, {
    // A promise that nobody waited for leaves the rest of main as it was.
    end: (error, origin) => (origin === 'uncaughtException' ? crash(error) : console.error(error)),
  });
  const signalJob = createJobSignals(electronSignals(mainWindow, focusWindow));
  const jobs = new JobRegistry((job) => {
    publish('job.changed', job);
    signalJob(job);
  });
  const guard = new QuitGuard({ atStake: () => jobs.atStake, window: mainWindow });
  const offers = new ImportOffers();
  const recent = new RecentStores(join(paths.config, 'recent-stores.json'), (stores) => {
    publish('store.recent', { stores });
    showMenu();
  });
  const asked = new AskedQueue(recent, offers);
  const want = (wanted: readonly Wanted[]): void => {
    asked.add(wanted);
    publish('desktop.asked', {});
  };
  const showMenu = (): void =>
    installMenu({
      run: (command) => publish('command.run', { command }),
      recent: recent.list,
      openRecent: (id) => want([wantedRecent(recent, id)]),
      clearRecent: () => recent.clear(),
    });

  let isShuttingDown = false;
  const dispatch = createDispatcher({
    handlers: createHandlers({
      session,
      jobs,
      offers,
      recent,
      asked,
      dialogs: createDialogs(mainWindow),
      desktop: createDesktop(() => mainWindow()?.webContents ?? null),
      settings,
      paths,
      operator,
      access,
      passphrases,
      recorder,
      sampleData: join(app.getAppPath(), 'src-main', 'sample-data', 'cloudtrail'),
      verifier: join(app.getAppPath(), 'src-main', 'bundle', 'verify.mjs'),
      createImportWorker,
      nativeBinding,
      appInfo: {
        version: app.getVersion(),
        electron: process.versions.electron,
        chromium: process.versions.chrome,
        node: process.versions.node,
        platform: process.platform,
      },
      onSettings: (changed: Settings) => {
        nativeTheme.themeSource = changed.theme;
        publish('settings.changed', changed);
      },
    }),
    calls,
    role: () => access.role,
    isShuttingDown: () => isShuttingDown,
    checksOutput: import.meta.env.DEV,
    onBug: (channel, traceId, error) => console.error(`${channel} failed (${traceId})`, error),
    onCall: (call) => recorder.callEnded(call),
  });
  registerChannels(dispatch, (id) =>
    BrowserWindow.getAllWindows().some((window) => window.webContents.id === id),
  );
  showMenu();

  guard.listen();
  app.on('before-quit', (event) => {
    if (isShuttingDown || guard.holds(event)) return;
    isShuttingDown = true;
    event.preventDefault();
    access.signOut();
    void jobs
      .stop()
      .then(() => recorder.flush())
      .then(() => session.close())
      .finally(() => app.quit());
  });

  await serveApp(join(build, 'renderer'));
  const window = createWindow(join(build, 'preload', 'index.cjs'), paths.config);
  window.on('close', (event) => guard.holds(event));
  watchPresence(window.webContents, access);
  // The store opens while the page loads, which then asks for its state, and for what was named.
  const wanted: Wanted[] = [];
  named.listen((handover) => wanted.push(...wantedBy(handover)));
  const first = wanted[0]?.kind === 'store' ? wanted.shift() : undefined;
  const own = defaultStorePath(paths);
  if (first?.kind === 'store') open(session, first.path, first.path === own ? 'default' : 'other');
  else if (existsSync(own)) open(session, own, 'default');
  want(wanted);
  named.listen((handover) => want(wantedBy(handover)));
}

function open(session: StoreSession, path: string, kind: 'default' | 'other'): void {
  session.open(path, kind).catch((error: unknown) => console.error(error));
}

/** A line of the menu; a store that has gone is explained in the window, as when it is chosen there. */
function wantedRecent(recent: RecentStores, id: string): Wanted {
  try {
    return { kind: 'store', path: recent.pathOf(id) };
  } catch (error) {
    return { kind: 'refused', error: toFailure(error) };
  }
}
