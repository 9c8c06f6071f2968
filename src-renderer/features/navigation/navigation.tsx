import { Boxes, Bug, FileInput, Hourglass, Info, List, Settings, ShieldCheck } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { describeCommand, useCommand } from '../../commands/use-commands.ts';
import { useAppState } from '../../state/app-context.tsx';
import type { Screen } from '../../state/slices/screen.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './navigation.module.css';

const ICONS: Readonly<Record<Screen, LucideIcon>> = {
  history: List,
  entities: Boxes,
  errors: Bug,
  imports: FileInput,
  retention: Hourglass,
  integrity: ShieldCheck,
  settings: Settings,
  about: Info,
};
const OVER_THE_TRAIL = [
  'history',
  'entities',
  'errors',
  'imports',
  'retention',
  'integrity',
] as const satisfies readonly Screen[];
const OVER_ANNALS = ['settings', 'about'] as const satisfies readonly Screen[];

/** The way from screen to screen, at the edge of the window. */
export function Navigation() {
  return (
    <nav className={styles.rail} aria-label="Screens">
      {OVER_THE_TRAIL.map((screen) => (
        <ScreenButton key={screen} screen={screen} />
      ))}
      <span className={styles.space} />
      {OVER_ANNALS.map((screen) => (
        <ScreenButton key={screen} screen={screen} />
      ))}
    </nav>
  );
}

function ScreenButton({ screen }: { readonly screen: Screen }) {
  const run = useCommand();
  const isShown = useAppState((state) => state.screen === screen);
  const { label, keys } = describeCommand(`screen.${screen}`);
  const Icon = ICONS[screen];
  return (
    <span className={styles.place} data-shown={isShown || undefined}>
      <IconButton
        label={label}
        keys={keys}
        size="large"
        placement="right"
        {...(isShown ? { 'aria-current': 'page' } : {})}
        onPress={() => run(`screen.${screen}`)}
      >
        <Icon size={18} strokeWidth={1.75} aria-hidden />
      </IconButton>
    </span>
  );
}
