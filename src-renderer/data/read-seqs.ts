import type { App } from '../state/app-context.tsx';

/** As many rows as main answers with at once. */
const PAGE_ROWS = 500;

/**
 * The events from one position of the result to another, the first named first; at most so many.
 * Rows that are not loaded are asked for, and not kept.
 */
export async function readSeqs(
  { client, history }: Pick<App, 'client' | 'history'>,
  from: number,
  to: number,
  most: number,
): Promise<readonly number[]> {
  const end = to < from ? Math.max(to, from - most + 1) : Math.min(to, from + most - 1);
  const first = Math.min(from, end);
  const last = Math.max(from, end);
  const seqs: number[] = [];
  for (let index = first; index <= last; index += 1) {
    const row = history.rowAt(index);
    if (row === undefined) return turned(await askSeqs({ client, history }, first, last), from, to);
    if (row) seqs.push(row.seq);
  }
  return turned(seqs, from, to);
}

async function askSeqs(
  { client, history }: Pick<App, 'client' | 'history'>,
  first: number,
  last: number,
): Promise<number[]> {
  const queryId = history.getSnapshot().result?.queryId;
  if (queryId === undefined) return [];
  const seqs: number[] = [];
  for (let start = first; start <= last; start += PAGE_ROWS) {
    const range = { queryId, start, end: Math.min(start + PAGE_ROWS, last + 1) };
    const { rows } = await client.call('history.rows', range);
    for (const row of rows) if (row) seqs.push(row.seq);
  }
  return seqs;
}

function turned(seqs: readonly number[], from: number, to: number): readonly number[] {
  return to < from ? seqs.toReversed() : seqs;
}
