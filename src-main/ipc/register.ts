import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import { CHANNELS } from '#shared/ipc/channels.ts';
import { isOwnPage } from '../security/app-url.ts';
import type { Dispatch } from './dispatcher.ts';

/** Connects every declared channel to the dispatcher. The one place that touches `ipcMain`. */
export function registerChannels(dispatch: Dispatch, isWindow: (id: number) => boolean): void {
  for (const channel of CHANNELS) {
    ipcMain.handle(channel, (event, input: unknown, requestId: unknown) =>
      dispatch({
        channel,
        input,
        requestId,
        sender: event.sender.id,
        isTrusted: isTrusted(event, isWindow),
      }),
    );
  }
}

/** Our own window, its top frame, and in it our own page. Read at once: the frame may be gone later. */
function isTrusted(event: IpcMainInvokeEvent, isWindow: (id: number) => boolean): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    isWindow(event.sender.id) &&
    frame === event.sender.mainFrame &&
    frame.parent === null &&
    isOwnPage(frame.url)
  );
}
