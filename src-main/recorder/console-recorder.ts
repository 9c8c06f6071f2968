import type { PageError } from '#shared/model/page-error.ts';
import type { RecordingState } from '#shared/model/recording-state.ts';
import { defaultStorePath } from '../data-paths.ts';
import type { DataPaths } from '../data-paths.ts';
import type { EndedCall } from '../ipc/dispatcher.ts';
import type { StoreSession } from '../session/store-session.ts';
import type { Operator } from '../store/store-api.ts';
import { createEventMaker } from './event-maker.ts';
import type { ReadyEvent } from './event-maker.ts';
import type { EventSink, RecordInput } from './event-sink.ts';
import { FallbackFile, fallbackPath } from './fallback-file.ts';
import { failedCallEvent, pageErrorEvent } from './own-events.ts';
import { RateLimit } from './rate-limit.ts';
import { createRedactor } from './redaction/redactor.ts';

export interface ConsoleRecorderOptions {
  readonly session: StoreSession;
  readonly paths: DataPaths;
  /** Who is at the keyboard now. */
  readonly operator: () => Operator;
  readonly onState: (state: RecordingState) => void;
}

const MINUTE_MS = 60_000;
/** A broken page or a hostile frame must not flood the trail. */
const PAGE_ERRORS_A_MINUTE = 20;
const FAILED_CALLS_A_MINUTE = 60;
/** Kept events go into the store so many at a time, and are tried again after so long. */
const SLICE = 500;
const RETRY_MS = 10_000;
/** Nobody waits longer than this for what is on its way. */
const FLUSH_MS = 2_000;

/**
 * Records what goes wrong in the console itself, into the open store through its writer thread. What
 * the store cannot take waits in a file; so does what happens while none is open, for the operator's
 * own store. What other programs of the operator's kept for a store is recorded with it.
 */
export class ConsoleRecorder implements EventSink {
  readonly #options: ConsoleRecorderOptions;
  readonly #make: (input: RecordInput) => ReadyEvent;
  readonly #pageErrors = new RateLimit(PAGE_ERRORS_A_MINUTE, MINUTE_MS);
  readonly #failedCalls = new RateLimit(FAILED_CALLS_A_MINUTE, MINUTE_MS);
  /** One after the other, so that the trail has them in order. */
  #turn: Promise<void> = Promise.resolve();
  #retry: NodeJS.Timeout | null = null;
  #state: RecordingState = { unrecorded: 0, lost: 0, keptIn: null };

  constructor(options: ConsoleRecorderOptions) {
    this.#options = options;
    this.#make = createEventMaker({
      application: 'Annals',
      actor: null,
      redactor: createRedactor(),
      clock: Date.now,
    });
  }

  get state(): RecordingState {
    return this.#state;
  }

  record(input: RecordInput): void {
    const { id, name } = this.#options.operator();
    try {
      const event = this.#make({ actor: { id, name }, ...input });
      this.#inTurn(() => this.#store(event));
    } catch {
      this.#enter({ ...this.#state, lost: this.#state.lost + 1 });
    }
  }

  /** A call of a window has ended; most say nothing that is to be recorded here. */
  callEnded(call: EndedCall): void {
    const event = failedCallEvent(call);
    if (event) this.#recordWithin(this.#failedCalls, event);
  }

  pageFailed(error: PageError): void {
    this.#recordWithin(this.#pageErrors, pageErrorEvent(error));
  }

  /** A store has been opened: what was kept for it can be recorded. */
  storeOpened(): void {
    this.#inTurn(() => this.#replay());
  }

  /** Waits for what is on its way, but not for long. */
  async flush(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, FLUSH_MS);
    });
    await Promise.race([this.#turn, patience]);
    clearTimeout(timer);
  }

  #recordWithin(limit: RateLimit, event: RecordInput): void {
    const heldBack = limit.pass();
    if (heldBack === null) return;
    this.record(heldBack === 0 ? event : { ...event, metadata: { ...event.metadata, heldBack } });
  }

  #inTurn(act: () => Promise<void>): void {
    this.#turn = this.#turn.then(act).catch((error: unknown) => console.error(error));
  }

  async #store(event: ReadyEvent): Promise<void> {
    const { session } = this.#options;
    if (session.state.kind !== 'open') {
      this.#keep(event, defaultStorePath(this.#options.paths), 0);
      return;
    }
    const path = session.path ?? defaultStorePath(this.#options.paths);
    try {
      await session.host.writes.record([event]);
    } catch {
      this.#keep(event, path, 1);
      this.#retryLater();
      return;
    }
    void session.look();
    if (this.#state.unrecorded > 0) await this.#replay();
  }

  /** @param failures 0 while there is no store that should have taken it: nothing is wrong then */
  #keep(event: ReadyEvent, store: string, failures: number): void {
    const file = new FallbackFile(fallbackPath(this.#options.paths.state, store));
    const { unrecorded, lost } = this.#state;
    if (!file.append(event)) this.#enter({ ...this.#state, lost: lost + 1 });
    else if (failures > 0) {
      this.#enter({ lost, unrecorded: unrecorded + failures, keptIn: file.path });
    }
  }

  /** Records what waits for the open store. */
  async #replay(): Promise<void> {
    const { session, paths } = this.#options;
    const { path } = session;
    if (path === null || session.state.kind !== 'open' || session.state.info.isReadOnly) return;
    const file = new FallbackFile(fallbackPath(paths.state, path));
    try {
      for (let kept = file.claim(); kept; kept = file.claim()) {
        for (let start = 0; start < kept.events.length; start += SLICE) {
          await session.host.writes.record(kept.events.slice(start, start + SLICE));
        }
        if (!kept.forget()) break;
      }
    } catch {
      this.#retryLater();
      return;
    }
    void session.look();
    if (this.#state.keptIn === file.path) {
      this.#enter({ ...this.#state, unrecorded: 0, keptIn: null });
    }
  }

  #retryLater(): void {
    if (this.#retry) clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.storeOpened(), RETRY_MS);
    this.#retry.unref();
  }

  #enter(state: RecordingState): void {
    this.#state = state;
    this.#options.onState(state);
  }
}
