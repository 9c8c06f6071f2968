import type { CommandId } from '#shared/model/commands.ts';
import type { LocalStore } from './recent-queries.ts';

const KEY = 'annals.recent-commands';
const MAX_RECENT = 5;

/**
 * The commands that were chosen last on this machine, newest first.
 * @param known all there are; an older or newer Annals may have kept others
 */
export function loadRecentCommands(
  local: LocalStore | undefined,
  known: readonly CommandId[],
): readonly CommandId[] {
  try {
    const kept: unknown = JSON.parse(local?.getItem(KEY) ?? '[]');
    if (!Array.isArray(kept)) return [];
    const found = kept.flatMap((each) => known.find((id) => id === each) ?? []);
    return [...new Set(found)].slice(0, MAX_RECENT);
  } catch {
    // Written by somebody else, or not to be read: as good as none.
    return [];
  }
}

/** Keeps them for the next start. */
export function saveRecentCommands(
  local: LocalStore | undefined,
  recent: readonly CommandId[],
): void {
  try {
    local?.setItem(KEY, JSON.stringify(recent));
  } catch {
    // The disk may be full; they are there at least until the window is closed.
  }
}

/** Puts a command first, without its earlier place; the oldest goes when there are too many. */
export function withRecentCommand(
  recent: readonly CommandId[],
  command: CommandId,
): readonly CommandId[] {
  return [command, ...recent.filter((other) => other !== command)].slice(0, MAX_RECENT);
}
