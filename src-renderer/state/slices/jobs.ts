import type { ImportOffer } from '#shared/ipc/import-contract.ts';
import type { Job } from '#shared/model/job.ts';
import type { StoreState } from '#shared/model/store-state.ts';
import { failureOf } from '../../api/client.ts';
import type { SliceCreator } from '../app-store.ts';

/** Work that the window tells about; a preview shows in the dialog that asked for it. */
type ShownJob = Exclude<Job, { readonly kind: 'preview' }>;

/** Long work: imports that run, and the result of the last one. */
interface JobsState {
  /** The newest job that the operator has not put away; null if there is none. */
  readonly job: ShownJob | null;
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
}

export type JobsSlice = JobsState & JobsActions;

export const createJobsSlice: SliceCreator<JobsSlice> = (set, get, { client }) => {
  const showOffer = async (findOffer: () => Promise<ImportOffer | null>): Promise<void> => {
    try {
      const offer = await findOffer();
      if (!offer) return;
      if (isOtherStoreWanted(get().store)) await get().openDefaultStore();
      get().offerImport(offer);
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
        const running = jobs.filter(isShown).find((job) => job.state.kind === 'running');
        set({ job: running ?? null });
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
      set((state) => ({ job, jobsEnded: state.jobsEnded + (hasEnded ? 1 : 0) }));
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
  };
};

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
