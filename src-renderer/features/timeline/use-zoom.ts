import { useState } from 'react';
import type { TimeRange } from '#shared/time/time-window.ts';
import { focusRegion } from '../../commands/focus-region.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';

/** Steps that can be taken back. */
const STEPS_KEPT = 50;

/** A time range that the timeline set, and the one before. */
interface Step {
  readonly before: TimeRange;
  readonly set: TimeRange;
}

/** Sets the time range from the timeline, and takes that back. */
export interface Zoom {
  /** What back would lead to; null once the range was set elsewhere. */
  readonly before: TimeRange | null;
  readonly zoomTo: (from: number, to: number) => void;
  readonly back: () => void;
}

export function useZoom(): Zoom {
  const range = useAppState((state) => state.range);
  const { setRange } = useActions();
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const last = steps.at(-1);
  const before = last && isSame(last.set, range) ? last.before : null;
  return {
    before,
    zoomTo: (from, to) => {
      const set: TimeRange = { kind: 'between', from, to };
      if (isSame(set, range)) return;
      // Steps that lead to another range than the one before this would go nowhere.
      const kept = before ? steps : [];
      setSteps([...kept, { before: range, set }].slice(-STEPS_KEPT));
      setRange(set);
    },
    back: () => {
      if (!before) return;
      setSteps(steps.slice(0, -1));
      setRange(before);
      // The button may go with its step.
      focusRegion('timeline');
    },
  };
}

function isSame(one: TimeRange, other: TimeRange): boolean {
  return (
    one.kind === 'between' &&
    other.kind === 'between' &&
    one.from === other.from &&
    one.to === other.to
  );
}
