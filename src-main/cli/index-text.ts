import { AnnalsError } from '#shared/ipc/failure.ts';
import type { Remote, StoreWrites } from '../store/store-api.ts';
import { framedBar } from './print/bar.ts';

const BAR_COLUMNS = 20;

/**
 * Makes the text of all events fast to find. What keeps it from that (a store that is locked, a
 * full disk, the signal) is no failure: every search is complete without it, and the next import
 * or the console makes up for it.
 * @param show is told how far it is, on one line
 */
export async function indexText(
  { indexText: step }: Pick<Remote<StoreWrites>, 'indexText'>,
  signal: AbortSignal,
  show: (line: string) => void,
): Promise<void> {
  try {
    let begin: number | null = null;
    while (!signal.aborted) {
      const { upTo, headSeq } = await step();
      if (upTo >= headSeq) return;
      begin ??= upTo;
      const share = (upTo - begin) / (headSeq - begin);
      const percent = `${Math.floor(share * 100)} %`.padStart(5);
      show(`${percent} ${framedBar(share, BAR_COLUMNS)}  making text fast to find`);
    }
  } catch (error) {
    if (!(error instanceof AnnalsError)) throw error;
  }
}
