import { AnnalsError } from '#shared/ipc/failure.ts';

/** There are no more jobs than that to ask about. */
const MOST_FILES = 20;

/** Files that jobs of this session have made, by their jobs; the window never learns their paths. */
export class MadeFiles {
  readonly #paths = new Map<string, string>();

  keep(jobId: string, path: string): void {
    const [oldest] = this.#paths.keys();
    if (oldest !== undefined && this.#paths.size >= MOST_FILES) this.#paths.delete(oldest);
    this.#paths.set(jobId, path);
  }

  /** @throws AnnalsError NOT_FOUND if the job has made none */
  pathOf(jobId: string): string {
    const path = this.#paths.get(jobId);
    if (path !== undefined) return path;
    throw new AnnalsError('NOT_FOUND', 'There is no file of this export.', 'Export again.');
  }
}
