import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import type { ChannelName } from '#shared/ipc/channels.ts';
import type { ChannelInput, ChannelOutput } from '#shared/ipc/contract.ts';
import type { Result } from '#shared/ipc/result.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import type { Job } from '#shared/model/job.ts';
import { CLOUDTRAIL, answerOpenDialog, confirmImport, rowCount, test } from './support/app.ts';

const PASSPHRASE = 'correct horse battery';

/** Makes a call as the page does, over the bridge. */
async function call<Name extends ChannelName>(
  page: Page,
  channel: Name,
  input: ChannelInput<Name>,
): Promise<ChannelOutput<Name>> {
  const result = await page.evaluate(
    ([name, given]) => (window.annals.invoke as AnyInvoke)(name, given),
    [channel, input as unknown] as const,
  );
  if (!result.ok) throw new Error(`${channel}: ${JSON.stringify(result.error)}`);
  return result.value as ChannelOutput<Name>;
}

type AnyInvoke = (channel: string, input: unknown) => Promise<Result<unknown>>;

/** What a job has come to. */
async function ended(
  page: Page,
  started: { readonly jobId: string } | null,
): Promise<Job['state']> {
  const stateOf = async (): Promise<Job['state'] | undefined> => {
    const { jobs } = await call(page, 'job.list', {});
    return jobs.find((job) => job.jobId === started?.jobId)?.state;
  };
  await expect.poll(async () => (await stateOf())?.kind).not.toBe('running');
  const state = await stateOf();
  if (!state) throw new Error('the job is not listed');
  return state;
}

async function answerSaveDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

async function importRealEvents(app: ElectronApplication, page: Page): Promise<void> {
  await answerOpenDialog(app, [CLOUDTRAIL]);
  await page.getByRole('button', { name: /^Import a folder/u }).click();
  await confirmImport(page);
  await expect.poll(() => rowCount(page)).toBeGreaterThan(2_900);
}

test('what is exported, bundled, pruned and verified in the real app is what it says', async ({
  home,
  start,
}) => {
  const { app, page } = await start();
  await importRealEvents(app, page);
  const failures: EventFilter = {
    from: null,
    to: null,
    terms: [{ field: 'outcome', values: ['failure'], negated: false }],
  };

  const csv = join(home, 'failures.csv');
  await answerSaveDialog(app, csv);
  const exporting = await call(page, 'export.start', {
    filter: failures,
    format: 'csv',
  });
  expect(await ended(page, exporting)).toMatchObject({
    kind: 'done',
    result: {
      written: 300,
      sha256: createHash('sha256').update(readFileSync(csv)).digest('hex'),
    },
  });

  await answerSaveDialog(app, join(home, 'gone.zip'));
  const { plan } = await call(page, 'prune.plan', {
    scope: { filter: failures, before: null, keepNewest: null },
    action: 'prune',
  });
  const pruning = await call(page, 'prune.apply', { plan, isArchived: true });
  expect(await ended(page, pruning)).toMatchObject({
    kind: 'done',
    result: { deleted: 300 },
  });

  const verifying = await call(page, 'proof.verify', {});
  expect(await ended(page, verifying)).toMatchObject({
    kind: 'done',
    result: { verdict: 'intact', firstBad: null },
  });
});

test('operators sign in before anything is shown, and a locked window shows nothing', async ({
  start,
}) => {
  const { app, page } = await start();
  await importRealEvents(app, page);
  await call(page, 'operator.add', { name: 'Ada', role: 'admin', passphrase: PASSPHRASE });

  await expect(page.getByRole('heading', { name: 'Sign in to audit.db' })).toBeVisible();
  await expect(page.getByRole('grid')).toHaveCount(0);
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('Passphrase').fill('not the right one');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('The name or the passphrase is not right.');
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect.poll(() => rowCount(page)).toBeGreaterThan(2_900);

  await call(page, 'access.lock', {});
  await expect(page.getByRole('heading', { name: 'Locked by Ada' })).toBeVisible();
  await expect(page.getByRole('grid')).toHaveCount(0);
  const refused = await page.evaluate(() => window.annals.invoke('history.detail', { seq: 1 }));
  expect(refused).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } });
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect.poll(() => rowCount(page)).toBeGreaterThan(2_900);
});
