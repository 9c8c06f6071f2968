import { z } from 'zod';
import { ImportOptions } from '../model/import-options.ts';
import { ImportPreview } from '../model/import-preview.ts';
import { MappingSpec } from '../model/mapping-spec.ts';
import { Nothing } from './channel-spec.ts';
import type { ChannelSpec } from './channel-spec.ts';

/** Files that the operator picked. The paths stay in main, behind the token. */
export const ImportOffer = z.strictObject({
  token: z.uuid(),
  title: z.string(),
  files: z.int().positive(),
  bytes: z.int().nonnegative(),
});
export type ImportOffer = z.infer<typeof ImportOffer>;

/** Files on offer, and how to read them. */
const OfferedImport = z.strictObject({
  token: z.uuid(),
  options: ImportOptions.prefault({}),
});

/** A mapping as the window lists it. */
export const MappingEntry = z.strictObject({
  name: z.string(),
  title: z.string(),
  /** Null for those that ship with Annals, which cannot be changed. */
  spec: MappingSpec.nullable(),
});
export type MappingEntry = z.infer<typeof MappingEntry>;

const MappingList = z.strictObject({ mappings: z.array(MappingEntry) });

/** Importing: docs/importing.md. */
export const importContract = {
  /** Shows the open dialog; null if cancelled. */
  'import.choose': {
    access: 'read',
    role: 'admin',
    input: z.strictObject({ kind: z.enum(['files', 'folder']) }),
    output: ImportOffer.nullable(),
    errors: ['FILE_UNREADABLE'],
  },
  /** Paths of files that were dropped on the window; the preload calls it, never the page. */
  'import.dropped': {
    access: 'read',
    role: 'admin',
    input: z.strictObject({ paths: z.array(z.string().min(1).max(4_096)).min(1).max(10_000) }),
    output: ImportOffer,
    errors: ['FILE_UNREADABLE'],
  },
  /** Reads the first records of the files on offer, and asks the store which it has. */
  'import.sample': {
    access: 'read',
    role: 'admin',
    input: OfferedImport,
    output: ImportPreview,
    errors: [
      'NOT_FOUND',
      'INVALID_INPUT',
      'FILE_UNREADABLE',
      'FILE_UNRECOGNISED',
      'STORE_UNAVAILABLE',
      'CANCELLED',
    ],
  },
  /** Reads everything as a job, and writes nothing: exact counts. */
  'import.preview': {
    access: 'read',
    role: 'admin',
    input: OfferedImport,
    output: z.strictObject({ jobId: z.uuid() }),
    errors: ['NOT_FOUND', 'JOB_RUNNING', 'STORE_UNAVAILABLE'],
  },
  /** Imports the files on offer as a job; the offer ends with it. */
  'import.start': {
    access: 'job',
    role: 'admin',
    input: OfferedImport,
    output: z.strictObject({ jobId: z.uuid() }),
    errors: ['NOT_FOUND', 'JOB_RUNNING', 'STORE_UNAVAILABLE', 'STORE_READONLY'],
  },
  /** Gives files back that are not going to be imported. */
  'import.discard': {
    access: 'read',
    role: 'admin',
    input: z.strictObject({ token: z.uuid() }),
    output: Nothing,
    errors: [],
  },
  /** The mappings that records can be read by: those that ship with Annals, and saved ones. */
  'mapping.list': {
    access: 'read',
    role: 'admin',
    input: Nothing,
    output: MappingList,
    errors: [],
  },
  /** Saves a mapping under its name, over one of the same name. */
  'mapping.save': {
    access: 'write',
    role: 'admin',
    input: z.strictObject({ spec: MappingSpec }),
    output: MappingList,
    errors: ['INVALID_INPUT', 'FILE_UNREADABLE'],
  },
  'mapping.remove': {
    access: 'write',
    role: 'admin',
    input: z.strictObject({ name: z.string().min(1).max(50) }),
    output: MappingList,
    errors: ['NOT_FOUND', 'FILE_UNREADABLE'],
  },
} as const satisfies Record<string, ChannelSpec>;
