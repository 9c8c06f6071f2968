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
    name: 'doctor',
    summary: 'Check that a store is sound',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
];
