import type { Command } from '../run-foreground.ts';
import { say } from '../say.ts';
import { ensureSystem, programs } from './system-packages.ts';

/** A common desktop screen; xvfb-run's own is a square of 1280. */
const SCREEN = '1920x1080x24';

/** Whether a window would have no display to open on. */
export function lacksDisplay(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): boolean {
  return platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY;
}

/**
 * The command as it has to be run here: as it is where there is a display, else on a virtual one,
 * which it says in one line.
 * @throws SetupError naming the command that installs Xvfb, when this process may not
 */
export async function onDisplay(command: Command): Promise<Command> {
  if (!lacksDisplay()) return command;
  const names = ['xvfb-run', 'Xvfb', 'xauth'];
  await ensureSystem(programs('the virtual display', names, ['xvfb', 'xauth']));
  say('There is no display: using a virtual one (xvfb-run).');
  return onVirtualDisplay(command);
}

/** The command inside `xvfb-run`, reporting its own process id: xvfb-run passes no signals on. */
export function onVirtualDisplay(command: Command): Command {
  const reporting = ['sh', '-c', '{ echo $$ >&3; } 2>/dev/null; exec "$@" 3>&-', 'sh'];
  return {
    ...command,
    file: 'xvfb-run',
    args: ['-a', '-s', `-screen 0 ${SCREEN}`, ...reporting, command.file, ...command.args],
    reportsPid: true,
  };
}
