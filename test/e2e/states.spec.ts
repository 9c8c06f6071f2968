import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { CLOUDTRAIL, answerOpenDialog, confirmImport, rowCount, test } from './support/app.ts';

test('a store that is not ours is refused, explained, left alone, and can be tried again', async ({
  home,
  start,
}) => {
  const store = join(home, 'data', 'audit.db');
  mkdirSync(join(home, 'data'));
  writeFileSync(store, 'meeting notes\n');
  const { page } = await start();
  await expect(page.getByText('audit.db could not be opened')).toBeVisible();
  await expect(page.getByText(/is not an Annals store/u)).toBeVisible();
  expect(readFileSync(store, 'utf8')).toBe('meeting notes\n');
  rmSync(store);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => page.getByText('audit.db could not be opened').count()).toBe(0);
  await expect(page.getByRole('button', { name: 'Import' }).first()).toBeVisible();
});

test('a store that is moved away while it is open is closed, and nothing takes its place', async ({
  home,
  start,
}) => {
  const { app, page } = await start();
  await answerOpenDialog(app, [CLOUDTRAIL]);
  await page.getByRole('button', { name: /^Import a folder/u }).click();
  await confirmImport(page);
  await expect.poll(() => rowCount(page)).toBe(2_901);
  const store = join(home, 'data', 'audit.db');
  const elsewhere = join(home, 'data', 'moved.db');
  renameSync(store, elsewhere);
  await expect(page.getByText('audit.db was moved, deleted or replaced')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toContainText('audit.db was moved');
  expect(existsSync(store)).toBe(false);
  renameSync(elsewhere, store);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
});

test('bad lines of an import are listed with file, line and reason; good ones are kept', async ({
  home,
  start,
}) => {
  const folder = join(home, 'logs');
  mkdirSync(folder);
  const good =
    '{"time":"2026-01-02T03:04:05Z","action":"user.login","actor":"mia","outcome":"success"}';
  writeFileSync(
    join(folder, 'app.jsonl'),
    `${good}\n{"time": broken\n${good.replace('mia', 'ben')}\n`,
  );
  const { app, page } = await start();
  await answerOpenDialog(app, [folder]);
  await page.getByRole('button', { name: /^Import a folder/u }).click();
  await confirmImport(page);
  const result = page.getByRole('region', { name: 'Import' });
  await expect(result).toContainText(/2\s*added/u);
  await expect(result).toContainText(/1\s*rejected/u);
  await result.getByRole('button', { name: /rejection/u }).click();
  await expect(result).toContainText('app.jsonl');
  await expect(result).toContainText('line 2');
});

test('an import that cannot be done says why and changes nothing', async ({ home, start }) => {
  const picture = join(home, 'picture.json');
  writeFileSync(picture, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  const { app, page } = await start();
  await answerOpenDialog(app, [picture]);
  await page.getByRole('button', { name: /^Import a log/u }).click();
  await expect(page.getByRole('alert').first()).toContainText('picture.json');
});

test('events that another program records are announced and shown when asked for', async ({
  home,
  start,
}) => {
  const { app, page } = await start();
  await answerOpenDialog(app, [CLOUDTRAIL]);
  await page.getByRole('button', { name: /^Import a folder/u }).click();
  await confirmImport(page);
  await expect.poll(() => rowCount(page)).toBe(2_901);
  await recordWithCommandLine(home, 'backup.finish');
  await page.getByRole('button', { name: /1 new event/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_902);
  await expect(page.getByRole('row', { name: /backup\.finish/u })).toBeVisible();
});

test('a value is copied to the clipboard', async ({ start }) => {
  const { app, page } = await start();
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await page
    .getByRole('row', { name: /The bucket policy does not exist/u })
    .first()
    .click();
  const detail = page.getByRole('complementary');
  await detail.getByText('NoSuchBucketPolicy', { exact: true }).first().hover();
  await detail
    .getByRole('button', { name: /^Copy type$/iu })
    .first()
    .click();
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe('NoSuchBucketPolicy');
});

async function recordWithCommandLine(home: string, action: string): Promise<void> {
  const { execFile } = await import('node:child_process');
  const main = new URL('../../src-main/cli/main.ts', import.meta.url).pathname;
  const env = { ...process.env, ANNALS_HOME: home };
  await new Promise<void>((resolve, reject) => {
    execFile(process.execPath, [main, 'record', '--action', action], { env }, (error) =>
      error ? reject(error) : resolve(),
    );
  });
}
