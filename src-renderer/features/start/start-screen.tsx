import { Database, FolderOpen, History, Import, Telescope } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import type { CommandId } from '#shared/model/commands.ts';
import { describeCommand, useCommand } from '../../commands/use-commands.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { Button as PlainButton } from '../../ui/button.tsx';
import { Logo } from '../../ui/logo.tsx';
import styles from './start-screen.module.css';

/** The first start: nothing to open yet, three ways on. */
export function StartScreen() {
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <Logo size={44} />
        <h1 className={styles.title}>Annals</h1>
        <p className={styles.lead}>
          Who did what to which thing, when, with what result: your audit trail, on this machine and
          nowhere else.
        </p>
        <nav className={styles.choices} aria-label="Begin">
          <Choice command="import.files" title="Import a log…" icon={<Import size={18} />}>
            CloudTrail, Okta, CSV, JSON and more, with a preview
          </Choice>
          <Choice command="import.folder" title="Import a folder…" icon={<FolderOpen size={18} />}>
            Every log below it, in one go
          </Choice>
          <Choice command="store.choose" title="Open a store…" icon={<Database size={18} />}>
            A trail that was recorded elsewhere
          </Choice>
          <Choice
            command="store.openSample"
            title="Explore sample data"
            icon={<Telescope size={18} />}
          >
            2,900 real events from a simulated attack on AWS
          </Choice>
        </nav>
        <RecentStores />
        <p className={styles.hint}>You can also drop files anywhere on this window.</p>
      </div>
    </main>
  );
}

/** Stores that were open before, once there are any. */
function RecentStores() {
  const recent = useAppState((state) => state.recentStores);
  const { openRecentStore } = useActions();
  if (recent.length === 0) return null;
  return (
    <nav className={styles.recent} aria-label="Recent stores">
      <h2 className={styles.heading}>Recent stores</h2>
      {recent.map(({ id, name }) => (
        <PlainButton
          key={id}
          look="quiet"
          isWide
          icon={<History size={14} aria-hidden />}
          onPress={() => void openRecentStore(id)}
        >
          {safeString(name)}
        </PlainButton>
      ))}
    </nav>
  );
}

interface ChoiceProps {
  readonly command: CommandId;
  readonly title: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
}

function Choice({ command, title, icon, children }: ChoiceProps) {
  const run = useCommand();
  const { keys } = describeCommand(command);
  return (
    <Button className={styles.choice ?? ''} onPress={() => run(command)}>
      <span className={styles.icon}>{icon}</span>
      <span className={styles.words}>
        <span className={styles.name}>{title}</span>
        <span className={styles.text}>{children}</span>
      </span>
      {keys !== '' && <kbd className={styles.keys}>{keys}</kbd>}
    </Button>
  );
}
