// `npm start`: the application, built if its sources changed.
import { buildIfStale } from './build-if-stale.ts';
import { onDisplay } from './electron/display.ts';
import { resolveElectron } from './electron/resolve.ts';
import { PROJECT_ROOT } from './project.ts';
import { runForeground } from './run-foreground.ts';
import { runMain } from './run-main.ts';

await runMain(async () => {
  const [electron] = await Promise.all([resolveElectron(), buildIfStale()]);
  const command = await onDisplay({
    file: electron.executablePath,
    args: [...electron.args, PROJECT_ROOT, ...process.argv.slice(2)],
    env: electron.env,
  });
  return await runForeground(command);
});
