import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { answerOpenDialog, chooseMenuItem, confirmImport, rowCount, test } from './support/app.ts';
import { seriousProblems, settled } from './support/axe.ts';

/** A log of its own, in a folder of its own. @returns its path */
function writeLog(home: string, name: string, lines: number): string {
  const folder = join(home, 'logs');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  const events = Array.from({ length: lines }, (_, index) =>
    JSON.stringify({
      time: new Date(Date.UTC(2026, 0, 1) + index).toISOString(),
      action: 'door.open',
      actor: `mia${index}`,
      outcome: 'success',
    }),
  );
  writeFileSync(path, `${events.join('\n')}\n`);
  return path;
}

async function withSampleData(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
}

/** Plays a second start: the app that runs is handed what that one was to open. */
async function startAgain(app: ElectronApplication, home: string, named: string): Promise<void> {
  await app.evaluate(({ app: main }, given) => main.emit('second-instance', {}, [], '', given), {
    named: [named],
    folder: home,
  });
}

test('a log that the command line names is offered for import, as a drop is', async ({
  home,
  start,
}) => {
  const { page } = await start(writeLog(home, 'doors.jsonl', 3));
  const dialog = page.getByRole('dialog', { name: 'Import', exact: true });
  await expect(dialog).toContainText('doors.jsonl');
  await confirmImport(page);
  await expect.poll(() => rowCount(page)).toBe(4);
});

test('a store that is named is opened, is recent from then on, and said to be gone when it is', async ({
  home,
  start,
}) => {
  const first = await start();
  await withSampleData(first.page);
  await first.app.close();
  const store = join(home, 'case-7.annals');
  cpSync(join(home, 'data', 'sample.db'), store);
  for (const file of readdirSync(join(home, 'data'))) {
    if (file.startsWith('sample.db-')) cpSync(join(home, 'data', file), store + file.slice(9));
  }

  const { app, page } = await start(store);
  await expect.poll(() => rowCount(page)).toBe(2_901);
  await expect(page).toHaveTitle('case-7.annals – Annals');
  const menu = page.getByRole('button', { name: 'Store: case-7.annals' });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Explore sample data' }).click();
  await expect(page).toHaveTitle('Sample data – Annals');
  await chooseRecent(app, 'case-7.annals');
  await expect(page).toHaveTitle('case-7.annals – Annals');
  await page.getByRole('button', { name: 'Store: case-7.annals' }).click();
  await page.getByRole('menuitem', { name: 'Explore sample data' }).click();
  await expect(page).toHaveTitle('Sample data – Annals');

  renameSync(store, `${store}.moved`);
  await page.getByRole('button', { name: 'Store: Sample data' }).click();
  await page.getByRole('menuitem', { name: 'case-7.annals' }).click();
  await expect(page.getByRole('alert')).toContainText('“case-7.annals” is not where it was.');
  expect(existsSync(store)).toBe(false);
});

test('a link shows its event among all others, and says if it is not here', async ({
  home,
  start,
}) => {
  const { app, page } = await start();
  await withSampleData(page);
  await page
    .getByRole('row', { name: /The bucket policy does not exist/u })
    .first()
    .click();
  await chooseMenuItem(app, 'Copy link to the event');
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toMatch(/^annals:\/\/event\/im_[0-9a-f]{32}$/u);
  const link = await app.evaluate(({ clipboard }) => clipboard.readText());
  await page.keyboard.press('/');
  await page.keyboard.type('outcome:success');
  await expect.poll(() => rowCount(page)).toBeLessThan(2_901);

  // A real one, which hands the link over and ends.
  await start(link).catch(() => undefined);
  await expect.poll(() => rowCount(page)).toBe(2_901);
  await expect(page.getByText('Cleared the filters')).toBeVisible();
  await expect(
    page.getByRole('complementary').getByRole('heading', { name: /bucket policy does not exist/u }),
  ).toBeVisible();
  await expect(page.locator('[role="row"][aria-selected="true"]')).toContainText(
    'The bucket policy does not exist',
  );

  await startAgain(app, home, 'annals://event/im_nowhere');
  await expect(page.getByRole('alert')).toContainText('is not in this store');
  await startAgain(app, home, 'annals://app/index.html');
  await expect(page.getByRole('alert').last()).toContainText('no link to an event');
});

test('work is listed with its result, and its file can be shown and dragged', async ({
  home,
  start,
}) => {
  const { app, page } = await start();
  await withSampleData(page);
  const target = join(home, 'made.csv');
  await app.evaluate(({ dialog, shell, webContents }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    const seen = globalThis as unknown as { shown: string[]; dragged: string[] };
    seen.shown = [];
    seen.dragged = [];
    shell.showItemInFolder = (shown) => void seen.shown.push(shown);
    for (const contents of webContents.getAllWebContents()) {
      contents.startDrag = ({ file }) => void seen.dragged.push(file);
    }
  }, target);
  await page.keyboard.press('Control+e');
  await page
    .getByRole('dialog', { name: 'Export' })
    .getByRole('button', { name: /^Export/u })
    .click();
  await expect(page.getByRole('region', { name: 'Export' })).toContainText('made.csv');

  await page.keyboard.press('Control+j');
  const list = page.getByRole('dialog', { name: 'Work' });
  await expect(list).toContainText('2,901 events');
  await settled(page);
  expect(await seriousProblems(page)).toEqual([]);
  await list.getByRole('button', { name: 'Show in folder' }).click();
  const seen = (): Promise<{ shown: string[]; dragged: string[] }> =>
    app.evaluate(() => {
      const { shown, dragged } = globalThis as unknown as { shown: string[]; dragged: string[] };
      return { shown, dragged };
    });
  await expect.poll(seen).toEqual({ shown: [target], dragged: [] });
  await list.getByRole('img', { name: 'made.csv' }).dispatchEvent('dragstart');
  await expect.poll(seen).toEqual({ shown: [target], dragged: [target] });
  await list.getByRole('button', { name: 'Put all away' }).click();
  await expect(page.getByRole('region', { name: 'Export' })).toHaveCount(0);
  await expect(page.getByRole('grid')).toBeFocused();
});

test('quitting asks only while work runs, and keeps it if that is the answer', async ({
  home,
  start,
}) => {
  const { app, page } = await start();
  await expect(page.getByRole('button', { name: /^Import a log/u })).toBeVisible();
  await app.evaluate(({ dialog }) => {
    const seen = globalThis as unknown as { asked: string[] };
    seen.asked = [];
    dialog.showMessageBox = (...given: unknown[]) => {
      seen.asked.push((given.at(-1) as { message: string }).message);
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
  });
  await answerOpenDialog(app, [writeLog(home, 'big.jsonl', 400_000)]);
  await page.getByRole('button', { name: /^Import a log/u }).click();
  await page
    .getByRole('dialog', { name: 'Import' })
    .getByRole('button', { name: /^Import/u })
    .click();
  await expect(page.getByRole('button', { name: /^Importing big/u })).toBeVisible();
  await app.evaluate(({ app: main }) => main.quit());
  const asked = (): Promise<string[]> =>
    app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
  await expect.poll(asked).toEqual(['An import is running.']);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(asked).toHaveLength(2);
  await expect(page.getByRole('button', { name: /^Importing big/u })).toBeVisible();

  await page.getByRole('button', { name: 'Stop' }).first().click();
  await expect(page.getByRole('region', { name: 'Import' })).toContainText('Import stopped');
  const ended = app.waitForEvent('close');
  await app.evaluate(({ app: main }) => main.quit()).catch(() => undefined);
  await ended;
});

test('a signal ends the app without a question, also while work runs', async ({ home, start }) => {
  const { app, page } = await start(writeLog(home, 'big.jsonl', 400_000));
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => new Promise(() => undefined);
  });
  await page
    .getByRole('dialog', { name: 'Import' })
    .getByRole('button', { name: /^Import/u })
    .click();
  await expect(page.getByRole('button', { name: /^Importing big/u })).toBeVisible();
  const ended = app.waitForEvent('close');
  app.process().kill('SIGTERM');
  await ended;
});

test('the menu makes everything larger and smaller', async ({ start }) => {
  const { app, page } = await start();
  await expect(page.getByRole('button', { name: /^Import a log/u })).toBeVisible();
  // Keys that a test presses reach the page only; those of the menu are the desktop's.
  const zoom = (role: string): Promise<number | undefined> =>
    app.evaluate(({ Menu, BrowserWindow }, wanted) => {
      const [window] = BrowserWindow.getAllWindows();
      const lines = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []);
      const line = lines?.find((each) => (each.role as string | undefined) === wanted);
      line?.click({}, window, window?.webContents);
      return window?.webContents.getZoomLevel();
    }, role);
  expect(await zoom('zoomin')).toBe(0.5);
  expect(await zoom('zoomin')).toBe(1);
  expect(await zoom('resetzoom')).toBe(0);
});

async function chooseRecent(app: ElectronApplication, name: string): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => {
    const lines = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []);
    const recent = lines?.find(({ label }) => label.replace('&', '') === 'Open recent');
    recent?.submenu?.items.find(({ label }) => label === wanted)?.click();
  }, name);
}

test('what is asked about a store goes with it, and so does the way back from what was done', async ({
  start,
}) => {
  const { app, page, errors } = await start();
  await withSampleData(page);
  await page
    .getByRole('row', { name: /The bucket policy does not exist/u })
    .first()
    .click();
  await page.keyboard.press('f');
  await expect(page.getByRole('button', { name: /^Undo/u })).toBeVisible();
  await chooseMenuItem(app, 'Delete events…');
  await expect(page.getByRole('dialog', { name: 'Delete events' })).toBeVisible();

  // The menu of the desktop is there above every dialog.
  await chooseMenuItem(app, 'Open my store');
  await expect(page.getByText('No events yet')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Undo/u })).toHaveCount(0);
  expect(errors).toEqual([]);
});
