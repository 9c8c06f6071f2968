import { z } from 'zod';
import { EpochMs } from './audit-event.ts';
import { EventFilter } from './event-filter.ts';
import { LIMITS } from './limits.ts';

/**
 * What people add beside events (product.md §5): flags, notes, holds. None of it changes an event,
 * and every change of it is an event of its own, the act, known by its seq.
 */

const Count = z.int().nonnegative();
const Seq = z.int().positive();
/** What a person writes; kept as it is, line breaks and all. */
export const Words = z
  .string()
  .max(LIMITS.message)
  .refine((text) => text.trim() !== '', { message: 'is empty' });

/** Chosen events. As many as the act can name; more are chosen by a filter. */
const ChosenEvents = z.strictObject({ seqs: z.array(Seq).min(1).max(LIMITS.targets) });
/** All events that match at the moment of the act. */
const MatchingEvents = z.strictObject({ filter: EventFilter });

/** Something that events touched. */
export const EntityKey = z.strictObject({
  type: z.string().min(1).max(LIMITS.name),
  id: z.string().min(1).max(LIMITS.name),
});
export type EntityKey = z.infer<typeof EntityKey>;

export const EventSelection = z.union([ChosenEvents, MatchingEvents]);
export type EventSelection = z.infer<typeof EventSelection>;

/** Flags events, or takes their flags away. The note replaces the one that a flag had. */
export const FlagEvents = z.strictObject({
  selection: EventSelection,
  flagged: z.boolean(),
  note: Words.nullable(),
});
export type FlagEvents = z.infer<typeof FlagEvents>;

export const FlagEntities = z.strictObject({
  entities: z.array(EntityKey).min(1).max(LIMITS.targets),
  flagged: z.boolean(),
  note: Words.nullable(),
});
export type FlagEntities = z.infer<typeof FlagEntities>;

export const FlagResult = z.strictObject({
  /** How many were really changed; the same call again changes none. */
  updatedCount: Count,
  /** What `UndoFlags` takes; null if nothing changed, and so nothing was recorded. */
  act: Seq.nullable(),
  eventId: z.string().nullable(),
  headSeq: Count,
});
export type FlagResult = z.infer<typeof FlagResult>;

/** Puts everything back that an act of flagging changed, and that nobody changed since. */
export const UndoFlags = z.strictObject({ act: Seq });
export type UndoFlags = z.infer<typeof UndoFlags>;

export const UndoResult = z.strictObject({
  updatedCount: Count,
  /** How many stay as they are, because they were changed again since. */
  leftAlone: Count,
  eventId: z.string().nullable(),
  headSeq: Count,
});
export type UndoResult = z.infer<typeof UndoResult>;

/** A note is never changed; a wrong one is followed by another. */
export const AddNote = z.strictObject({ seq: Seq, text: Words });
export type AddNote = z.infer<typeof AddNote>;

export const NoteResult = z.strictObject({ eventId: z.string(), headSeq: Count });
export type NoteResult = z.infer<typeof NoteResult>;

export const HOLD_KINDS = ['events', 'entity', 'filter'] as const;

/**
 * What is held: chosen events, all events of an entity, or all that match a filter; of the last
 * two, those that come later too.
 */
export const HoldSelection = z.union([
  ChosenEvents,
  z.strictObject({ entity: EntityKey }),
  MatchingEvents,
]);
export type HoldSelection = z.infer<typeof HoldSelection>;

export const PlaceHold = z.strictObject({ selection: HoldSelection, reason: Words });
export type PlaceHold = z.infer<typeof PlaceHold>;

export const HoldResult = z.strictObject({
  /** Number of the hold. */
  hold: Seq,
  /** Events that it holds now, or held when it was released. */
  heldCount: Count,
  eventId: z.string(),
  headSeq: Count,
});
export type HoldResult = z.infer<typeof HoldResult>;

export const ReleaseHold = z.strictObject({ hold: Seq, reason: Words });
export type ReleaseHold = z.infer<typeof ReleaseHold>;

/** Who did it and when, as the act's event says; null if that event is no longer kept. */
const Signature = { at: EpochMs.nullable(), operator: z.string().nullable() };

const HoldMark = z.strictObject({
  id: Seq,
  kind: z.enum(HOLD_KINDS),
  reason: z.string(),
  ...Signature,
});

/** What people added to one event. */
export const EventReview = z.strictObject({
  flag: z
    .strictObject({ note: z.string().nullable(), eventId: z.string().nullable(), ...Signature })
    .nullable(),
  /** In the order in which they were written. */
  notes: z.array(z.strictObject({ text: z.string(), ...Signature })),
  /** The holds that keep it now. */
  holds: z.array(HoldMark),
});
export type EventReview = z.infer<typeof EventReview>;

/** What a row of a list shows of what people added to an event. */
export const EventMark = z.strictObject({
  seq: Seq,
  isFlagged: z.boolean(),
  isNoted: z.boolean(),
  isHeld: z.boolean(),
});
export type EventMark = z.infer<typeof EventMark>;

/** As many events as are asked about at once. */
export const MarksRequest = z.strictObject({ seqs: z.array(Seq).min(1).max(LIMITS.pageRows) });

export const Hold = z.strictObject({
  ...HoldMark.shape,
  /** What a hold of kind entity holds, by the name it had last. */
  entity: z.strictObject({ ...EntityKey.shape, name: z.string().nullable() }).nullable(),
  /** What a hold of kind filter holds. */
  filter: EventFilter.nullable(),
  /** Events that it holds now; null once it is released. */
  heldCount: Count.nullable(),
  released: z.strictObject({ reason: z.string(), ...Signature }).nullable(),
});
export type Hold = z.infer<typeof Hold>;
