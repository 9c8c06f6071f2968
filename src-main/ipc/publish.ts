import type { WebContents } from 'electron';
import type { PushName } from '#shared/ipc/channels.ts';
import type { PushPayload } from '#shared/ipc/contract.ts';

/** Sends a push to every window. */
export type Publish = <Name extends PushName>(push: Name, payload: PushPayload<Name>) => void;

/** The one place that touches `webContents.send`. @param windows those that are open now */
export function createPublisher(windows: () => readonly WebContents[]): Publish {
  return (push, payload) => {
    for (const contents of windows()) {
      if (!contents.isDestroyed()) contents.send(push, payload);
    }
  };
}
