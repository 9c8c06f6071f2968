import type { ImportOffer } from '#shared/ipc/import-contract.ts';
import type { ImportOptions } from '#shared/model/import-options.ts';
import type { ImportPreview } from '#shared/model/import-preview.ts';
import type { ImportProgress } from '#shared/model/import.ts';
import type { Job } from '#shared/model/job.ts';
import { assertNever } from '#shared/util/assert.ts';
import { failureOf } from '../../api/client.ts';
import type { CallFailure } from '../../api/client.ts';
import type { SliceCreator } from '../app-store.ts';
import { INITIAL_OPTIONS, readsDifferently } from '../import-options.ts';

type PreviewJob = Extract<Job, { readonly kind: 'preview' }>;

/** How far the exact counts are. */
export type ExactCounts =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'counting'; readonly progress: ImportProgress | null }
  | { readonly kind: 'done'; readonly preview: ImportPreview }
  /** Not known, because another job runs or the files could not be read to their end. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Files on offer, how they are to be read, and what they would become. */
export interface Offered {
  readonly offer: ImportOffer;
  readonly options: ImportOptions;
  /** What the first records become; null until that is known. Stays while it is asked anew. */
  readonly sample: ImportPreview | null;
  readonly isSampling: boolean;
  /** Why the files cannot be read with these options. */
  readonly failure: CallFailure | null;
  readonly exact: ExactCounts;
  readonly isStarting: boolean;
  /** Why the import could not be started. */
  readonly startFailure: CallFailure | null;
}

interface ImportOfferState {
  /** Null while no files are on offer. */
  readonly offered: Offered | null;
}

export interface ImportOfferActions {
  /** Shows what files would become; files that were on offer before are given back. */
  readonly offerImport: (offer: ImportOffer) => void;
  readonly changeImportOptions: (change: Partial<ImportOptions>) => void;
  /** Looks at the files again: the store or the mappings have changed. */
  readonly refreshOffer: () => void;
  readonly previewJobChanged: (job: PreviewJob) => void;
  readonly startImport: () => Promise<void>;
  readonly discardOffer: () => void;
}

export type ImportOfferSlice = ImportOfferState & ImportOfferActions;

/** What a question about files on offer says of them. */
interface OfferedImport {
  readonly token: string;
  readonly options: ImportOptions;
}

const WAITING: ExactCounts = { kind: 'waiting' };

export const createImportOfferSlice: SliceCreator<ImportOfferSlice> = (set, get, { client }) => {
  /** What is asked about the files now; aborted when something else is asked. */
  let asking = new AbortController();
  /** The job whose counts are shown. */
  let countedBy: string | null = null;
  /** A push of a job may come before the answer that says its id. */
  let lastPush: PreviewJob | null = null;
  /** Main runs one job at a time, so previews are asked for one after the other. */
  let turn: Promise<void> = Promise.resolve();

  const change = (part: Partial<Offered>): void =>
    set(({ offered }) => ({ offered: offered && { ...offered, ...part } }));

  const stopAsking = (): void => {
    asking.abort();
    if (countedBy !== null) cancelQuietly(countedBy);
    countedBy = null;
  };
  // It may have ended by itself, and nobody waits for it any more.
  const cancelQuietly = (jobId: string): void => {
    client.call('job.cancel', { jobId }).catch(() => undefined);
  };

  const look = async (): Promise<void> => {
    const { offered } = get();
    if (!offered) return;
    stopAsking();
    const { signal } = (asking = new AbortController());
    const input: OfferedImport = {
      token: offered.offer.token,
      options: forPreview(offered.options),
    };
    change({ isSampling: true, exact: WAITING });
    try {
      const sample = await client.call('import.sample', input, signal);
      if (signal.aborted) return;
      change({ sample, failure: null, isSampling: false });
      if (sample.isWhole) change({ exact: { kind: 'done', preview: sample } });
      else count(input, signal);
    } catch (error) {
      if (!signal.aborted) change({ sample: null, isSampling: false, failure: failureOf(error) });
    }
  };

  const count = (input: OfferedImport, signal: AbortSignal): void => {
    change({ exact: { kind: 'counting', progress: null } });
    turn = turn.then(async () => {
      if (signal.aborted) return;
      try {
        const { jobId } = await client.call('import.preview', input);
        if (signal.aborted) {
          cancelQuietly(jobId);
          return;
        }
        countedBy = jobId;
        if (lastPush?.jobId === jobId) get().previewJobChanged(lastPush);
      } catch (error) {
        if (!signal.aborted) change({ exact: unknownFor(failureOf(error).message) });
      }
    });
  };

  return {
    offered: null,
    offerImport: (offer) => {
      get().discardOffer();
      set({ offered: { ...NOTHING_KNOWN, offer, options: INITIAL_OPTIONS } });
      void look();
    },
    changeImportOptions: (part) => {
      const before = get().offered?.options;
      if (!before) return;
      const options = { ...before, ...part };
      change({ options, startFailure: null });
      if (readsDifferently(before, options)) void look();
    },
    refreshOffer: () => {
      // What begins now may open a store itself, and takes the offer with it.
      if (get().offered?.isStarting !== true) void look();
    },
    previewJobChanged: (job) => {
      lastPush = job;
      if (job.jobId !== countedBy) return;
      change({ exact: exactOf(job) });
      if (job.state.kind !== 'running') countedBy = null;
    },
    startImport: async () => {
      const { offered } = get();
      if (!offered || offered.isStarting) return;
      const { offer, options } = offered;
      stopAsking();
      change({ isStarting: true, startFailure: null });
      try {
        await client.call('import.start', { token: offer.token, options });
        set({ offered: null });
      } catch (error) {
        change({ isStarting: false, startFailure: failureOf(error) });
        if (get().offered?.exact.kind !== 'done') void look();
      }
    },
    discardOffer: () => {
      const { offered } = get();
      if (!offered) return;
      stopAsking();
      set({ offered: null });
      // Main forgets offers by itself in the end.
      client.call('import.discard', { token: offered.offer.token }).catch(() => undefined);
    },
  };
};

const NOTHING_KNOWN: Omit<Offered, 'offer' | 'options'> = {
  sample: null,
  isSampling: true,
  failure: null,
  exact: WAITING,
  isStarting: false,
  startFailure: null,
};

/** A preview shows bad records instead of stopping at them. */
function forPreview(options: ImportOptions): ImportOptions {
  return { ...options, isStrict: false };
}

function exactOf({ state }: PreviewJob): ExactCounts {
  switch (state.kind) {
    case 'running':
      return { kind: 'counting', progress: state.progress };
    case 'done':
      return { kind: 'done', preview: state.result };
    case 'failed':
      return unknownFor(state.error.message);
    case 'cancelled':
      return unknownFor('Counting was stopped.');
    default:
      return assertNever(state);
  }
}

function unknownFor(reason: string): ExactCounts {
  return { kind: 'unknown', reason };
}
