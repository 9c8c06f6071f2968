import type {
  EventDetail,
  EventSummary,
  NewEvent,
  StoredEvent,
} from '#shared/model/audit-event.ts';
import type { BatchPage, BatchesRequest } from '#shared/model/batch.ts';
import type { EntitiesRequest, EntityPage } from '#shared/model/entity.ts';
import type { ErrorGroup } from '#shared/model/error-group.ts';
import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import type { CopyEvents } from '#shared/model/export.ts';
import type { Facets, FacetsRequest } from '#shared/model/facets.ts';
import type { ImportTimes } from '#shared/model/import.ts';
import type { LensState } from '#shared/model/lens-state.ts';
import type { RelatedEvents } from '#shared/model/related.ts';
import type { PlanPrune, PruneArchive, PrunePlan, PruneResult } from '#shared/model/prune.ts';
import type { Retention, RetentionResult, RetentionRules } from '#shared/model/retention.ts';
import type {
  AddNote,
  EventMark,
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
import type { MarkResult, MarkReviewed, ReviewState } from '#shared/model/review-mark.ts';
import type { Timeline, TimelineRequest } from '#shared/model/timeline.ts';
import type { Seal } from './chain/seal.ts';
import type { BundleJobs } from './bundle/write-bundle.ts';
import type { CopiedText } from './export/copy-events.ts';
import type { FinishExport, FinishedExport } from './export/finish-export.ts';
import type { ExportJobs } from './export/write-export.ts';
import type { FileMove } from './file-moves.ts';
import type { OperatorReads, OperatorWrites } from './operators/operator-api.ts';
import type { PackedEvents } from './packing/packed-events.ts';
import type { VerifyJobs } from './verify/verify-jobs.ts';

/**
 * What the store can be asked, as plain synchronous methods: threads serve them, the host
 * offers them as promises, tests call them directly. A method that can take long is a
 * generator: it yields between slices of at most some 20 ms, so that other calls run and a
 * cancelled one ends there.
 */

export type Sliced<Value> = Generator<Progress | undefined, Value>;

/** The same of work that waits for a disk between slices, as jobs may. */
export type AsyncSliced<Value> = AsyncGenerator<Progress | undefined, Value>;

/** How far long work is; the unit is that of the work, events mostly. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

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

export interface StoreReads extends OperatorReads {
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
  /** Which of some events are flagged, noted or held; those that are none of it are left out. */
  reviewMarks(seqs: readonly number[]): readonly EventMark[];
  /** Every hold, the newest first, released ones included. */
  holds(): Sliced<readonly Hold[]>;
  /**
   * The events that people name, by id or by number.
   * @throws AnnalsError NOT_FOUND with the names of those that are not there
   */
  seqsOf(names: readonly string[]): readonly number[];
  /** How far the trail was looked through, and how much has come since. */
  reviewState(): ReviewState;
  /** Imports, the newest first. */
  batches(request: BatchesRequest): BatchPage;
  /** Which of some ids events have. */
  knownIds(ids: readonly string[]): string[];
  /**
   * What a prune would do; kept for a day under its name, for `applyPrune`.
   * @throws AnnalsError INVALID_INPUT
   */
  planPrune(request: PlanPrune): Sliced<PrunePlan>;
  retention(): Retention;
  /** Events as text for the clipboard, as many as go there at once. */
  copyEvents(request: CopyEvents): Sliced<CopiedText>;
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

/** A file in which everything that goes was written and verified, on its way to its name. */
export interface WrittenArchive extends PruneArchive {
  readonly file: FileMove;
}

/** What is asked for, and who asks. */
export type ByOperator<Request> = Request & { readonly operator: Operator };

export interface RecordedEvent {
  readonly id: string;
  readonly seq: number;
  /** False if an event with this id was there before; nothing was written then. */
  readonly isNew: boolean;
}

export interface StoreWrites extends OperatorWrites {
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
    /** How times were read that did not say everything. */
    readonly times?: ImportTimes;
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
  /**
   * Deletes what a plan says, and records that. It can be cancelled until it begins to delete; from
   * then on it is carried through.
   * @throws AnnalsError NOT_FOUND, STALE_PLAN if other events would go by now, JOB_RUNNING,
   *   STORE_CORRUPT if one of them is not what was recorded; nothing was deleted then
   */
  applyPrune(
    request: ByOperator<{
      readonly plan: string;
      readonly archive: WrittenArchive | null;
    }>,
  ): Sliced<PruneResult>;
  /** Puts rules in the place of those before; the same rules again record nothing. */
  setRetention(request: ByOperator<{ readonly rules: RetentionRules }>): {
    readonly eventId: string | null;
    readonly headSeq: number;
  };
  /**
   * Prunes what the enabled rules say, each as a prune of its own.
   * @param request.operator null if nobody asked: it was time
   * @throws AnnalsError as {@link StoreWrites.applyPrune}
   */
  runRetention(request: { readonly operator: Operator | null }): Sliced<RetentionResult>;
  /**
   * Signs off that all events up to one were looked at; marking back changes nothing.
   * @throws AnnalsError NOT_FOUND if the trail does not reach that far
   */
  markReviewed(request: ByOperator<MarkReviewed>): MarkResult;
  /**
   * Records an export that is written, and gives its files their names.
   * @throws AnnalsError FILE_UNWRITABLE if a name is taken by what is not to be replaced, or cannot
   *   be given; nothing of this name is there then
   */
  finishExport(request: FinishExport): FinishedExport;
  /** Records that a seal is made, and makes one of the chain up to there, for keeping elsewhere. */
  seal(request: { readonly operator: Operator }): {
    readonly seal: Seal;
    readonly eventId: string;
    readonly headSeq: number;
  };
}

/**
 * Long work on one snapshot of the store, each in a thread and on a connection of its own, where it
 * may take as long as it wants.
 */
export interface StoreJobs extends VerifyJobs, BundleJobs, ExportJobs {}

type Answer<Method> = Method extends (...args: infer Args) => infer Returned
  ? (
      ...args: Args
    ) => Promise<Returned extends Sliced<infer Value> | AsyncSliced<infer Value> ? Value : Returned>
  : never;

/** The same methods from another thread: every answer is a promise, every error an AnnalsError. */
export type Remote<Methods> = { readonly [Name in keyof Methods]: Answer<Methods[Name]> };
