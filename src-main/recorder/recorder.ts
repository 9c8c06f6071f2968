import { statSync } from 'node:fs';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { dataPaths } from '../data-paths.ts';
import { openWrites } from '../store/open-store.ts';
import type { OpenWrites } from '../store/open-store.ts';
import {
  adminEvent,
  errorEvent,
  exportEvent,
  flagEvent,
  importEvent,
  loginEvent,
  logoutEvent,
  pruneEvent,
  userEvent,
} from './acts.ts';
import type { BulkAct, ExportAct, FlagAct, ImportAct } from './acts.ts';
import { createEventMaker } from './event-maker.ts';
import type { ReadyEvent } from './event-maker.ts';
import type { Actor, Details, ErrorContext, EventSink, RecordInput } from './event-sink.ts';
import { FallbackFile, fallbackPath } from './fallback-file.ts';
import { createRedactor } from './redaction/redactor.ts';
import type { RedactOptions } from './redaction/redactor.ts';

export interface RecorderOptions {
  /** File of the store; created when the first event is recorded, if there is none. */
  readonly store: string;
  /** Name of the recording program. */
  readonly application: string;
  /** Who acts unless an event names somebody else. */
  readonly actor?: Actor;
  /** Where the signing key and the anchors are; by default, the console's own folder. */
  readonly stateFolder?: string;
  /** Where events wait that the store could not take; by default, a file in the state folder. */
  readonly fallbackFile?: string;
  /** What is masked beside what always is. */
  readonly redact?: RedactOptions;
  /** Now, in integer milliseconds UTC. */
  readonly clock?: () => number;
  /** The SQLite addon to load, for programs whose runtime needs one of its own. */
  readonly nativeBinding?: string;
}

/** What became of an event. */
export type RecordResult =
  | { readonly recorded: true; readonly id: string; readonly seq: number }
  | {
      readonly recorded: false;
      /** One plain sentence. */
      readonly reason: string;
      /** True if the event waits in the fallback file, to be recorded later. */
      readonly kept: boolean;
    };

/** Records what a program does. Nothing here ever throws, and nothing blocks for long. */
export interface Recorder extends EventSink {
  /** Events that could not be recorded at once. */
  readonly failures: number;
  /** Those of them that could not be kept either. */
  readonly lost: number;
  record(event: RecordInput): RecordResult;
  login(actor: Actor, details?: Details): RecordResult;
  logout(actor: Actor, details?: Details): RecordResult;
  userAction(action: string, details?: Details): RecordResult;
  adminAction(action: string, details?: Details): RecordResult;
  /** With type, message and stack trace of the error, and the severity that follows from it. */
  error(error: unknown, details?: ErrorContext): RecordResult;
  exported(act: ExportAct): RecordResult;
  flagged(act: FlagAct): RecordResult;
  imported(act: ImportAct): RecordResult;
  pruned(act: BulkAct): RecordResult;
  /** Tries at once to record what was kept. True if nothing is left. */
  flush(): boolean;
  /** Flushes and closes the store; events that come later are kept. */
  close(): void;
}

/** SQLite waits so long for another program's lock; a caller waits no longer than a few times this. */
const BUSY_MS = 250;
/** After a failure the store is left alone: so long at first, twice as long each further time. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** Kept events go into the store so many at a time. */
const SLICE = 500;
/** Other programs may go on adding to the file; what they add is left for the next time. */
const ROUNDS = 4;

/** Opens a recorder. The store itself is opened when there is something to record. */
export function openRecorder(options: RecorderOptions): Recorder {
  return new StoreRecorder(options);
}

/**
 * Records in the thread of the caller: an event is in the store, or in the fallback file, when the
 * call returns, also if the program crashes in its next line. A commit takes a few milliseconds.
 */
class StoreRecorder implements Recorder {
  readonly #options: RecorderOptions;
  readonly #stateFolder: string;
  readonly #make: (input: RecordInput) => ReadyEvent;
  readonly #fallback: FallbackFile;
  #open: (OpenWrites & { readonly inode: number }) | null = null;
  /** A store that was there is not made anew: it may come back with the disk it is on. */
  #wasThere = false;
  /** True if the fallback file may have something; a program before us may have left it. */
  #hasKept = true;
  /** Runs while the store is left alone. */
  #pause: NodeJS.Timeout | null = null;
  #pauseMs = FIRST_PAUSE_MS;
  #isClosed = false;
  #failures = 0;
  #lost = 0;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#stateFolder = options.stateFolder ?? dataPaths().state;
    this.#fallback = new FallbackFile(
      options.fallbackFile ?? fallbackPath(this.#stateFolder, options.store),
    );
    this.#make = createEventMaker({
      application: options.application,
      actor: options.actor ?? null,
      redactor: createRedactor(options.redact),
      clock: options.clock ?? Date.now,
    });
  }

  get failures(): number {
    return this.#failures;
  }

  get lost(): number {
    return this.#lost;
  }

  record(input: RecordInput): RecordResult {
    return this.#record(() => input);
  }

  login(actor: Actor, details?: Details): RecordResult {
    return this.#record(() => loginEvent(actor, details));
  }

  logout(actor: Actor, details?: Details): RecordResult {
    return this.#record(() => logoutEvent(actor, details));
  }

  userAction(action: string, details?: Details): RecordResult {
    return this.#record(() => userEvent(action, details));
  }

  adminAction(action: string, details?: Details): RecordResult {
    return this.#record(() => adminEvent(action, details));
  }

  error(error: unknown, details?: ErrorContext): RecordResult {
    return this.#record(() => errorEvent(error, details));
  }

  exported(act: ExportAct): RecordResult {
    return this.#record(() => exportEvent(act));
  }

  flagged(act: FlagAct): RecordResult {
    return this.#record(() => flagEvent(act));
  }

  imported(act: ImportAct): RecordResult {
    return this.#record(() => importEvent(act));
  }

  pruned(act: BulkAct): RecordResult {
    return this.#record(() => pruneEvent(act));
  }

  flush(): boolean {
    if (this.#isClosed) return !this.#hasKept;
    this.#endPause();
    try {
      this.#writes();
    } catch (error) {
      this.#rest(error);
    }
    return !this.#hasKept;
  }

  close(): void {
    if (this.#isClosed) return;
    if (this.#hasKept && this.#failures > 0) this.flush();
    this.#isClosed = true;
    this.#endPause();
    this.#closeStore();
  }

  /** @param describe may throw where it meets what the program handed in */
  #record(describe: () => RecordInput): RecordResult {
    let event: ReadyEvent;
    try {
      event = this.#make(describe());
    } catch (error) {
      this.#failures += 1;
      this.#lost += 1;
      return { recorded: false, kept: false, reason: reasonOf(error) };
    }
    if (this.#isClosed) return this.#keep(event, 'The recorder is closed.');
    if (this.#pause) return this.#keep(event, 'The store could not be written to a moment ago.');
    try {
      const [recorded] = this.#writes().record([event]);
      if (!recorded) throw new Error('the store did not answer');
      return { recorded: true, id: recorded.id, seq: recorded.seq };
    } catch (error) {
      this.#rest(error);
      return this.#keep(event, reasonOf(error));
    }
  }

  #keep(event: ReadyEvent, reason: string): RecordResult {
    const kept = this.#fallback.append(event);
    this.#failures += 1;
    if (kept) this.#hasKept = true;
    else this.#lost += 1;
    return { recorded: false, kept, reason };
  }

  /** The store, open, with everything recorded that had been kept. @throws AnnalsError */
  #writes(): OpenWrites['writes'] {
    const { store, nativeBinding } = this.#options;
    const inode = statSync(store, { throwIfNoEntry: false })?.ino;
    // Writing to a file that was removed, or replaced, would succeed and be lost.
    if (this.#open && this.#open.inode !== inode) this.#closeStore();
    if (inode === undefined && this.#wasThere) throw goneError(store);
    if (!this.#open) {
      const options = { stateFolder: this.#stateFolder, nativeBinding, busyTimeoutMs: BUSY_MS };
      const opened = openWrites(store, options);
      this.#open = { ...opened, inode: statSync(store).ino };
      this.#wasThere = true;
    }
    const { writes } = this.#open;
    if (this.#hasKept) this.#replay(writes);
    this.#pauseMs = FIRST_PAUSE_MS;
    return writes;
  }

  #replay(writes: OpenWrites['writes']): void {
    for (let round = 0; round < ROUNDS; round += 1) {
      const kept = this.#fallback.claim();
      if (!kept) {
        this.#hasKept = false;
        return;
      }
      for (let start = 0; start < kept.events.length; start += SLICE) {
        writes.record(kept.events.slice(start, start + SLICE));
      }
      if (!kept.forget()) return;
    }
  }

  /** Leaves the store alone for a while; a lock needs no new connection afterwards. */
  #rest(error: unknown): void {
    const isBusy = error instanceof AnnalsError && error.code === 'STORE_BUSY';
    if (!isBusy) this.#closeStore();
    this.#endPause();
    this.#pause = setTimeout(() => this.flush(), this.#pauseMs);
    // A program that has nothing else to do may end.
    this.#pause.unref();
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }

  #endPause(): void {
    if (this.#pause) clearTimeout(this.#pause);
    this.#pause = null;
  }

  #closeStore(): void {
    try {
      this.#open?.close();
    } catch {
      // What was recorded is safe; there is nobody to tell.
    }
    this.#open = null;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AnnalsError) return error.message;
  return `The event could not be recorded: ${error instanceof Error ? error.message : 'unknown'}`;
}

function goneError(store: string): AnnalsError {
  return new AnnalsError('STORE_MISSING', `The store ${store} is not there any more.`);
}
