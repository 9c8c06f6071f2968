import { useMemo } from 'react';
import { useAppState } from '../../state/app-context.tsx';
import { activeViewOf, offeredViews, selectActiveViewKey } from '../../state/views.ts';
import type { ActiveView, OfferedView } from '../../state/views.ts';

/** The view that is shown; null if what is shown has no name. */
export function useActiveView(): ActiveView | null {
  const key = useAppState(selectActiveViewKey);
  return useMemo(() => activeViewOf(key), [key]);
}

/** The views that can be shown, in the order in which they are listed. */
export function useOfferedViews(): readonly OfferedView[] {
  const settings = useAppState((state) => state.settings);
  return useMemo(() => offeredViews(settings), [settings]);
}
