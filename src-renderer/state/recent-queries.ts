/** Where the window keeps what belongs to this machine and not to a store, such as localStorage. */
export type LocalStore = Pick<Storage, 'getItem' | 'setItem'>;

const KEY = 'annals.recent-queries';
const MAX_RECENT = 20;

/** The queries asked last on this machine, newest first; none if nothing readable is kept. */
export function loadRecentQueries(local: LocalStore | undefined): readonly string[] {
  try {
    const kept: unknown = JSON.parse(local?.getItem(KEY) ?? '[]');
    if (!Array.isArray(kept)) return [];
    return kept.filter((text): text is string => typeof text === 'string').slice(0, MAX_RECENT);
  } catch {
    // Written by somebody else, or not to be read: as good as none.
    return [];
  }
}

/** Keeps them for the next start. */
export function saveRecentQueries(local: LocalStore | undefined, recent: readonly string[]): void {
  try {
    local?.setItem(KEY, JSON.stringify(recent));
  } catch {
    // The disk may be full; the queries are there at least until the window is closed.
  }
}

/** Puts a query first, without its earlier place; the oldest goes when there are too many. */
export function withRecent(recent: readonly string[], text: string): readonly string[] {
  if (text === '' || recent[0] === text) return recent;
  return [text, ...recent.filter((other) => other !== text)].slice(0, MAX_RECENT);
}
