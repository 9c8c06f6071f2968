import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DEFAULT_SETTINGS } from '#shared/model/default-settings.ts';
import { Settings } from '#shared/model/settings.ts';

/** The operator's settings in a small JSON file, replaced whole at every change. */
export interface SettingsFile {
  readonly current: Settings;
  /** Changes some settings and keeps them. A disk that refuses loses the change at the next start only. */
  change(change: {
    readonly [Key in keyof Settings]?: Settings[Key] | undefined;
  }): Promise<Settings>;
}

/** Reads the settings; what is missing or damaged is as it was at first. */
export async function openSettings(path: string): Promise<SettingsFile> {
  let current = await read(path);
  /** One after the other, so that the last change is the one that stays. */
  let turn = Promise.resolve();
  return {
    get current() {
      return current;
    },
    async change(change) {
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      current = Settings.parse({ ...current, ...Object.fromEntries(given) });
      turn = turn.then(() => write(path, current)).catch((error: unknown) => console.error(error));
      await turn;
      return current;
    },
  };
}

/** IANA name of the zone in which the operator reads times in the window. */
export function shownZone({ current }: Pick<SettingsFile, 'current'>): string {
  return current.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

async function read(path: string): Promise<Settings> {
  try {
    const stored: unknown = JSON.parse(await readFile(path, 'utf8'));
    return Settings.parse({ ...DEFAULT_SETTINGS, ...readable(stored) });
  } catch {
    return DEFAULT_SETTINGS;
  }
}

/** The settings that can be read, each for itself: one that is damaged takes no other along. */
function readable(stored: unknown): Record<string, unknown> {
  const partial = Settings.partial();
  const given = Object.entries(typeof stored === 'object' ? (stored ?? {}) : {});
  return Object.fromEntries(
    given.filter(([key, value]) => partial.safeParse({ [key]: value }).success),
  );
}

async function write(path: string, settings: Settings): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const partial = `${path}.${process.pid}.partial`;
  await writeFile(partial, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  await rename(partial, path);
}
