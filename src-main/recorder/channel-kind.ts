/** What a call on an IPC channel does, as far as recording it goes. */
export type ChannelKind = 'read' | 'write' | 'destructive';

/** First words of what only looks, and of what cannot be taken back. */
const READS = new Set([
  'choose',
  'count',
  'detail',
  'facets',
  'fetch',
  'find',
  'get',
  'has',
  'info',
  'is',
  'list',
  'load',
  'lookup',
  'next',
  'page',
  'peek',
  'position',
  'preview',
  'query',
  'read',
  'rows',
  'search',
  'show',
  'state',
  'stats',
  'status',
  'subscribe',
  'timeline',
  'total',
  'view',
]);
const DESTRUCTIVE = new Set([
  'clear',
  'delete',
  'destroy',
  'drop',
  'erase',
  'export',
  'flag',
  'hold',
  'import',
  'prune',
  'purge',
  'remove',
  'reset',
  'revoke',
  'truncate',
  'wipe',
]);

/**
 * Guesses by its words what a channel does: `user:list` reads, `user.delete` destroys, and what is
 * not known writes. One destructive word is enough, wherever it stands; otherwise the last part of
 * the name decides.
 */
export function channelKind(channel: string): ChannelKind {
  const parts = channel.split(/[.:/]+/u).map(wordsOf);
  if (parts.flat().some((word) => DESTRUCTIVE.has(word))) return 'destructive';
  const [first] = parts.at(-1) ?? [];
  return first !== undefined && READS.has(first) ? 'read' : 'write';
}

/** `getUser-by_id`: get, user, by, id. */
function wordsOf(name: string): readonly string[] {
  const spaced = name.replaceAll(/([a-z\d])([A-Z])/gu, '$1 $2');
  return spaced.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
}
