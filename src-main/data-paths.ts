import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Where Annals keeps what belongs to the operator, outside of any store. Absolute paths. */
export interface DataPaths {
  /** Settings and Electron's own profile. */
  readonly config: string;
  /** The operator's store is `audit.db` in here; the sample store stands beside it. */
  readonly data: string;
  /** The signing key and the anchors: apart from the stores that they vouch for. */
  readonly state: string;
}

/**
 * The folders of this operator. `ANNALS_HOME` puts all three under one folder (tests, portable
 * use); otherwise the platform's conventions hold (XDG base directories on Linux). The console
 * and the command line share them.
 */
export function dataPaths(environment: NodeJS.ProcessEnv = process.env): DataPaths {
  const home = environment['ANNALS_HOME'];
  if (home) {
    return { config: join(home, 'config'), data: join(home, 'data'), state: join(home, 'state') };
  }
  if (process.platform === 'win32') {
    const local = environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
    const roaming = environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
    return {
      config: join(roaming, 'Annals'),
      data: join(local, 'Annals', 'data'),
      state: join(local, 'Annals', 'state'),
    };
  }
  if (process.platform === 'darwin') {
    const support = join(homedir(), 'Library', 'Application Support', 'Annals');
    return { config: support, data: join(support, 'data'), state: join(support, 'state') };
  }
  const xdg = (name: string, fallback: string): string =>
    join(environment[name] || join(homedir(), fallback), 'annals');
  return {
    config: xdg('XDG_CONFIG_HOME', '.config'),
    data: xdg('XDG_DATA_HOME', join('.local', 'share')),
    state: xdg('XDG_STATE_HOME', join('.local', 'state')),
  };
}

/** The store that the console and the command line open unless told otherwise. */
export function defaultStorePath(paths: DataPaths = dataPaths()): string {
  return join(paths.data, 'audit.db');
}
