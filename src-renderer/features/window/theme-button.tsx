import { Monitor, Moon, Sun } from 'lucide-react';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { IconButton } from '../../ui/icon-button.tsx';

const NEXT = { system: 'light', light: 'dark', dark: 'system' } as const;
const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;
const LABELS = {
  system: 'Theme: as the system',
  light: 'Theme: light',
  dark: 'Theme: dark',
} as const;

/** Steps through the themes. */
export function ThemeButton() {
  const theme = useAppState((state) => state.settings.theme);
  const { changeSettings } = useActions();
  const Icon = ICONS[theme];
  return (
    <IconButton label={LABELS[theme]} onPress={() => void changeSettings({ theme: NEXT[theme] })}>
      <Icon size={15} />
    </IconButton>
  );
}
