import type { EventMark } from '#shared/model/review.ts';
import { useEffect, useRef, useState } from 'react';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { selectStoreInfo } from '../../state/selectors.ts';

/** Rows that fly past are not asked about. */
const SETTLE_MS = 60;
/** What others do shows no more often than this: an import tells of itself all the time. */
const REFRESH_MS = 600;
/** More are let go of, the oldest first. */
const MOST_KEPT = 4_000;

/** Null is known too: nobody added anything. */
type Known = ReadonlyMap<number, EventMark | null>;

/**
 * What people added to the events in view, asked for together and kept. The marks before stay until
 * newer ones are here.
 */
export function useEventMarks(first: number, end: number): Known {
  const { client, history } = useApp();
  const version = useVersion();
  const [known, setKnown] = useState<Known>(new Map());
  /** For which version each event was asked about. */
  const asked = useRef(new Map<number, string>());

  // After every render: rows arrive without any of what this knows changing.
  useEffect(() => {
    const timer = setTimeout(() => {
      const seqs: number[] = [];
      for (let index = first; index < end; index += 1) {
        const seq = history.rowAt(index)?.seq;
        if (seq !== undefined && asked.current.get(seq) !== version) seqs.push(seq);
      }
      if (seqs.length === 0) return;
      // What was let go of is asked about again when it is next in view.
      if (asked.current.size > MOST_KEPT) asked.current.clear();
      for (const seq of seqs) asked.current.set(seq, version);
      client.call('review.marks', { seqs }).then(
        ({ marks }) => {
          const found = new Map(marks.map((mark) => [mark.seq, mark]));
          setKnown((before) => bounded(before, seqs, found));
        },
        () => {
          // Not worth a message; the next look asks again.
          for (const seq of seqs) asked.current.delete(seq);
        },
      );
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  });

  return known;
}

/** Changes whenever what people added may have changed; at once if it was this window. */
function useVersion(): string {
  const epoch = useAppState((state) => state.epoch);
  const reviewed = useAppState((state) => state.reviewed);
  const headSeq = useAppState((state) => selectStoreInfo(state)?.headSeq ?? 0);
  const [seenHead, setSeenHead] = useState(headSeq);
  useEffect(() => {
    if (headSeq === seenHead) return;
    const timer = setTimeout(() => setSeenHead(headSeq), REFRESH_MS);
    return () => clearTimeout(timer);
  }, [headSeq, seenHead]);
  return `${epoch}:${reviewed}:${seenHead}`;
}

function bounded(
  before: Known,
  seqs: readonly number[],
  found: ReadonlyMap<number, EventMark>,
): Known {
  const next = new Map(before);
  for (const seq of seqs) {
    next.delete(seq);
    next.set(seq, found.get(seq) ?? null);
  }
  for (const oldest of next.keys()) {
    if (next.size <= MOST_KEPT) break;
    next.delete(oldest);
  }
  return next;
}
