import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { AnnalsApi } from '#shared/ipc/api.ts';
import { createClient } from './api/client.ts';
import { connectPushes } from './api/pushes.ts';
import { reportErrors } from './api/report-errors.ts';
import { App } from './app.tsx';
import { runFromMenu } from './commands/registry.ts';
import { commandContext } from './commands/use-commands.ts';
import { connectChosen } from './data/connect-chosen.ts';
import { connectDesktop } from './data/connect-desktop.ts';
import { connectHistory } from './data/connect-history.ts';
import { createHistoryCache } from './data/history-cache.ts';
import { AppProvider } from './state/app-context.tsx';
import { createAppStore } from './state/app-store.ts';
import { systemClock } from './state/clock.ts';
import { copyText } from './ui/copy-text.ts';
import './styles/base.css';

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly annals: AnnalsApi;
  }
}

const client = createClient(window.annals);
const store = createAppStore({
  client,
  clock: systemClock,
  local: window.localStorage,
  copyText,
});
const app = { client, clock: systemClock, store, history: createHistoryCache(client) };

reportErrors(client, window);
connectHistory(store, app.history);
connectChosen(store);
connectPushes(client, store, (command) => runFromMenu(command, commandContext(app)));
connectDesktop(app);
const { loadAccess, loadSettings, loadRecordingState, loadStoreState, loadRecentStores } =
  store.getState();
void loadSettings();
void loadRecordingState();
void loadAccess();
void loadStoreState();
void loadRecentStores();

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <AppProvider value={app}>
      <App />
    </AppProvider>
  </StrictMode>,
);
