import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { answerOpenDialog, chooseMenuItem, confirmImport, test } from '../e2e/support/app.ts';
import type { RunningApp } from '../e2e/support/app.ts';
import { importDialog } from '../e2e/support/imports.ts';
import { copyStore } from './support/made-once.ts';
import { FIXTURES, ask, chooseRows, openEvent, openSample, record } from './support/operate.ts';
import { resize, shoot } from './support/shoot.ts';

const bar = (page: Page) => page.getByRole('combobox', { name: 'Search events' });

async function openOwn(
  home: string,
  start: (...named: readonly string[]) => Promise<RunningApp>,
): Promise<RunningApp> {
  copyStore(home);
  const running = await start();
  await expect(running.page.getByRole('row').nth(5)).toBeVisible();
  return running;
}

test('first start', async ({ home, start }) => {
  const first = await start();
  await expect(first.page.getByRole('button', { name: /^Explore sample data/u })).toBeVisible();
  await shoot(first, 'first-start');
  await openSample(first.page);
  await first.app.close();
  const names = ['case-7.annals', 'payments-2025.annals'];
  for (const name of names) {
    const store = join(home, name);
    cpSync(join(home, 'data', 'sample.db'), store);
    const { app, page } = await start(store);
    await expect(page.getByRole('grid')).toBeVisible();
    await app.close();
  }
  const last = await start();
  await expect(last.page.getByRole('navigation', { name: 'Recent stores' })).toBeVisible();
  await shoot(last, 'first-start-recent');
});

test('history and high contrast', async ({ start }) => {
  const running = await start();
  const { page } = running;
  await openSample(page);
  await shoot(running, 'history-sample');
  await page.emulateMedia({ contrast: 'more' });
  await shoot(running, 'history-contrast');
  await openEvent(page, /NoSuchBucketPolicy|The bucket policy does not exist/u);
  await shoot(running, 'detail-contrast');
});

test('facets', async ({ start }) => {
  const running = await start();
  const { page } = running;
  await openSample(page);
  await resize(running.app, 1280, 800);
  await expect(page.getByRole('region', { name: 'Facets' })).toHaveCount(0);
  await page.keyboard.press('Control+b');
  await ask(page, 'outcome:failure -actor:benjamin');
  await expect(page.getByRole('region', { name: 'Facets' })).toBeVisible();
  await shoot(running, 'facets');
});

test('history of the operator', async ({ home, start }) => {
  const running = await openOwn(home, start);
  const { page } = running;
  await shoot(running, 'history');

  await openEvent(page, /setting\.change/u);
  await shoot(running, 'detail-changes');
  await openEvent(page, /folder\.read/u);
  await shoot(running, 'detail-stack');

  await ask(page, 'action:ConsoleLogin');
  await chooseRows(page, 1);
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Note' }).fill('Asked the owner of the account.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Hold…' }).press('Enter');
  await page.getByRole('textbox', { name: 'Reason' }).fill('Case 7');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('gridcell', { name: 'Flagged, On hold, Has notes' })).toBeVisible();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Enter');
  await shoot(running, 'marked-rows');
});

test('details', async ({ start }) => {
  const running = await start();
  const { page } = running;
  await openSample(page);
  await ask(page, 'outcome:failure');
  const pane = await openEvent(page, /The bucket policy does not exist/u);
  await shoot(running, 'detail-failure');
  await pane.getByRole('tab').first().scrollIntoViewIfNeeded();
  await pane.getByRole('tab').last().click();
  await shoot(running, 'detail-related');
  await pane.getByRole('heading', { name: 'Original' }).scrollIntoViewIfNeeded();
  await shoot(running, 'detail-original');
  await pane.getByRole('tree', { name: 'Metadata' }).scrollIntoViewIfNeeded();
  await shoot(running, 'detail-metadata');
});

test('many at once', async ({ start }) => {
  const running = await start();
  const { page } = running;
  await openSample(page);
  await chooseRows(page, 12);
  await shoot(running, 'selection');
  await page.keyboard.press('f');
  await expect(page.getByText('Flagged 12 events')).toBeVisible();
  await shoot(running, 'flagged');
  await page.keyboard.press('Shift+F10');
  await shoot(running, 'event-menu');
});

test('asking', async ({ start }) => {
  const running = await start();
  const { page } = running;
  await openSample(page);
  await page.keyboard.press('/');
  await page.keyboard.type('outcome:failure ac');
  await expect(page.getByRole('option').first()).toBeVisible();
  await shoot(running, 'query-fields');
  await bar(page).fill('outcome:failure action:');
  await expect(page.getByRole('option').nth(3)).toBeVisible();
  await shoot(running, 'query-values');
  await bar(page).fill('outcome:failure foo:bar');
  await bar(page).press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await shoot(running, 'query-mistake');
  await bar(page).fill('outcome:success severity>=error last:7d');
  await bar(page).press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByText(/No events? match/u)).toBeVisible();
  await shoot(running, 'no-match');
});

test('time', async ({ start }) => {
  const running = await start();
  const { page } = running;
  await openSample(page);
  await page.getByRole('button', { name: /^Time range/u }).click();
  await expect(page.getByRole('dialog', { name: 'Time range' })).toBeVisible();
  await shoot(running, 'time-range');
  await page.keyboard.press('Escape');
  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: /^Time zone/u })
    .click();
  await page.keyboard.type('eur');
  await shoot(running, 'time-zone');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+g');
  await page.getByRole('textbox', { name: /^Time in/u }).fill('2023-07-10 12:00');
  await shoot(running, 'go-to-time');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect(page.getByRole('table').first()).toBeVisible();
  await shoot(running, 'timeline-table');
});

test('columns and views', async ({ start }) => {
  const running = await start();
  const { page } = running;
  await openSample(page);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'IP address' }).check();
  await shoot(running, 'columns');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^View: /u }).click();
  await shoot(running, 'views');
  await page.keyboard.press('Escape');
  await ask(page, 'outcome:failure');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('dialog', { name: 'Save as a view' })).toBeVisible();
  await shoot(running, 'view-save');
});

test('new events', async ({ home, start }) => {
  const running = await start();
  const { page } = running;
  await openSample(page);
  for (const action of ['backup.start', 'backup.copy', 'backup.finish']) {
    record(home, join(home, 'data', 'sample.db'), { action, message: 'Nightly backup' });
  }
  await expect(page.getByRole('button', { name: '3 new events' })).toBeVisible();
  await shoot(running, 'new-events');
});

test('import', async ({ start }) => {
  const running = await start();
  const { app, page } = running;
  const offer = async (path: string): Promise<void> => {
    await answerOpenDialog(app, [path]);
    await chooseMenuItem(app, 'Import files…');
    await expect(importDialog(page).getByText('the counts are exact')).toBeVisible();
  };
  await expect(page.getByRole('button', { name: /^Import a log/u })).toBeVisible();
  await offer(join(FIXTURES, 'lnav'));
  const dialog = importDialog(page);
  await shoot(running, 'import');
  await dialog.getByRole('tab', { name: /Rejected/u }).click();
  await shoot(running, 'import-rejected');
  await confirmImport(page);
  const result = page.getByRole('region', { name: 'Import' });
  await expect(result).toContainText(/added/u);
  await shoot(running, 'import-result');
  await result.getByRole('button', { name: /rejection/u }).click();
  await shoot(running, 'import-rejections');

  await offer(join(FIXTURES, 'git-history', 'commits.csv'));
  await dialog.getByRole('button', { name: /^Mapping/u }).click();
  await shoot(running, 'mapping-menu');
  await page.getByRole('menuitem', { name: 'New mapping…' }).click();
  const editor = page.getByRole('dialog', { name: 'Mapping' });
  await editor.getByLabel('Title').fill('Commits');
  await shoot(running, 'mapping');
});

test('export and work', async ({ home, start }) => {
  const running = await start();
  const { app, page } = running;
  await openSample(page);
  await ask(page, 'outcome:failure');
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export', exact: true });
  await expect(dialog).toBeVisible();
  await shoot(running, 'export');
  await app.evaluate(
    ({ dialog: native }, filePath) => {
      native.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    },
    join(home, 'failures.csv'),
  );
  await dialog.getByRole('button', { name: /^Export 300 events/u }).click();
  await expect(page.getByRole('region', { name: 'Export' })).toBeVisible();
  await shoot(running, 'export-result');
  await page.keyboard.press('Control+j');
  await expect(page.getByText('Work of this session')).toBeVisible();
  await shoot(running, 'jobs');
});

test('palette and help', async ({ start }) => {
  const running = await start();
  const { page } = running;
  await openSample(page);
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+k');
  await shoot(running, 'palette');
  await page.keyboard.type('exp');
  await shoot(running, 'palette-typed');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible();
  await shoot(running, 'shortcuts');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible();
  await shoot(running, 'help');
});
