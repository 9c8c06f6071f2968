import type { ImportOffer } from '#shared/ipc/contract.ts';
import type { Job } from '#shared/model/job.ts';
import type { StoreState } from '#shared/model/store-state.ts';
import { failureOf } from '../../api/client.ts';
import type { SliceCreator } from '../app-store.ts';

/** Long work: imports that run, and the result of the last one. */
interface JobsState {
  /** The newest job that the operator has not put away; null if there is none. */
  readonly job: Job | null;
  /** Grows when a job ends, whatever way. */
  readonly jobsEnded: number;
}

export interface JobsActions {
  readonly loadJobs: () => Promise<void>;
  readonly jobChanged: (job: Job) => void;
  /** Asks for files or a folder, then imports them. */
  readonly chooseImport: (kind: 'files' | 'folder') => Promise<void>;
  readonly importDropped: (files: readonly File[]) => Promise<void>;
  readonly cancelJob: (jobId: string) => Promise<void>;
  readonly dismissJob: () => void;
}

export type JobsSlice = JobsState & JobsActions;

export const createJobsSlice: SliceCreator<JobsSlice> = (set, get, { client }) => {
  const runImport = async (findOffer: () => Promise<ImportOffer | null>): Promise<void> => {
    try {
      const offer = await findOffer();
      if (!offer) return;
      if (!isOwnStoreOpen(get().store)) await get().openDefaultStore();
      await client.call('import.start', { token: offer.token });
    } catch (error) {
      get().notifyFailure(failureOf(error));
    }
  };
  return {
    job: null,
    jobsEnded: 0,
    loadJobs: async () => {
      try {
        const { jobs } = await client.call('job.list', {});
        set({ job: jobs.find((job) => job.state.kind === 'running') ?? null });
      } catch (error) {
        get().notifyFailure(failureOf(error));
      }
    },
    jobChanged: (job) => {
      const hasEnded = job.state.kind !== 'running';
      set((state) => ({ job, jobsEnded: state.jobsEnded + (hasEnded ? 1 : 0) }));
    },
    chooseImport: (kind) => runImport(() => client.call('import.choose', { kind })),
    importDropped: (files) => runImport(() => client.offerDroppedFiles(files)),
    cancelJob: async (jobId) => {
      try {
        await client.call('job.cancel', { jobId });
      } catch (error) {
        get().notifyFailure(failureOf(error));
      }
    },
    dismissJob: () => set({ job: null }),
  };
};

/** The sample is for looking: an import goes to the operator's own store, which is opened first. */
function isOwnStoreOpen(store: StoreState | null): boolean {
  return store?.kind === 'open' && store.info.kind !== 'sample';
}
