import { createClient } from '../../../src-renderer/api/client.ts';
import { connectPushes } from '../../../src-renderer/api/pushes.ts';
import { createAppStore } from '../../../src-renderer/state/app-store.ts';
import { createFakeAnnals } from './fake-annals.ts';
import type { FakeOptions } from './fake-annals.ts';

/** 2026-01-10T12:00:00Z */
export const NOW = Date.UTC(2026, 0, 10, 12);

/** A store over a fake main, at a fixed moment. */
export function makeStore(options: FakeOptions = {}) {
  const fake = createFakeAnnals(options);
  const client = createClient(fake);
  const store = createAppStore({ client, clock: { now: () => NOW, zone: 'UTC' } });
  // Nobody has to sign in, unless a test says otherwise.
  store.setState({ access: { kind: 'open' } });
  const ranCommands: string[] = [];
  connectPushes(client, store, (command) => ranCommands.push(command));
  return { fake, store, ranCommands, state: store.getState };
}
