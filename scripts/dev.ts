// `npm run dev`: the application from its sources, reloaded as they change.
import { forgetBuild } from './build-if-stale.ts';
import { onDisplay } from './electron/display.ts';
import { resolveElectron } from './electron/resolve.ts';
import { runForeground } from './run-foreground.ts';
import { runMain } from './run-main.ts';
import { ELECTRON_VITE } from './tools.ts';

await runMain(async () => {
  const electron = await resolveElectron();
  // Development builds go to the same folder, and are not what `npm start` runs.
  await forgetBuild();
  const command = await onDisplay({
    file: process.execPath,
    args: [ELECTRON_VITE, 'dev', '--watch', '--', ...electron.args, ...process.argv.slice(2)],
    env: { ...electron.env, ELECTRON_EXEC_PATH: electron.executablePath },
  });
  return await runForeground(command);
});
