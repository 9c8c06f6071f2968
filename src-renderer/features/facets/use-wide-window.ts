import { useEffect } from 'react';
import { useActions } from '../../state/app-context.tsx';

/** In a narrower window the list would have too little room between facets and detail. */
const WIDE = '(min-width: 1400px)';

/** Follows whether the window has room for facets that nobody asked for. */
export function useWideWindow(): void {
  const { windowResized } = useActions();
  useEffect(() => {
    const query = matchMedia(WIDE);
    const tell = (): void => windowResized(query.matches);
    tell();
    query.addEventListener('change', tell);
    return () => query.removeEventListener('change', tell);
  }, [windowResized]);
}
