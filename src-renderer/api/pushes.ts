import type { CommandId } from '#shared/model/commands.ts';
import type { AppStore } from '../state/app-store.ts';
import type { AnnalsClient } from './client.ts';

/**
 * Leads every push to the slice that keeps it, and menu choices to the commands.
 * @returns a function that stops listening
 */
export function connectPushes(
  client: AnnalsClient,
  store: AppStore,
  runCommand: (command: CommandId) => void,
): () => void {
  const state = store.getState;
  const stops = [
    client.on('store.state', (next) => state().storeStateChanged(next)),
    client.on('store.changed', (change) => state().trailChanged(change)),
    client.on('job.changed', (job) => state().jobChanged(job)),
    client.on('access.state', (next) => state().accessChanged(next)),
    client.on('recording.state', (next) => state().recordingChanged(next)),
    client.on('settings.changed', (settings) => state().settingsChanged(settings)),
    client.on('store.recent', ({ stores }) => state().recentStoresChanged(stores)),
    client.on('command.run', ({ command }) => runCommand(command)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
