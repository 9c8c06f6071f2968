import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { chooseMenuItem, rowCount, test } from './support/app.ts';

/** What may not be done is not offered, or says why; and nothing leads to an end without a way on. */

const SCREENS = ['Entities', 'Errors', 'Imports', 'Retention', 'Integrity'] as const;

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
}

/** Signs somebody in with a role, in a store that has an admin too. */
async function signInAs(page: Page, role: 'viewer' | 'auditor'): Promise<void> {
  await page.evaluate(async (wanted) => {
    const passphrase = 'correct horse battery';
    await window.annals.invoke('operator.add', { name: 'Ada', role: 'admin', passphrase });
    await window.annals.invoke('access.signIn', { name: 'Ada', passphrase });
    await window.annals.invoke('operator.add', { name: 'Vic', role: wanted, passphrase });
    await window.annals.invoke('access.signOut', {});
    await window.annals.invoke('access.signIn', { name: 'Vic', passphrase });
  }, role);
  await expect.poll(() => rowCount(page)).toBeGreaterThan(2_900);
}

/** The commands that the palette offers for what is typed. */
async function offered(page: Page, typed: string): Promise<string[]> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await palette.getByRole('combobox').fill(typed);
  const lines = await palette.getByRole('option').allTextContents();
  await page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);
  return lines;
}

/** Every screen is shown without a failure, and none of its buttons bears one of these names. */
async function expectScreensWithout(page: Page, buttons: RegExp): Promise<void> {
  for (const [index, name] of SCREENS.entries()) {
    await page.keyboard.press(`Control+${index + 2}`);
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await expect(page.getByRole('alert').filter({ hasText: /\S/u }), name).toHaveCount(0);
    const main = page.getByRole('main');
    for (const button of await main.getByRole('button', { name: buttons }).all()) {
      await expect(button, name).toBeDisabled();
    }
  }
}

async function chooseFirst(page: Page): Promise<void> {
  await page.keyboard.press('Control+1');
  await page.getByRole('grid', { name: 'Events' }).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary').getByRole('heading').first()).toBeVisible();
}

test('a viewer looks at everything, and is offered nothing that would be refused', async ({
  start,
}) => {
  const { app, page, errors } = await start();
  await openSample(page);
  await signInAs(page, 'viewer');
  await chooseFirst(page);
  const detail = page.getByRole('complementary');
  await expect(detail.getByRole('button', { name: /^(Flag|Add note|Hold…)$/u })).toHaveCount(0);
  for (const word of ['flag', 'hold', 'export', 'delete', 'verify', 'import files', 'seal']) {
    const lines = await offered(page, word);
    expect(lines.join('; '), word).not.toMatch(
      /^(Flag|Hold|Export|Delete|Verify|Import|Save a seal)/u,
    );
  }
  await page.getByRole('button', { name: 'Import', exact: true }).press('Enter');
  await expect(page.getByRole('menu', { name: 'Import' })).toContainText(
    'Only an admin can import',
  );
  await page.keyboard.press('Escape');
  await chooseMenuItem(app, 'Import files…');
  await expect(page.getByText('“Import files…” was not done. Only an admin')).toBeVisible();

  await expectScreensWithout(page, /^(Flag$|Undo…|Add a rule|Release|Delete|Verify|Save a seal)/u);
  await expect(page.getByText('Only an auditor can verify.')).toBeVisible();
  await page.keyboard.press('Control+,');
  await expect(page.getByText(/You are signed in as Vic, viewer/u)).toBeVisible();
  expect(errors).toEqual([]);
});

test('an auditor reviews, exports and verifies, and neither imports nor deletes', async ({
  start,
}) => {
  const { app, page, errors } = await start();
  await openSample(page);
  await signInAs(page, 'auditor');
  await chooseFirst(page);
  await page.keyboard.press('f');
  await expect(page.getByText('Flagged 1 event')).toBeVisible();
  expect((await offered(page, 'verify')).join()).toContain('Verify the trail');
  for (const word of ['delete', 'import files', 'apply retention']) {
    const lines = await offered(page, word);
    expect(lines.join('; '), word).not.toMatch(/^(Delete|Import files|Apply)/u);
  }
  await chooseMenuItem(app, 'Delete events…');
  await expect(page.getByText(/“Delete events…” was not done/u)).toBeVisible();
  await expectScreensWithout(page, /^(Undo…|Add a rule|Delete events|Apply retention)/u);
  await page.keyboard.press('Control+5');
  await expect(page.getByText('Only an admin can change the rules.')).toBeVisible();
  await page.keyboard.press('Control+6');
  await page.getByRole('button', { name: 'Verify the trail' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Intact' })).toBeVisible();
  expect(errors).toEqual([]);
});

test('a store that can only be read is shown, says so, and takes no acts', async ({
  home,
  start,
}) => {
  const first = await start();
  await openSample(first.page);
  await first.app.close();
  const store = join(home, 'case-7.annals');
  cpSync(join(home, 'data', 'sample.db'), store);
  const release = protect(store);
  let running: ElectronApplication | null = null;
  try {
    const { app, page, errors } = await start(store);
    running = app;
    await expect.poll(() => rowCount(page)).toBe(2_901);
    await expect(page.getByRole('button', { name: /^Store: case-7/u })).toContainText('Read-only');
    await chooseFirst(page);
    await page.keyboard.press('Shift+ArrowDown');
    const selection = page.getByRole('toolbar', { name: 'Selection' });
    await expect(selection).toContainText('This store can only be read');
    await expect(selection.getByRole('button', { name: 'Flag' })).toHaveCount(0);
    for (const word of ['flag', 'export', 'delete', 'import files', 'seal', 'bundle']) {
      const lines = await offered(page, word);
      expect(lines.join('; '), word).not.toMatch(
        /^(Flag|Export…|Delete|Import files|Save a seal|Make an)/u,
      );
    }
    await page.getByRole('button', { name: 'Import', exact: true }).press('Enter');
    await expect(page.getByRole('menu', { name: 'Import' })).toContainText('can only be read');
    await page.keyboard.press('Escape');
    await expectScreensWithout(page, /^(Undo…|Add a rule|Release|Delete|Save a seal|Make an)/u);
    await page.keyboard.press('Control+,');
    await expect(page.getByText(/can only be read, so operators stay/u)).toBeVisible();

    await page.keyboard.press('Control+6');
    await page.getByRole('button', { name: 'Verify the trail' }).press('Enter');
    await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('What was found');
    expect(errors).toEqual([]);
  } finally {
    await running?.close();
    release();
  }
});

/** Takes the right to write to a file away, also from root. @returns gives it back */
function protect(path: string): () => void {
  chmodSync(path, 0o444);
  if (process.getuid?.() !== 0) return () => undefined;
  execFileSync('mount', ['--bind', path, path]);
  execFileSync('mount', ['-o', 'remount,bind,ro', path]);
  return () => void execFileSync('umount', ['-l', path]);
}
