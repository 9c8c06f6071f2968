import { randomUUID } from 'node:crypto';
import { AnnalsError, toFailure } from '#shared/ipc/failure.ts';
import type { ImportProgress, ImportResult } from '#shared/model/import.ts';
import type { Job } from '#shared/model/job.ts';

/** The work of a job. It ends when the signal says so, with what it had done. */
export type JobWork = (
  signal: AbortSignal,
  onProgress: (progress: ImportProgress) => void,
) => Promise<ImportResult>;

/** Progress reaches the windows at most this often. */
const PUSH_EVERY_MS = 250;
/** Jobs that have ended and are still listed. */
const ENDED_KEPT = 20;

const NOTHING_YET: ImportProgress = {
  read: 0,
  added: 0,
  duplicates: 0,
  rejected: 0,
  bytesRead: 0,
  bytesTotal: 0,
};

/** Long work, one at a time: starts it, follows it, cancels it, remembers how it ended. */
export class JobRegistry {
  readonly #onChange: (job: Job) => void;
  readonly #jobs = new Map<string, Job>();
  #running: {
    readonly jobId: string;
    readonly abort: AbortController;
    readonly ended: Promise<void>;
  } | null = null;

  /** @param onChange told of every state a job enters, and of its progress now and then */
  constructor(onChange: (job: Job) => void) {
    this.#onChange = onChange;
  }

  get list(): readonly Job[] {
    return [...this.#jobs.values()];
  }

  get isBusy(): boolean {
    return this.#running !== null;
  }

  /** @throws AnnalsError JOB_RUNNING */
  assertIdle(): void {
    if (!this.#running) return;
    throw new AnnalsError(
      'JOB_RUNNING',
      'An import is running.',
      'Wait until it has ended, or cancel it.',
    );
  }

  /**
   * Starts a job.
   * @returns its id; how it goes on is told by `onChange`
   * @throws AnnalsError JOB_RUNNING
   */
  start(title: string, work: JobWork): string {
    this.assertIdle();
    const jobId = randomUUID();
    const abort = new AbortController();
    const enter = (state: Job['state']): void => {
      const job: Job = { jobId, kind: 'import', title, state };
      this.#jobs.set(jobId, job);
      this.#onChange(job);
    };
    enter({ kind: 'running', progress: NOTHING_YET });
    let pushedAt = 0;
    const ended = work(abort.signal, (progress) => {
      if (Date.now() - pushedAt < PUSH_EVERY_MS) return;
      pushedAt = Date.now();
      enter({ kind: 'running', progress });
    })
      .then(
        (result): Job['state'] => ({ kind: abort.signal.aborted ? 'cancelled' : 'done', result }),
        (error: unknown): Job['state'] => ({ kind: 'failed', error: toFailure(error) }),
      )
      .then((state) => {
        this.#running = null;
        this.#forgetOldest();
        enter(state);
      });
    this.#running = { jobId, abort, ended };
    return jobId;
  }

  /** Asks a job to stop. @throws AnnalsError NOT_FOUND if it does not run */
  cancel(jobId: string): void {
    if (this.#running?.jobId !== jobId) {
      throw new AnnalsError('NOT_FOUND', 'This job has ended already.');
    }
    this.#running.abort.abort();
  }

  /** Cancels what runs and waits until it has ended. */
  async stop(): Promise<void> {
    this.#running?.abort.abort();
    await this.#running?.ended;
  }

  #forgetOldest(): void {
    for (const jobId of this.#jobs.keys()) {
      if (this.#jobs.size < ENDED_KEPT) return;
      this.#jobs.delete(jobId);
    }
  }
}
