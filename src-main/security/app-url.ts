/** Where the window's page lives. `annals://app/` is served by {@link serveApp} only. */
export const APP_SCHEME = 'annals';
export const APP_HOST = 'app';
const APP_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;

/**
 * The address of the page: the development server's while `npm run dev` runs, ours otherwise.
 * `import.meta.env.DEV` is fixed when main is built, so no environment can turn it on later.
 */
export function pageUrl(): string {
  const devServer = import.meta.env.DEV ? process.env['ELECTRON_RENDERER_URL'] : undefined;
  return devServer ?? APP_URL;
}

/**
 * True if an address belongs to our own page. Compares protocol and host, because Node says of
 * every custom scheme that its origin is the text "null".
 */
export function isOwnPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const own = new URL(pageUrl());
  return url.protocol === own.protocol && url.host === own.host;
}
