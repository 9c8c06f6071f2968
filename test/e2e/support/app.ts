import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test as base } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';

/** The project's folder: Electron is started on it, as `npm start` does. */
const PROJECT = new URL('../../..', import.meta.url).pathname;

/** The real records that ship with Annals: 55 CloudTrail files, 2,900 events, 300 failures. */
export const CLOUDTRAIL = join(PROJECT, 'src-main', 'sample-data', 'cloudtrail');

/** A running app and its window. */
export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Everything that the page's console called an error, content policy violations among it. */
  readonly errors: readonly string[];
}

interface Fixtures {
  /** Folder of this test's stores, settings and keys. */
  readonly home: string;
  /** Starts the app on `home`, with files or links to open; it is closed when the test ends. */
  readonly start: (...named: readonly string[]) => Promise<RunningApp>;
}

export const test = base.extend<Fixtures>({
  // Playwright reads the names of the fixtures from this pattern.
  // oxlint-disable-next-line no-empty-pattern
  home: async ({}, use) => {
    const home = mkdtempSync(join(tmpdir(), 'annals-e2e-'));
    await use(home);
    rmSync(home, { recursive: true, force: true });
  },
  start: async ({ home }, use) => {
    const running: ElectronApplication[] = [];
    await use(async (...named) => {
      const started = await launch(home, named);
      running.push(started.app);
      return started;
    });
    for (const app of running) await app.close().catch(() => undefined);
  },
});

async function launch(home: string, named: readonly string[]): Promise<RunningApp> {
  const { ANNALS_E2E_ELECTRON: executablePath, ANNALS_E2E_ARGS: args = '[]' } = process.env;
  if (!executablePath) throw new Error('run end-to-end tests with: npm run test:e2e');
  const app = await _electron.launch({
    executablePath,
    // Playwright would switch the sandbox off by itself; as root the launcher's arguments do.
    chromiumSandbox: true,
    args: [...(JSON.parse(args) as string[]), PROJECT, ...named],
    env: { ...(process.env as Record<string, string>), ANNALS_HOME: home, TZ: 'UTC' },
  });
  const page = await app.firstWindow();
  // A test that ends while work is running is not to wait for an answer: it is stopped.
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
  });
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return { app, page, errors };
}

/** Answers the next native open dialogs with these paths. */
export async function answerOpenDialog(
  app: ElectronApplication,
  paths: readonly string[],
): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...filePaths] });
  }, paths);
}

/** Answers the next native save dialogs with this path. */
export async function answerSaveDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

/** Chooses an item of the native menu, as the mouse would. */
export async function chooseMenuItem(app: ElectronApplication, label: string): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []);
    const item = items?.find((each) => each.label.replace('&', '') === wanted);
    if (!item) throw new Error(`no menu item ${wanted}`);
    item.click();
  }, label);
}

/** Number of rows that the list says it has, its header not counted. */
export async function rowCount(page: Page): Promise<number> {
  return Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
}

/** Takes what the import dialog shows, as soon as every record was counted. */
export async function confirmImport(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await dialog.getByRole('button', { name: /^Import [\d,]+ events?$/u }).click();
  await expect(dialog).toHaveCount(0);
}
