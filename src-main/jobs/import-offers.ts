import { randomUUID } from 'node:crypto';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { ImportOffer } from '#shared/ipc/import-contract.ts';
import { expandSources, titleOf } from '../import/sources/sources.ts';
import type { ImportSource } from '../import/sources/sources.ts';

interface Offered {
  readonly title: string;
  readonly sources: readonly ImportSource[];
}

/** Offers the window has made and not taken up; the oldest are forgotten. */
const OFFERS_KEPT = 16;

/** Files that the operator picked. The window gets a token for them and never sees a path. */
export class ImportOffers {
  readonly #offers = new Map<string, Offered>();

  /** @throws AnnalsError FILE_UNREADABLE */
  async add(paths: readonly string[]): Promise<ImportOffer> {
    const sources = await expandSources(paths);
    const title = titleOf(paths, sources.length);
    const token = randomUUID();
    this.#offers.set(token, { title, sources });
    for (const oldest of this.#offers.keys()) {
      if (this.#offers.size <= OFFERS_KEPT) break;
      this.#offers.delete(oldest);
    }
    const bytes = sources.reduce((sum, source) => sum + source.bytes, 0);
    return { token, title, files: sources.length, bytes };
  }

  /** What is on offer under a token. @throws AnnalsError NOT_FOUND */
  look(token: string): Offered {
    const offered = this.#offers.get(token);
    if (offered) return offered;
    throw new AnnalsError('NOT_FOUND', 'These files are no longer on offer.', 'Choose them again.');
  }

  /** Ends an offer: it was taken up, or is not going to be. */
  end(token: string): void {
    this.#offers.delete(token);
  }
}
