import { isRoot } from './system-packages.ts';

/**
 * The arguments every start of Electron needs on this machine. As root Chromium refuses to run in
 * its sandbox; for everyone else the sandbox is never switched off.
 */
export function launchArguments(root: boolean = isRoot()): readonly string[] {
  return root ? ['--no-sandbox'] : [];
}
