import type {
  EventDetail,
  EventSummary,
  NewEvent,
  StoredEvent,
} from '#shared/model/audit-event.ts';
import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';

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
  /** @throws AnnalsError NOT_FOUND */
  detail(key: { readonly seq: number } | { readonly id: string }): EventDetail;
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
    /** Index into the files of the batch. */
    readonly file: number;
    readonly events: readonly ImportedEvent[];
    readonly rejected: number;
  }): { readonly added: number; readonly duplicates: number; readonly headSeq: number };
  /** Closes a batch and records the import as an event, in one transaction. */
  finishImport(request: {
    readonly batch: number;
    readonly outcome: 'done' | 'cancelled';
    readonly format: string;
  }): ImportCounts & { readonly eventId: string; readonly headSeq: number };
}

type Answer<Method> = Method extends (...args: infer Args) => infer Returned
  ? (...args: Args) => Promise<Returned extends Sliced<infer Value> ? Value : Returned>
  : never;

/** The same methods from another thread: every answer is a promise, every error an AnnalsError. */
export type Remote<Methods> = { readonly [Name in keyof Methods]: Answer<Methods[Name]> };
