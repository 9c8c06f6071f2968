import { expect } from '@playwright/test';
import { test } from '../e2e/support/app.ts';
import { makeStore } from './support/real-store.ts';
import { shoot } from './support/shoot.ts';

test('first start', async ({ start }) => {
  const running = await start();
  await expect(running.page.getByRole('button', { name: /^Explore sample data/u })).toBeVisible();
  await shoot(running, 'first-start');
});

test('history', async ({ home, start }) => {
  makeStore(home);
  const running = await start();
  const { page } = running;
  await expect(page.getByRole('row').nth(5)).toBeVisible();
  await shoot(running, 'history');
});
