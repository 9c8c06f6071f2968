import { useEffect } from 'react';
import { useAppState } from '../../state/app-context.tsx';

/**
 * How the window looks is two attributes of the root element, which tokens.css reads. Light and dark
 * are the system's without a choice; high contrast is what the system or the operator asks for.
 */
export function useTheme(): void {
  const theme = useAppState((state) => state.settings.theme);
  const contrast = useAppState((state) => state.settings.contrast);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset['theme'];
    else dataset['theme'] = theme;
  }, [theme]);
  useEffect(() => {
    const { dataset } = document.documentElement;
    const asked = window.matchMedia('(prefers-contrast: more)');
    const apply = (): void => {
      if (contrast === 'more' || asked.matches) dataset['contrast'] = 'more';
      else delete dataset['contrast'];
    };
    apply();
    asked.addEventListener('change', apply);
    return () => asked.removeEventListener('change', apply);
  }, [contrast]);
}
