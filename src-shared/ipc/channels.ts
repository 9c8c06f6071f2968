/** Every request a window may make. Nothing but names, so that the preload stays tiny. */
export const CHANNELS = [
  'app.info',
  'settings.get',
  'settings.set',
  'store.state',
  'store.choose',
  'store.create',
  'store.openDefault',
  'store.openSample',
  'store.reopen',
  'store.lens',
  'history.open',
  'history.total',
  'history.rows',
  'history.position',
  'history.facets',
  'history.timeline',
  'history.detail',
  'history.related',
  'entity.list',
  'question.failures',
  'question.byService',
  'question.errors',
  'question.combined',
  'call.cancel',
  'import.choose',
  'import.dropped',
  'import.start',
  'job.list',
  'job.cancel',
] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** Every message that main may send to a window unasked. */
export const PUSHES = [
  'store.state',
  'store.changed',
  'job.changed',
  'settings.changed',
  'command.run',
] as const;
export type PushName = (typeof PUSHES)[number];

/** Channels whose input holds file paths: only the preload may call them, from a real drop. */
export const PRELOAD_ONLY: readonly ChannelName[] = ['import.dropped'];
