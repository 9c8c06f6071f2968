import { readFile, readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { protocol } from 'electron';
import { APP_HOST, APP_SCHEME } from './app-url.ts';
import { SECURITY_HEADERS } from './content-policy.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Must run before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    // With its code cached by V8, the page starts without compiling it again.
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/**
 * Answers `annals://app/` from a fixed list of the built files, made once: a path in a request
 * is looked up, never joined, so that none can lead out of the folder.
 */
export async function serveApp(folder: string): Promise<void> {
  const files = await filesBelow(folder);
  protocol.handle(APP_SCHEME, async (request) => {
    const url = new URL(request.url);
    const file = url.host === APP_HOST ? files.get(url.pathname) : undefined;
    if (request.method !== 'GET' || file === undefined) {
      return new Response('Not found', { status: 404, headers: SECURITY_HEADERS });
    }
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const bytes = new Uint8Array(await readFile(file));
    return new Response(bytes, { headers: { ...SECURITY_HEADERS, 'Content-Type': type } });
  });
}

async function filesBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return [`/${relative(folder, file).split(sep).join('/')}`, file];
      }),
  );
}
