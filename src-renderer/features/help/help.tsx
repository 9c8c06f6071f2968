import { X } from 'lucide-react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { useActions, useAppState } from '../../state/app-context.tsx';
import type { HelpTopic } from '../../state/slices/overlays.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import styles from './help.module.css';
import { Exporting, Proving, Retention, Reviewing, Searching } from './help-texts.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';

const TOPICS: readonly { readonly id: HelpTopic; readonly title: string }[] = [
  { id: 'searching', title: 'Searching' },
  { id: 'reviewing', title: 'Reviewing' },
  { id: 'exporting', title: 'Exporting evidence' },
  { id: 'proving', title: 'Proving' },
  { id: 'retention', title: 'Retention' },
  { id: 'keyboard', title: 'Keyboard' },
];

/** What Annals can do, in short texts that need no network. */
export function Help() {
  const topic = useAppState((state) => state.helpTopic);
  const { openHelp, closeHelp } = useActions();
  if (topic === null) return null;
  return (
    <ModalDialog label="Help" size="large" onClose={closeHelp}>
      <header className={styles.head}>
        <h2 className={styles.heading}>Help</h2>
        <IconButton label="Close" keys="Esc" onPress={closeHelp}>
          <X size={16} />
        </IconButton>
      </header>
      <Tabs
        className={styles.tabs ?? ''}
        orientation="vertical"
        selectedKey={topic}
        onSelectionChange={(key) => openHelp(key as HelpTopic)}
      >
        <TabList className={styles.topics ?? ''} aria-label="Topics">
          {TOPICS.map(({ id, title }) => (
            <Tab key={id} id={id} className={styles.topic ?? ''}>
              {title}
            </Tab>
          ))}
        </TabList>
        {TOPICS.map(({ id, title }) => (
          <TabPanel key={id} id={id} className={styles.page ?? ''}>
            <h3 className={styles.title}>{title}</h3>
            <Text topic={id} />
          </TabPanel>
        ))}
      </Tabs>
    </ModalDialog>
  );
}

function Text({ topic }: { readonly topic: HelpTopic }) {
  switch (topic) {
    case 'searching':
      return <Searching />;
    case 'reviewing':
      return <Reviewing />;
    case 'exporting':
      return <Exporting />;
    case 'proving':
      return <Proving />;
    case 'retention':
      return <Retention />;
    case 'keyboard':
      return <ShortcutSheet />;
  }
}
