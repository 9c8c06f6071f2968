import { powerMonitor } from 'electron';
import type { WebContents } from 'electron';
import type { AccessControl } from '../access/access-control.ts';

/** How late an idle window may be locked. */
const LOOK_EVERY_MS = 5_000;

/** Locks the window when nobody is there: after some idle minutes, and with the computer itself. */
export function watchPresence(contents: WebContents, access: AccessControl): void {
  contents.on('input-event', () => access.active());
  contents.on('before-input-event', () => access.active());
  const timer = setInterval(() => access.lockIfIdle(), LOOK_EVERY_MS);
  const lock = (): void => access.lock('left the computer locked or asleep');
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('suspend', lock);
  contents.once('destroyed', () => {
    clearInterval(timer);
    powerMonitor.off('lock-screen', lock);
    powerMonitor.off('suspend', lock);
  });
}
