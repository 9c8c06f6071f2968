import { setTimeout as pause } from 'node:timers/promises';
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';

const LOOK_EVERY_MS = 20;

/**
 * Waits for the first events of a store that another process is making.
 * @param signal ends the waiting
 * @returns milliseconds from the call until they could be read; null if the signal came first
 */
export async function waitForFirstRows(store: string, signal: AbortSignal): Promise<number | null> {
  const startedAt = performance.now();
  while (!signal.aborted) {
    if (hasEvents(store)) return performance.now() - startedAt;
    await pause(LOOK_EVERY_MS);
  }
  return null;
}

function hasEvents(store: string): boolean {
  if (!existsSync(store)) return false;
  try {
    const db = new Database(store, { readonly: true });
    try {
      return db.prepare('SELECT 1 FROM event LIMIT 1').get() !== undefined;
    } finally {
      db.close();
    }
  } catch {
    // It is only being created.
    return false;
  }
}
