import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { answerOpenDialog, chooseMenuItem } from './app.ts';

/** A log of doors whose times name no zone. */
export const TIMES = [
  'time,action,actor',
  '2026-03-01 10:00:00,door.open,mia',
  '2026-03-01 10:05:00,door.open,ben',
].join('\n');

/** What files would become. */
export function importDialog(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Import', exact: true });
}

/** Offers one file or folder for import, by the native menu. */
export async function offer(app: ElectronApplication, page: Page, path: string): Promise<void> {
  await expect(page.getByRole('button', { name: /^Import/u }).first()).toBeVisible();
  await answerOpenDialog(app, [path]);
  await chooseMenuItem(app, 'Import files…');
  await expect(importDialog(page)).toBeVisible();
}

/** Writes a file for an import. @returns its path */
export function write(home: string, name: string, text: string): string {
  const path = join(home, name);
  writeFileSync(path, `${text}\n`);
  return path;
}
