// What Electron's own default app does for `electron PATH`, for a runtime that comes without it.
// An ES module on purpose: Electron holds `ready` back until its top-level await is over, so the
// application can still do what has to be done before `ready`.
import { app } from 'electron';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const path = process.argv.slice(1).find((argument) => !argument.startsWith('-'));

if (path === undefined) {
  console.log(`Electron ${process.versions.electron}`);
  app.exit();
} else {
  await loadApplication(resolve(path));
}

async function loadApplication(folder) {
  const require = createRequire(join(folder, 'package.json'));
  const manifest = require('./package.json');
  const name = manifest.productName ?? manifest.name;
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  app.setName(name);
  app.setVersion(manifest.version);
  app.setDesktopName(manifest.desktopName ?? `${name}.desktop`);
  app.setAppPath(folder);
  await import(pathToFileURL(require.resolve(folder)).href);
}
