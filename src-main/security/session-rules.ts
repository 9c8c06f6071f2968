import type { Session } from 'electron';
import { isOwnPage } from './app-url.ts';

/** Denies the page everything it could ask the system for, and every connection to a network. */
export function restrictSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(mayWriteClipboard(permission, contents.getURL())),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) =>
    mayWriteClipboard(permission, origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isAllowed(details.url) });
  });
  session.on('will-download', (event) => event.preventDefault());
}

/** Copying text is all that the page may ask for; reading the clipboard is not. */
function mayWriteClipboard(permission: string, address: string): boolean {
  return permission === 'clipboard-sanitized-write' && isOwnPage(address);
}

function isAllowed(address: string): boolean {
  if (isOwnPage(address)) return true;
  const { protocol, host } = new URL(address);
  if (protocol === 'devtools:' || protocol === 'data:') return true;
  // The development server's hot reload; in a built app there is no such server.
  return import.meta.env.DEV && protocol === 'ws:' && host.startsWith('localhost');
}
