import { AnnalsError, toFailure } from '#shared/ipc/failure.ts';
import type { Asked } from '#shared/model/desktop.ts';
import { isAtLeast } from '#shared/model/role.ts';
import type { Role } from '#shared/model/role.ts';
import type { ImportOffers } from '../jobs/import-offers.ts';
import type { RecentStores } from './recent-stores.ts';
import type { Wanted } from './wanted.ts';

/** More than anybody asks for before the window looks. */
const MOST_WAITING = 20;

/** What was asked for outside of the window, until the window takes it. */
export class AskedQueue {
  readonly #recent: RecentStores;
  readonly #offers: ImportOffers;
  #waiting: readonly Wanted[] = [];

  constructor(recent: RecentStores, offers: ImportOffers) {
    this.#recent = recent;
    this.#offers = offers;
  }

  add(wanted: readonly Wanted[]): void {
    this.#waiting = [...this.#waiting, ...wanted].slice(-MOST_WAITING);
  }

  /**
   * Hands over what can be done now: nothing behind a store before that is open, and nothing in
   * the trail before somebody is signed in.
   */
  async take(role: Role | null): Promise<Asked[]> {
    const atStore = this.#waiting.findIndex(({ kind }) => kind === 'store');
    const end = atStore === -1 ? this.#waiting.length : atStore + 1;
    const isReady = ({ kind }: Wanted): boolean =>
      role !== null || kind === 'store' || kind === 'refused';
    const ready = this.#waiting.slice(0, end).filter(isReady);
    this.#waiting = this.#waiting.filter((each) => !ready.includes(each));
    const asked: Asked[] = [];
    for (const wanted of ready) asked.push(await this.#asked(wanted, role));
    return asked;
  }

  async #asked(wanted: Wanted, role: Role | null): Promise<Asked> {
    if (wanted.kind === 'store') return { kind: 'store', id: this.#recent.idOf(wanted.path) };
    if (wanted.kind !== 'import') return wanted;
    try {
      if (role === null || !isAtLeast(role, 'admin')) throw notForThem();
      return { kind: 'import', offer: await this.#offers.add(wanted.paths) };
    } catch (error) {
      return { kind: 'refused', error: toFailure(error) };
    }
  }
}

function notForThem(): AnnalsError {
  return new AnnalsError(
    'NOT_PERMITTED',
    'Only an admin can import files.',
    'Ask somebody who may, or have an admin change your role.',
  );
}
