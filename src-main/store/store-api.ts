import type {
  EventDetail,
  EventSummary,
  NewEvent,
  StoredEvent,
} from '#shared/model/audit-event.ts';
import type { EntitiesRequest, EntityPage } from '#shared/model/entity.ts';
import type { ErrorGroup } from '#shared/model/error-group.ts';
import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import type { Facets, FacetsRequest } from '#shared/model/facets.ts';
import type { LensState } from '#shared/model/lens-state.ts';
import type { RelatedEvents } from '#shared/model/related.ts';
import type {
  AddNote,
  EventReview,
  FlagEntities,
  FlagEvents,
  FlagResult,
  Hold,
  HoldResult,
  NoteResult,
  PlaceHold,
  ReleaseHold,
  UndoFlags,
  UndoResult,
} from '#shared/model/review.ts';
import type { Timeline, TimelineRequest } from '#shared/model/timeline.ts';
import type { PackedEvents } from './packing/packed-events.ts';

/**
 * What the store can be asked, as plain synchronous methods: threads serve them, the host
 * offers them as promises, tests call them directly. A method that can take long is a
 * generator: it yields between slices of at most some 20 ms, so that other calls run and a
 * cancelled one ends there.
 */

export type Sliced<Value> = Generator<undefined, Value>;

export interface PageRequest {
  readonly filter: EventFilter;
  readonly order: EventOrder;
  /** 1 to 1000. */
  readonly limit: number;
  /** Rows to skip; ignored where a cursor is given. */
  readonly offset: number;
  /** `nextCursor` of the page before; null for the first page. */
  readonly cursor: string | null;
}

export interface Page {
  readonly items: readonly StoredEvent[];
  /** Null when this is the last page. */
  readonly nextCursor: string | null;
}

export interface StoreFacts {
  readonly events: number;
  readonly headSeq: number;
  readonly oldest: number | null;
  readonly newest: number | null;
  readonly bytes: number;
  readonly schemaVersion: number;
  readonly sqliteVersion: string;
  readonly chainId: string;
}

export interface ChainCheck {
  readonly events: number;
  /** seq of the first event that does not fit; null if all fit. */
  readonly firstBad: number | null;
  /** What does not fit, in words; empty if all fits. */
  readonly reason: string;
}

export interface StoreReads {
  facts(): StoreFacts;
  page(request: PageRequest): Sliced<Page>;
  total(filter: EventFilter): Sliced<number>;
  /** Starts a result whose rows can be read by position; the first rows come at once. */
  openResult(request: {
    readonly filter: EventFilter;
    readonly order: EventOrder;
    readonly firstRows: number;
  }): Sliced<{
    readonly queryId: string;
    readonly headSeq: number;
    readonly rows: readonly EventSummary[];
  }>;
  /** Number of rows of a result. */
  resultTotal(queryId: string): Sliced<number>;
  /** Rows [start, end) of a result; null for a row that is gone since. */
  resultRows(request: {
    readonly queryId: string;
    readonly start: number;
    readonly end: number;
  }): Sliced<readonly (EventSummary | null)[]>;
  /**
   * Where a row stands in a result: the event with this seq, or the first row of the result (in
   * its order) that is not before this time. Null if the result has no such row.
   * @throws AnnalsError INVALID_INPUT for a time where the order is not by time
   */
  resultPosition(request: {
    readonly queryId: string;
    readonly at: { readonly seq: number } | { readonly time: number };
  }): Sliced<number | null>;
  facets(request: FacetsRequest): Sliced<Facets>;
  timeline(request: TimelineRequest): Sliced<Timeline>;
  entities(request: EntitiesRequest): Sliced<EntityPage>;
  /** Errors that match, by type, the most frequent first. */
  errorGroups(request: {
    readonly filter: EventFilter;
    readonly limit: number;
  }): Sliced<readonly ErrorGroup[]>;
  /**
   * @param request.limit of each list
   * @throws AnnalsError NOT_FOUND
   */
  related(request: { readonly seq: number; readonly limit: number }): Sliced<RelatedEvents>;
  lens(): LensState;
  /** Brings the lens up to date, so that it answers what follows; SQL answers without it. */
  prepareLens(): Sliced<LensState>;
  /** @throws AnnalsError NOT_FOUND */
  detail(key: { readonly seq: number } | { readonly id: string }): EventDetail;
  /**
   * What people added to an event.
   * @throws AnnalsError NOT_FOUND
   */
  reviewOf(seq: number): EventReview;
  /** Every hold, the newest first, released ones included. */
  holds(): Sliced<readonly Hold[]>;
  /** Recomputes every leaf and link, and the heads signed over them. */
  checkChain(): Sliced<ChainCheck>;
  /** SQLite's own structural check; the problems it names, empty if there are none. */
  quickCheck(): readonly string[];
}

/** One record of an import, mapped and ready to store. */
export interface ImportedEvent {
  /** With an id derived from the source, so that importing twice adds nothing. */
  readonly event: NewEvent & { readonly id: string };
  /** The original record, byte for byte. */
  readonly raw: Uint8Array;
}

export interface ImportCounts {
  readonly read: number;
  readonly added: number;
  readonly duplicates: number;
  readonly rejected: number;
}

export interface Operator {
  readonly id: string;
  readonly name: string;
}

/** How far the index of text reaches. */
export interface TextProgress {
  /** Events up to this one are indexed; a search looks through the later ones itself. */
  readonly upTo: number;
  readonly headSeq: number;
}

/** What is asked for, and who asks. */
export type ByOperator<Request> = Request & { readonly operator: Operator };

export interface RecordedEvent {
  readonly id: string;
  readonly seq: number;
  /** False if an event with this id was there before; nothing was written then. */
  readonly isNew: boolean;
}

export interface StoreWrites {
  /** Appends events durably, all or none, in the order given. */
  record(events: readonly NewEvent[]): readonly RecordedEvent[];
  /** Opens a batch. It stays `running` until {@link StoreWrites.finishImport} commits. */
  beginImport(request: {
    readonly operator: Operator;
    /** In words: a file name or “55 files”. */
    readonly title: string;
    /** Names of the files, without folders. */
    readonly files: readonly string[];
  }): { readonly batch: number };
  /** Stores one slice of a batch in one transaction, counts included; answers what it added. */
  appendImport(request: {
    readonly batch: number;
    /** Packed beforehand in another thread, or as they are. */
    readonly events: readonly ImportedEvent[] | PackedEvents;
    /** Index into the files of the batch, for events that are not packed; 0 by default. */
    readonly file?: number;
    readonly rejected: number;
  }): { readonly added: number; readonly duplicates: number; readonly headSeq: number };
  /** Closes a batch and records the import as an event, in one transaction. */
  finishImport(request: {
    readonly batch: number;
    readonly outcome: 'done' | 'cancelled';
    readonly format: string;
  }): ImportCounts & { readonly eventId: string; readonly headSeq: number };
  /** Indexes the text of some events more, for some 20 ms; to be repeated until all are. */
  indexText(): TextProgress;
  /** @throws AnnalsError NOT_FOUND if one of the chosen events is not there; nothing changed then */
  flagEvents(request: ByOperator<FlagEvents>): FlagResult;
  /** @throws AnnalsError NOT_FOUND if one of the entities was never seen; nothing changed then */
  flagEntities(request: ByOperator<FlagEntities>): FlagResult;
  /** @throws AnnalsError NOT_FOUND if that is no act of flagging, CONFLICT if it is too long ago */
  undoFlags(request: ByOperator<UndoFlags>): UndoResult;
  /** @throws AnnalsError NOT_FOUND */
  addNote(request: ByOperator<AddNote>): NoteResult;
  /**
   * @throws AnnalsError NOT_FOUND; INVALID_INPUT without a reason, or for a filter whose events
   *   could come free by themselves
   */
  placeHold(request: ByOperator<PlaceHold>): HoldResult;
  /** @throws AnnalsError NOT_FOUND, INVALID_INPUT without a reason, CONFLICT if it was released */
  releaseHold(request: ByOperator<ReleaseHold>): HoldResult;
}

type Answer<Method> = Method extends (...args: infer Args) => infer Returned
  ? (...args: Args) => Promise<Returned extends Sliced<infer Value> ? Value : Returned>
  : never;

/** The same methods from another thread: every answer is a promise, every error an AnnalsError. */
export type Remote<Methods> = { readonly [Name in keyof Methods]: Answer<Methods[Name]> };
