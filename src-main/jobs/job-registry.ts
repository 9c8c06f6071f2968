import { randomUUID } from 'node:crypto';
import { AnnalsError, toFailure } from '#shared/ipc/failure.ts';
import type { Job, JobKind } from '#shared/model/job.ts';

type JobOf<Kind extends JobKind> = Extract<Job, { readonly kind: Kind }>;
type StateOf<Kind extends JobKind, State extends Job['state']['kind']> = Extract<
  JobOf<Kind>['state'],
  { readonly kind: State }
>;
type ProgressOf<Kind extends JobKind> = StateOf<Kind, 'running'>['progress'];
type ResultOf<Kind extends JobKind> = StateOf<Kind, 'done'>['result'];

/**
 * The work of a job. It ends when the signal says so: with what it had done, or as CANCELLED if
 * nothing stays of it.
 */
export type JobWork<Kind extends JobKind> = (
  signal: AbortSignal,
  onProgress: (progress: ProgressOf<Kind>) => void,
) => Promise<ResultOf<Kind>>;

/** What a job is called, and how far it is before it has begun. */
export interface JobStart<Kind extends JobKind> {
  readonly kind: Kind;
  readonly title: string;
  readonly progress: ProgressOf<Kind>;
}

/** Progress reaches the windows at most this often. */
const PUSH_EVERY_MS = 250;
/** Jobs that have ended and are still listed. */
const ENDED_KEPT = 20;

const NAMES: Readonly<Record<JobKind, string>> = {
  import: 'An import',
  preview: 'The preview of an import',
  export: 'An export',
  prune: 'A prune',
  retention: 'A prune by the rules of retention',
  verify: 'A verification',
  bundle: 'A bundle',
};

/** Long work, one at a time: starts it, follows it, cancels it, remembers how it ended. */
export class JobRegistry {
  readonly #onChange: (job: Job) => void;
  readonly #jobs = new Map<string, Job>();
  #running: {
    readonly jobId: string;
    readonly kind: JobKind;
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

  /** What runs now and would be lost, such as `An import`; null if nothing is, as with a preview. */
  get atStake(): string | null {
    if (!this.#running || this.#running.kind === 'preview') return null;
    return NAMES[this.#running.kind];
  }

  /** @throws AnnalsError JOB_RUNNING */
  assertIdle(): void {
    if (!this.#running) return;
    throw new AnnalsError(
      'JOB_RUNNING',
      `${NAMES[this.#running.kind]} is running.`,
      'Wait until it has ended, or cancel it.',
    );
  }

  /**
   * Starts a job.
   * @returns its id; how it goes on is told by `onChange`
   * @throws AnnalsError JOB_RUNNING
   */
  start<Kind extends JobKind>(
    { kind, title, progress: first }: JobStart<Kind>,
    work: JobWork<Kind>,
  ): string {
    this.assertIdle();
    const jobId = randomUUID();
    const abort = new AbortController();
    const enter = (state: Job['state']): void => {
      // Kind, progress and result belong together by the types of the parameters.
      const job = { jobId, kind, title, state } as Job;
      this.#jobs.set(jobId, job);
      this.#onChange(job);
    };
    const running = (progress: ProgressOf<Kind>): Job['state'] =>
      ({ kind: 'running', progress }) as Job['state'];
    enter(running(first));
    let pushedAt = 0;
    const ended = work(abort.signal, (progress) => {
      if (Date.now() - pushedAt < PUSH_EVERY_MS) return;
      pushedAt = Date.now();
      enter(running(progress));
    })
      .then(
        (result) => ({ kind: abort.signal.aborted ? 'cancelled' : 'done', result }) as Job['state'],
        (error: unknown): Job['state'] => {
          if (isCancelled(error)) return { kind: 'cancelled', result: null };
          // A bug: its text may hold event data, so it goes to the terminal and not to the page.
          if (!(error instanceof AnnalsError)) console.error(error);
          return { kind: 'failed', error: toFailure(error) };
        },
      )
      .then((state) => {
        this.#running = null;
        this.#forgetOldest();
        enter(state);
      });
    this.#running = { jobId, kind, abort, ended };
    return jobId;
  }

  /** Asks a job to stop. @throws AnnalsError NOT_FOUND if it does not run */
  cancel(jobId: string): void {
    if (this.#running?.jobId !== jobId) {
      throw new AnnalsError('NOT_FOUND', 'This job has ended already.');
    }
    this.#running.abort.abort();
  }

  /** Ends a preview, if one runs: it stands in the way of what it is a preview of. */
  async endPreview(): Promise<void> {
    if (this.#running?.kind === 'preview') await this.stop();
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

function isCancelled(error: unknown): boolean {
  return error instanceof AnnalsError && error.code === 'CANCELLED';
}
