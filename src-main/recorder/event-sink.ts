import type { EventTarget, NewEvent } from '#shared/model/audit-event.ts';
import type { ActorType } from '#shared/model/vocabulary.ts';

/** Who did something. */
export interface Actor {
  readonly id: string;
  /** As it is now; names change, and the trail keeps what it was. */
  readonly name?: string | null | undefined;
  /** `user` unless said otherwise. */
  readonly type?: ActorType | undefined;
}

/** Something that was touched. */
export type Target = Omit<EventTarget, 'name'> & { readonly name?: string | null | undefined };

/** Fields that are given as they are stored. */
type PlainField = Exclude<
  keyof NewEvent,
  | 'action'
  | 'occurredAt'
  | 'targets'
  | 'metadata'
  | 'changes'
  | 'actorId'
  | 'actorName'
  | 'actorType'
>;

/** What can be said of an event beside its action; docs/events.md has the meanings. */
export type Details = { readonly [Field in PlainField]?: NewEvent[Field] | undefined } & {
  /** When it happened, in milliseconds UTC, as ISO 8601, or as a Date; now by default. */
  readonly occurredAt?: number | string | Date | undefined;
  /** Who did it; the actor of the recorder by default. */
  readonly actor?: Actor | null | undefined;
  /** What it was done to, the most telling first. */
  readonly targets?: readonly Target[] | undefined;
  /** Any object: it is recorded as JSON, bounded, and without secrets. */
  readonly metadata?: object | undefined;
  /** Only the keys that changed, before and after. */
  readonly changes?: { readonly old: object; readonly new: object } | null | undefined;
};

/** What can be said of an error; its action is `error` unless another is given. */
export type ErrorContext = Details & { readonly action?: string };

/** An event as a program hands it in: only the action must be there. */
export type RecordInput = Details & { readonly action: string };

/** What can take events without ever failing its caller. */
export interface EventSink {
  record(event: RecordInput): unknown;
  /** Tries to record what had to be kept aside; when a promise is answered, it is done when that is. */
  flush(): unknown;
}
