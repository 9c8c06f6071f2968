import type { WebContents } from 'electron';

/** Calls back whenever the page in a window ends: loaded anew, crashed, or closed with the window. */
export function onPageEnd(contents: WebContents, callback: () => void): void {
  // Not `did-start-navigation`: that comes for navigations, too, which are then forbidden.
  contents.on('did-navigate', callback);
  contents.on('render-process-gone', callback);
  contents.on('destroyed', callback);
}
