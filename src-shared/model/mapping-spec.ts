import { z } from 'zod';
import { MAPPED_FIELDS } from './mapped-fields.ts';

const Path = z.string().trim().min(1).max(200);

/**
 * Where a field of the event comes from: the first of some paths (`user.name`, `target[0].id`)
 * where something stands, in the record's own spelling; or a fixed value. Words of the source can
 * be put into Annals' words.
 */
export const FieldSource = z.strictObject({
  from: z.array(Path).max(20).default([]),
  /** Taken where none of the paths leads to anything. */
  value: z.string().max(1_024).nullable().default(null),
  /** What the source says, and what it means: `{"0": "success"}`. Compared without case. */
  words: z.record(z.string().max(200), z.string().max(200)).default({}),
});
export type FieldSource = z.infer<typeof FieldSource>;

/**
 * A mapping as an operator writes it: which parts of a record become which fields of an event.
 * Fields it does not name are found by common names, unless `isComplete`.
 */
export const MappingSpec = z.strictObject({
  annalsMapping: z.literal(1),
  /** Stands in results and ids. */
  name: z
    .string()
    .regex(/^[a-z][a-z\d-]{0,49}$/u, 'must be lower case letters, digits and hyphens'),
  title: z.string().trim().min(1).max(100),
  /**
   * Which records it is for when it is not asked for by name: those that have something at each of
   * these paths. Empty: only by name.
   */
  recognises: z.array(Path).max(20).default([]),
  fields: z.partialRecord(z.enum(MAPPED_FIELDS), FieldSource).default({}),
  /** Things the event touched, each with at least an id or a name. Empty: found by common names. */
  targets: z
    .array(
      z.strictObject({
        type: FieldSource,
        id: FieldSource.optional(),
        name: FieldSource.optional(),
      }),
    )
    .max(20)
    .default([]),
  /** True if fields it does not name stay empty. */
  isComplete: z.boolean().default(false),
});
export type MappingSpec = z.infer<typeof MappingSpec>;
/** A mapping as it is handed in: what has a default may be left out. */
export type MappingDraft = z.input<typeof MappingSpec>;
