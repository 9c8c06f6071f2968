import { basename } from 'node:path';
import { AnnalsError, toFailure } from '#shared/ipc/failure.ts';
import type { StoreInfo, StoreState } from '#shared/model/store-state.ts';
import type { CreateStoreWorker } from '../store/host/create-worker.ts';
import { openStoreHost } from '../store/host/store-host.ts';
import type { StoreHost } from '../store/host/store-host.ts';
import type { OpenOptions } from '../store/open-store.ts';
import { fileIdentity, isTakenAway } from './file-identity.ts';
import type { FileIdentity } from './file-identity.ts';
import { LensKeeper } from './lens-keeper.ts';
import { RetentionKeeper } from './retention-keeper.ts';

export interface StoreSessionOptions {
  readonly open: OpenOptions;
  readonly createWorker: CreateStoreWorker;
  readonly onState: (state: StoreState) => void;
  /** A store has been opened, and nothing was asked of it yet; it is closed again if this fails. */
  readonly onEntered: (host: StoreHost) => Promise<void>;
  /** The open store has other events than when it was last looked at. */
  readonly onChanged: (change: { readonly headSeq: number; readonly events: number }) => void;
}

type StoreKind = StoreInfo['kind'];

interface OpenStore {
  readonly host: StoreHost;
  readonly path: string;
  readonly kind: StoreKind;
  /** StoreInfo.place */
  readonly place: number;
  /** The file that its threads hold open. */
  readonly file: FileIdentity;
}

/** How often the store is asked whether another program has recorded something. */
const LOOK_EVERY_MS = 2_000;

/** The one store that the app has open, and the way from one to the next. */
export class StoreSession {
  readonly #options: StoreSessionOptions;
  #state: StoreState = { kind: 'none' };
  #open: OpenStore | null = null;
  /** What was opened last, also if that failed. */
  #meant: { readonly path: string; readonly kind: StoreKind } | null = null;
  /** Paths of all stores of this session, in the order of their places. */
  readonly #places: string[] = [];
  /** The store's file was taken away while it was open: an empty one is not to take its place. */
  #isTakenAway = false;
  #transition: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #lens: LensKeeper | null = null;
  #retention: RetentionKeeper | null = null;

  constructor(options: StoreSessionOptions) {
    this.#options = options;
  }

  get state(): StoreState {
    return this.#state;
  }

  /** The threads of the open store. @throws AnnalsError STORE_UNAVAILABLE if none is open */
  get host(): StoreHost {
    if (this.#open) return this.#open.host;
    throw new AnnalsError('STORE_UNAVAILABLE', 'No store is open.', 'Open a store first.');
  }

  get path(): string | null {
    return this.#open?.path ?? null;
  }

  /**
   * Closes the open store and opens another; creates it if there is none at the path. A store
   * that cannot be opened leaves the session in state `failed`, never with a stand-in.
   * @throws AnnalsError why it cannot be opened
   */
  open(path: string, kind: StoreKind): Promise<StoreState> {
    return this.#inTurn(async () => {
      await this.#closeOpen();
      this.#meant = { path, kind };
      this.#isTakenAway = false;
      const name = basename(path);
      this.#enter({ kind: 'opening', name });
      try {
        const host = await openStoreHost({
          path,
          open: this.#options.open,
          createWorker: this.#options.createWorker,
          onLost: (error) => this.#lose(name, error),
        });
        await this.#options.onEntered(host).catch(async (error: unknown) => {
          await host.close();
          throw error;
        });
        const file = await fileIdentity(path);
        this.#open = { host, path, kind, place: this.#placeOf(path), file };
        this.#enter({ kind: 'open', info: await readInfo(this.#open) });
        this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
        this.#lens = new LensKeeper((signal) => host.read('prepareLens', [], signal));
        // Samples are to be looked at, and what cannot be written to cannot be pruned.
        if (kind !== 'sample' && !host.isReadOnly) {
          this.#retention = new RetentionKeeper((signal) => this.#applyRetention(host, signal));
        }
        return this.#state;
      } catch (error) {
        this.#lose(name, error);
        throw error;
      }
    });
  }

  /**
   * Opens once more what was opened last; the state as it is if nothing was.
   * @throws AnnalsError STORE_MISSING if it was taken away while it was open, and is not back
   */
  async reopen(): Promise<StoreState> {
    if (!this.#meant) return this.#state;
    const { path, kind } = this.#meant;
    if (this.#isTakenAway && (await fileIdentity(path)) === 'none') throw takenAway(basename(path));
    return await this.open(path, kind);
  }

  /** Looks whether the store has changed, and tells; does nothing while no store is open. */
  async look(): Promise<void> {
    const open = this.#open;
    if (!open || this.#state.kind !== 'open') return;
    const before = this.#state.info;
    if (isTakenAway(open.file, await fileIdentity(open.path))) {
      if (this.#open === open) this.#takeLeave(open.path);
      return;
    }
    // The next look repeats a question that could not be answered just now.
    const info = await readInfo(open).catch(() => before);
    const isSame = info.headSeq === before.headSeq && info.events === before.events;
    if (this.#open !== open || isSame) return;
    this.#state = { kind: 'open', info };
    this.#lens?.trailChanged();
    this.#options.onChanged({ headSeq: info.headSeq, events: info.events });
  }

  /** Closes the open store, if there is one. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#closeOpen());
  }

  #inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const turn = this.#transition.then(act);
    this.#transition = turn.catch(() => undefined);
    return turn;
  }

  async #closeOpen(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    const open = this.#open;
    const lens = this.#lens;
    const retention = this.#retention;
    this.#open = null;
    this.#lens = null;
    this.#retention = null;
    await lens?.stop();
    await retention?.stop();
    await open?.host.close();
  }

  async #applyRetention(host: StoreHost, signal: AbortSignal): Promise<void> {
    const watch = { signal, onProgress: () => undefined };
    await host.write('runRetention', [{ operator: null }], watch);
    await this.look();
  }

  #placeOf(path: string): number {
    if (!this.#places.includes(path)) this.#places.push(path);
    return this.#places.indexOf(path) + 1;
  }

  /** Closing brings what is in the write-ahead log into the file, wherever it is now. */
  #takeLeave(path: string): void {
    this.#isTakenAway = true;
    this.#lose(basename(path), takenAway(basename(path)));
  }

  #lose(name: string, error: unknown): void {
    // What is left of it must not go on holding the store's file.
    this.#closeOpen().catch((cause: unknown) => console.error(cause));
    this.#enter({ kind: 'failed', name, error: toFailure(error) });
  }

  #enter(state: StoreState): void {
    this.#state = state;
    this.#options.onState(state);
  }
}

function takenAway(name: string): AnnalsError {
  return new AnnalsError(
    'STORE_MISSING',
    `${name} was moved, deleted or replaced while it was open.`,
    'Put the file back and try again, or open it where it is now. What was confirmed is in it.',
  );
}

async function readInfo({ host, path, kind, place }: OpenStore): Promise<StoreInfo> {
  const { events, headSeq, oldest, newest, bytes } = await host.reads.facts();
  const { isReadOnly } = host;
  const name = basename(path);
  return { name, place, kind, events, headSeq, oldest, newest, bytes, isReadOnly };
}
