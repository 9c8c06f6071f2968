import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { ChannelName } from '#shared/ipc/channels.ts';
import type { ChannelInput } from '#shared/ipc/contract.ts';
import type { Result } from '#shared/ipc/result.ts';
import { chooseMenuItem, rowCount, test } from '../e2e/support/app.ts';
import type { RunningApp } from '../e2e/support/app.ts';
import { changeMessage } from '../e2e/support/tamper.ts';
import { makeStore } from './support/real-store.ts';
import { shoot as shootWindow } from './support/shoot.ts';

const PASSPHRASE = 'correct horse battery';
/** The store is made once; every test works on a copy. */
const made = mkdtempSync(join(tmpdir(), 'annals-shots-'));

test.beforeAll(() => makeStore(made));
test.afterAll(() => rmSync(made, { recursive: true, force: true }));

/** Starts over the store of real logs. */
async function startReal(home: string, start: () => Promise<RunningApp>): Promise<RunningApp> {
  cpSync(made, home, { recursive: true });
  const running = await start();
  await expect(running.page.getByRole('row').nth(5)).toBeVisible();
  return running;
}

/** Takes the window with the mouse out of the way. */
async function shoot(running: RunningApp, name: string): Promise<void> {
  await shootWindow(running, name, { isMouseAway: true });
}

/** Makes a call as the page does, and expects it to be done. */
async function call<Name extends ChannelName>(
  page: Page,
  channel: Name,
  input: ChannelInput<Name>,
): Promise<void> {
  type AnyInvoke = (channel: string, input: unknown) => Promise<Result<unknown>>;
  const result = await page.evaluate(
    ([name, given]) => (window.annals.invoke as AnyInvoke)(name, given),
    [channel, input as unknown] as const,
  );
  expect(result).toMatchObject({ ok: true });
}

async function goTo(page: Page, keys: string, title: string): Promise<void> {
  await page.keyboard.press(keys);
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
}

/** The same once more, with all the contrast that can be had. */
async function shootContrast(running: RunningApp, name: string): Promise<void> {
  await call(running.page, 'settings.set', { contrast: 'more' });
  await shoot(running, `${name}-contrast`);
  await call(running.page, 'settings.set', { contrast: 'system' });
}

function dialog(page: Page, name: string): Locator {
  return page.getByRole('dialog', { name }).or(page.getByRole('alertdialog', { name }));
}

test('entities', async ({ home, start }) => {
  const running = await startReal(home, start);
  const { page } = running;
  await goTo(page, 'Control+2', 'Entities');
  await page.getByRole('gridcell', { name: 'cloudtrail', exact: true }).click();
  await page.keyboard.press('f');
  await expect(page.getByText('Flagged 1 entity')).toBeVisible();
  await page.getByRole('grid', { name: 'Entities' }).focus();
  await page.keyboard.press('Home');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown');
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('toolbar', { name: 'Selection' })).toContainText('5 selected');
  await shoot(running, 'entities');
  await shootContrast(running, 'entities');
  await page.getByRole('textbox', { name: 'Search entities' }).fill('no such thing');
  await expect(page.getByText('No entity matches')).toBeVisible();
  await shoot(running, 'entities-no-match');
});

test('errors', async ({ home, start }) => {
  const running = await startReal(home, start);
  const { page } = running;
  await goTo(page, 'Control+3', 'Errors');
  const table = page.getByRole('grid', { name: 'Errors by type' });
  await table.getByRole('row', { name: /ThrottlingException/u }).click();
  await expect(table.getByRole('img').nth(3)).toBeVisible();
  await shoot(running, 'errors');
  await shootContrast(running, 'errors');
});

test('imports', async ({ home, start }) => {
  const running = await startReal(home, start);
  const { page } = running;
  await goTo(page, 'Control+4', 'Imports');
  await expect(page.getByRole('row').nth(3)).toBeVisible();
  await shoot(running, 'imports');
  await page.getByRole('button', { name: /^Undo/u }).first().click();
  await expect(dialog(page, 'Undo the import')).toContainText(/Delete \d/u);
  await shoot(running, 'imports-undo');
});

test('retention', async ({ home, start }) => {
  const running = await startReal(home, start);
  const { page } = running;
  await goTo(page, 'Control+5', 'Retention');
  await expect(page.getByText('Off: there are no rules')).toBeVisible();
  await shoot(running, 'retention-empty');

  await page.getByRole('button', { name: 'Add a rule…' }).click();
  const adding = dialog(page, 'Add a rule');
  await adding.getByLabel('Category', { exact: true }).fill('auth');
  await shoot(running, 'retention-rule');
  await adding.getByRole('button', { name: 'Save' }).click();

  await call(page, 'retention.set', {
    rules: [
      { category: 'auth', maxAgeDays: 365, keepNewest: null, isEnabled: true },
      { category: 'data', maxAgeDays: 730, keepNewest: 50_000, isEnabled: false },
      { category: null, maxAgeDays: 3_650, keepNewest: null, isEnabled: false },
    ],
  });
  const failures = { field: 'outcome' as const, values: ['failure'], negated: false };
  await call(page, 'hold.place', {
    selection: { filter: { from: null, to: null, terms: [failures] } },
    reason: 'Case 2024-117: refused calls of the test account',
  });
  await call(page, 'hold.place', {
    selection: { seqs: [3, 4, 5] },
    reason: 'Asked for by the data protection officer',
  });
  await goTo(page, 'Control+4', 'Imports');
  await goTo(page, 'Control+5', 'Retention');
  await page.getByRole('button', { name: 'Apply retention now…' }).click();
  const asked = page.getByRole('alertdialog');
  await expect(asked).toContainText(/event|Nothing/u);
  await shoot(running, 'retention-apply');
  await asked.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('region', { name: 'Retention' })).toContainText('deleted for good');
  await page.getByRole('button', { name: 'Put this away' }).click();
  await page.getByRole('button', { name: 'What would go now?' }).click();
  await expect(page.getByRole('table', { name: 'Rules' })).toContainText(/event|nothing/iu);
  await shoot(running, 'retention');
  await page.getByRole('button', { name: 'Release… hold 1' }).click();
  await page.keyboard.type('The case was closed on 3 March');
  await shoot(running, 'retention-release');
  await page.keyboard.press('Escape');

  await chooseMenuItem(running.app, 'Delete events…');
  await expect(dialog(page, 'Delete events')).toBeVisible();
  await shoot(running, 'delete');
  await page.keyboard.press('Enter');
  const going = dialog(page, 'Delete events').getByLabel(/^Type \d+ to confirm/u);
  await expect(going).toBeVisible();
  await going.fill('29');
  await shoot(running, 'delete-plan');
  const [, count = ''] =
    /^Delete ([\d,]+)/u.exec((await deleteButton(page).textContent()) ?? '') ?? [];
  await going.fill(count.replaceAll(',', ''));
  await deleteButton(page).click();
  await expect(page.getByRole('region', { name: 'Deleting' })).toContainText('deleted for good');
  await shoot(running, 'delete-result');
});

function deleteButton(page: Page): Locator {
  return dialog(page, 'Delete events').getByRole('button', { name: /^Delete [\d,]+ events/u });
}

test('integrity', async ({ home, start }) => {
  const running = await startReal(home, start);
  const { page } = running;
  await goTo(page, 'Control+6', 'Integrity');
  await shoot(running, 'integrity-not-verified');
  await page.getByRole('button', { name: 'Verify the trail' }).click();
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict.getByRole('heading', { name: 'Intact' })).toBeVisible();
  await shoot(running, 'integrity');
  await shootContrast(running, 'integrity');
  await page.getByRole('button', { name: 'Make an evidence bundle…' }).click();
  await expect(dialog(page, 'Make an evidence bundle')).toBeVisible();
  await shoot(running, 'bundle');
  await page.keyboard.press('Escape');

  changeMessage(home, 57, 'nothing happened here');
  await page.getByRole('button', { name: 'Verify the trail' }).click();
  await expect(verdict.getByRole('heading', { name: 'Tampered' })).toBeVisible();
  await shoot(running, 'integrity-tampered');
  await shootContrast(running, 'integrity-tampered');
  await verdict.getByRole('button', { name: 'Show event 57' }).click();
  await expect(page.getByRole('region', { name: 'Verification' })).toBeVisible();
  await expect(page.getByRole('row', { name: /nothing happened here/u })).toBeVisible();
  await shoot(running, 'tampered-banner');
});

test('settings', async ({ home, start }) => {
  const running = await startReal(home, start);
  const { page } = running;
  await goTo(page, 'Control+,', 'Settings');
  await shoot(running, 'settings');
  await shootContrast(running, 'settings');
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Time zone/u })
    .click();
  await page.keyboard.type('america');
  await shoot(running, 'zones');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'About Annals' }).click();
  await expect(page.getByText(/^[0-9a-f]{64}$/u)).toBeVisible();
  await shoot(running, 'about');

  await goTo(page, 'Control+,', 'Settings');
  await page.getByRole('button', { name: 'Add an operator…' }).click();
  const adding = dialog(page, 'Add an operator');
  await adding.getByLabel('Name').fill('Ada Lovelace');
  await adding.getByLabel('Passphrase').fill(PASSPHRASE);
  await shoot(running, 'operator-first');
  await adding.getByLabel('The same again').fill(PASSPHRASE);
  await adding.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('heading', { name: /^Sign in to/u })).toBeVisible();
  await page.getByLabel('Name').fill('Ada Lovelace');
  await page.getByLabel('Passphrase').fill('not the right one');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('is not right');
  await shoot(running, 'sign-in');
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table', { name: 'Operators' })).toBeVisible();
  await call(page, 'operator.add', { name: 'Vic', role: 'viewer', passphrase: PASSPHRASE });
  await call(page, 'operator.add', {
    name: 'Grace Hopper',
    role: 'auditor',
    passphrase: PASSPHRASE,
  });
  await goTo(page, 'Control+4', 'Imports');
  await goTo(page, 'Control+,', 'Settings');
  await expect(page.getByRole('row', { name: /Vic/u })).toBeVisible();
  await page.getByRole('button', { name: 'Add an operator…' }).scrollIntoViewIfNeeded();
  await shoot(running, 'settings-operators');
  await page.getByRole('button', { name: 'Add an operator…' }).click();
  await shoot(running, 'operator-add');
  await page.keyboard.press('Escape');
  await call(page, 'access.lock', {});
  await expect(page.getByRole('heading', { name: 'Locked by Ada Lovelace' })).toBeVisible();
  await shoot(running, 'locked');
});

test('reviewing', async ({ home, start }) => {
  const running = await startReal(home, start);
  const { page } = running;
  await page.getByRole('grid', { name: 'Events' }).focus();
  await page.keyboard.press('Home');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+N');
  await expect(dialog(page, 'Flag 4 events')).toBeVisible();
  await page.keyboard.type('Not by the night shift; asked them');
  await shoot(running, 'flag-with-note');
  await page.keyboard.press('Escape');
  await chooseMenuItem(running.app, 'Mark as reviewed up to here…');
  await expect(dialog(page, 'Mark as reviewed')).toBeVisible();
  await page.keyboard.type('Only the night job failed');
  await shoot(running, 'sign-off');
});

test('a store without events', async ({ home, start }) => {
  cpSync(made, home, { recursive: true });
  rmSync(join(home, 'data'), { recursive: true });
  const running = await start();
  const { page } = running;
  await expect(page.getByRole('button', { name: /^Explore sample data/u })).toBeVisible();
  await call(page, 'store.openDefault', {});
  await goTo(page, 'Control+1', 'History');
  await shoot(running, 'history-empty');
  await goTo(page, 'Control+2', 'Entities');
  await expect(page.getByText('No entities yet')).toBeVisible();
  await shoot(running, 'entities-empty');
  await goTo(page, 'Control+3', 'Errors');
  await expect(page.getByRole('main').getByText('No errors')).toBeVisible();
  await shoot(running, 'errors-empty');
  await goTo(page, 'Control+4', 'Imports');
  await shoot(running, 'imports-empty');
});

test('a store that can only be read', async ({ home, start }) => {
  cpSync(made, home, { recursive: true });
  const store = join(home, 'data', 'audit.db');
  const allowWriting = forbidWriting(store);
  try {
    const running = await start();
    const { page } = running;
    await expect(page.getByRole('row').nth(5)).toBeVisible();
    await shoot(running, 'read-only');
    await goTo(page, 'Control+5', 'Retention');
    await shoot(running, 'read-only-retention');
    await running.app.close();
  } finally {
    allowWriting();
  }
});

/** Forbids writing to a file; to root, who may write to any, by its attribute. */
function forbidWriting(file: string): () => void {
  if (process.getuid?.() !== 0) {
    chmodSync(file, 0o444);
    return () => chmodSync(file, 0o644);
  }
  execFileSync('chattr', ['+i', file]);
  return () => execFileSync('chattr', ['-i', file]);
}

test('a file that is no store', async ({ home, start }) => {
  mkdirSync(join(home, 'data'));
  writeFileSync(join(home, 'data', 'audit.db'), 'meeting notes\n');
  const running = await start();
  await expect(running.page.getByText('audit.db could not be opened')).toBeVisible();
  await shoot(running, 'recovery-foreign');
});

test('a store that was moved away', async ({ home, start }) => {
  const running = await startReal(home, start);
  const { page } = running;
  await expect.poll(() => rowCount(page)).toBeGreaterThan(3_000);
  renameSync(join(home, 'data', 'audit.db'), join(home, 'data', 'moved.db'));
  await expect(page.getByText('audit.db was moved, deleted or replaced')).toBeVisible();
  await shoot(running, 'recovery-moved');
});
