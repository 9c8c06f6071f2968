import type { Command } from './command.ts';

/** A command that is loaded when it is asked for, so that each starts fast. */
interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}

/** All commands, in the order in which help lists them. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'import',
    summary: 'Bring in audit logs from files and folders',
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  {
    name: 'mappings',
    summary: 'List how records become events, or save a mapping of your own',
    load: async () => (await import('./commands/mappings.ts')).mappingsCommand,
  },
  {
    name: 'record',
    summary: 'Record one event',
    load: async () => (await import('./commands/record.ts')).recordCommand,
  },
  {
    name: 'query',
    summary: 'List the events that match a filter',
    load: async () => (await import('./commands/query.ts')).queryCommand,
  },
  {
    name: 'count',
    summary: 'Count the events that match a filter',
    load: async () => (await import('./commands/count.ts')).countCommand,
  },
  {
    name: 'facets',
    summary: 'Count the events that match a filter by their values',
    load: async () => (await import('./commands/facets.ts')).facetsCommand,
  },
  {
    name: 'timeline',
    summary: 'Count the events that match a filter over time',
    load: async () => (await import('./commands/timeline.ts')).timelineCommand,
  },
  {
    name: 'get',
    summary: 'Show everything about one event',
    load: async () => (await import('./commands/get.ts')).getCommand,
  },
  {
    name: 'failures',
    summary: 'List what failed lately',
    load: async () => (await import('./commands/failures.ts')).failuresCommand,
  },
  {
    name: 'by-service',
    summary: 'List everything that touched a service',
    load: async () => (await import('./commands/by-service.ts')).byServiceCommand,
  },
  {
    name: 'errors',
    summary: 'List errors, grouped by their type',
    load: async () => (await import('./commands/errors.ts')).errorsCommand,
  },
  {
    name: 'entities',
    summary: 'List the things that events touched',
    load: async () => (await import('./commands/entities.ts')).entitiesCommand,
  },
  {
    name: 'flag',
    summary: 'Flag events or entities, or take their flags away',
    load: async () => (await import('./commands/flag.ts')).flagCommand,
  },
  {
    name: 'note',
    summary: 'Write a note on an event',
    load: async () => (await import('./commands/note.ts')).noteCommand,
  },
  {
    name: 'hold',
    summary: 'Keep events from being pruned, or list what is kept',
    load: async () => (await import('./commands/hold.ts')).holdCommand,
  },
  {
    name: 'review',
    summary: 'Show how far the trail was reviewed, or sign off on it',
    load: async () => (await import('./commands/review.ts')).reviewCommand,
  },
  {
    name: 'batches',
    summary: 'List the imports and what they brought in, or undo one',
    load: async () => (await import('./commands/batches.ts')).batchesCommand,
  },
  {
    name: 'export',
    summary: 'Write the events that match a filter to a file',
    load: async () => (await import('./commands/export.ts')).exportCommand,
  },
  {
    name: 'prune',
    summary: 'Delete events for good: first a plan, then its application',
    load: async () => (await import('./commands/prune.ts')).pruneCommand,
  },
  {
    name: 'clear',
    summary: 'Delete everything for good: first a plan, then its application',
    load: async () => (await import('./commands/clear.ts')).clearCommand,
  },
  {
    name: 'retention',
    summary: 'Show, set or apply the rules of what is kept how long',
    load: async () => (await import('./commands/retention.ts')).retentionCommand,
  },
  {
    name: 'verify',
    summary: 'Check whether anything in the trail was changed',
    load: async () => (await import('./commands/verify.ts')).verifyCommand,
  },
  {
    name: 'seal',
    summary: 'Sign what the trail is now, to be kept elsewhere',
    load: async () => (await import('./commands/seal.ts')).sealCommand,
  },
  {
    name: 'bundle',
    summary: 'Make an evidence bundle: events with what proves them',
    load: async () => (await import('./commands/bundle.ts')).bundleCommand,
  },
  {
    name: 'operators',
    summary: 'List who may sign in to a store, or change who may',
    load: async () => (await import('./commands/operators.ts')).operatorsCommand,
  },
  {
    name: 'doctor',
    summary: 'Check that a store is sound',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
];
