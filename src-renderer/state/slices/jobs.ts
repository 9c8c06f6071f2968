import type { ImportOffer } from '#shared/ipc/import-contract.ts';
import type { Job } from '#shared/model/job.ts';
import type { StoreState } from '#shared/model/store-state.ts';
import { failureOf } from '../../api/client.ts';
import type { SliceCreator } from '../app-store.ts';

/** Work that the window tells about; a preview shows in the dialog that asked for it. */
export type ShownJob = Exclude<Job, { readonly kind: 'preview' }>;

/** Long work: imports that run, and the result of the last one. */
interface JobsState {
  /** The newest job that the operator has not put away; null if there is none. */
  readonly job: ShownJob | null;
  /** All of this session that were not put away, the newest first. */
  readonly jobs: readonly ShownJob[];
  /** Grows when a job ends, whatever way. */
  readonly jobsEnded: number;
}

export interface JobsActions {
  readonly loadJobs: () => Promise<void>;
  readonly jobChanged: (job: Job) => void;
  /** Asks for files or a folder, then shows what they would become. */
  readonly chooseImport: (kind: 'files' | 'folder') => Promise<void>;
  readonly importDropped: (files: readonly File[]) => Promise<void>;
  readonly cancelJob: (jobId: string) => Promise<void>;
  readonly dismissJob: () => void;
  /** Takes an ended job off the list, and its result out of the window. */
  readonly putJobAway: (jobId: string) => void;
  /** Takes all that have ended off the list. */
  readonly putEndedAway: () => void;
  /** Shows what files would become; they are imported into the operator's own store. */
  readonly takeOffer: (offer: ImportOffer) => Promise<void>;
}

export type JobsSlice = JobsState & JobsActions;

export const createJobsSlice: SliceCreator<JobsSlice> = (set, get, { client }) => {
  const showOffer = async (findOffer: () => Promise<ImportOffer | null>): Promise<void> => {
    try {
      const offer = await findOffer();
      if (offer) await get().takeOffer(offer);
    } catch (error) {
      get().notifyFailure(failureOf(error));
    }
  };
  return {
    job: null,
    jobs: [],
    jobsEnded: 0,
    loadJobs: async () => {
      try {
        const { jobs } = await client.call('job.list', {});
        const shown = jobs.filter(isShown);
        const running = shown.find((job) => job.state.kind === 'running');
        set({ job: running ?? null, jobs: shown.toReversed() });
      } catch (error) {
        get().notifyFailure(failureOf(error));
      }
    },
    jobChanged: (job) => {
      if (!isShown(job)) {
        get().previewJobChanged(job);
        return;
      }
      const hasEnded = job.state.kind !== 'running';
      set((state) => ({
        job,
        jobs: withJob(state.jobs, job),
        jobsEnded: state.jobsEnded + (hasEnded ? 1 : 0),
      }));
      if (!hasEnded) return;
      get().verifyEnded(job);
      get().pruneEnded(job);
      // The store has other events now.
      get().refreshOffer();
      get().refreshImports();
    },
    chooseImport: (kind) => showOffer(() => client.call('import.choose', { kind })),
    importDropped: (files) => showOffer(() => client.offerDroppedFiles(files)),
    cancelJob: async (jobId) => {
      try {
        await client.call('job.cancel', { jobId });
      } catch (error) {
        get().notifyFailure(failureOf(error));
      }
    },
    dismissJob: () => set({ job: null }),
    putJobAway: (jobId) =>
      set(({ job, jobs }) => ({
        job: job?.jobId === jobId ? null : job,
        jobs: jobs.filter((other) => other.jobId !== jobId),
      })),
    putEndedAway: () =>
      set(({ job, jobs }) => ({
        job: job?.state.kind === 'running' ? job : null,
        jobs: jobs.filter(({ state }) => state.kind === 'running'),
      })),
    takeOffer: async (offer) => {
      if (isOtherStoreWanted(get().store)) await get().openDefaultStore();
      get().offerImport(offer);
    },
  };
};

/** Jobs that are listed; main remembers no more of them either. */
const MOST_JOBS = 20;

/** The list with a job as it is now: where it stood, or first if it is new. */
function withJob(jobs: readonly ShownJob[], job: ShownJob): readonly ShownJob[] {
  const isKnown = jobs.some(({ jobId }) => jobId === job.jobId);
  if (isKnown) return jobs.map((other) => (other.jobId === job.jobId ? job : other));
  return [job, ...jobs].slice(0, MOST_JOBS);
}

function isShown(job: Job): job is ShownJob {
  return job.kind !== 'preview';
}

/**
 * The sample is for looking: an import goes to the operator's own store, so that is what the files
 * are compared with. Where no store is open at all, main opens it when the import begins.
 */
function isOtherStoreWanted(store: StoreState | null): boolean {
  if (store?.kind === 'none') return false;
  return store?.kind !== 'open' || store.info.kind === 'sample';
}
