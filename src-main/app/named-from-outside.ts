import { app } from 'electron';
import { Handover, namedIn } from '../desktop/arguments.ts';

interface NamedFromOutside {
  /** True if this is the only Annals that runs; the other one was handed what this was to open. */
  readonly isOnly: boolean;
  /** What was named until now, and from now on whatever is named later. */
  listen(onNamed: (handover: Handover) => void): void;
}

/**
 * Files and links that are named by the command line, by another start, or by macOS. To be called
 * before `ready`, because macOS tells of the first ones before that.
 * @param onStartedAgain called when somebody has started Annals once more
 */
export function namedFromOutside(onStartedAgain: () => void): NamedFromOutside {
  const mine: Handover = {
    named: namedIn(process.argv, process.defaultApp),
    folder: process.cwd(),
  };
  const early: Handover[] = [mine];
  let tell = (handover: Handover): void => void early.push(handover);

  const isOnly = app.requestSingleInstanceLock(mine);
  app.on('second-instance', (_event, _argv, _folder, given) => {
    onStartedAgain();
    // Not the arguments that Electron passes on: Chromium sorts them, and adds its own.
    const parsed = Handover.safeParse(given);
    if (parsed.success) tell(parsed.data);
  });
  const opened = (event: Electron.Event, name: string): void => {
    event.preventDefault();
    const parsed = Handover.safeParse({ named: [name], folder: '/' });
    if (parsed.success) tell(parsed.data);
  };
  app.on('open-file', opened);
  app.on('open-url', opened);
  return {
    isOnly,
    listen: (onNamed) => {
      tell = onNamed;
      for (const handover of early.splice(0)) onNamed(handover);
    },
  };
}
