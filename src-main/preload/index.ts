import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { IpcRendererEvent } from 'electron';
import type { AnnalsApi } from '#shared/ipc/api.ts';
import { CHANNELS, PRELOAD_ONLY, PUSHES } from '#shared/ipc/channels.ts';
import type { ChannelName } from '#shared/ipc/channels.ts';
import type { Result } from '#shared/ipc/result.ts';

/** The whole bridge between the page and main: declared names only, plain data only. */

const callable: ReadonlySet<string> = new Set(
  CHANNELS.filter((channel) => !PRELOAD_ONLY.includes(channel)),
);
const pushes: ReadonlySet<string> = new Set(PUSHES);

function refuse(channel: unknown): Result<never> {
  return {
    ok: false,
    error: {
      code: 'INVALID_INPUT',
      message: `There is no channel “${String(channel)}”.`,
      hint: '',
      traceId: 'preload',
    },
  };
}

function call(channel: ChannelName, input: unknown, requestId?: string): Promise<Result<never>> {
  return ipcRenderer.invoke(channel, input, requestId) as Promise<Result<never>>;
}

const api: AnnalsApi = {
  invoke: (channel, input, requestId) =>
    callable.has(channel) ? call(channel, input, requestId) : Promise.resolve(refuse(channel)),
  subscribe: (push, listener) => {
    if (!pushes.has(push)) return () => undefined;
    // The event object would hand the page a way to send on any channel.
    const forward = (_event: IpcRendererEvent, payload: Parameters<typeof listener>[0]): void =>
      listener(payload);
    ipcRenderer.on(push, forward);
    return () => {
      ipcRenderer.off(push, forward);
    };
  },
  offerDroppedFiles: (files) => {
    // Only a File that came from the system has a path; one that the page made has none.
    const paths = files
      .filter((file) => file instanceof File)
      .map((file) => webUtils.getPathForFile(file))
      .filter((path) => path !== '');
    return call('import.dropped', { paths });
  },
};

contextBridge.exposeInMainWorld('annals', api);
