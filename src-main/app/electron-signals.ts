import { Notification } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Signals } from './job-signals.ts';

/**
 * The taskbar and the notifications of this desktop.
 * @param show brings the window to the front, when a notification is clicked
 */
export function electronSignals(window: () => BrowserWindow | null, show: () => void): Signals {
  return {
    showProgress: (share) => window()?.setProgressBar(share),
    notify: (title, body) => {
      if (!Notification.isSupported()) return;
      const notification = new Notification({ title, body });
      notification.on('click', show);
      notification.show();
    },
    isFocused: () => window()?.isFocused() ?? false,
    now: () => performance.now(),
  };
}
