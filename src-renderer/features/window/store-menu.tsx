import {
  ChevronDown,
  Database,
  FilePlus2,
  FolderOpen,
  History,
  LockKeyhole,
  LogOut,
  Telescope,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { MenuTrigger } from 'react-aria-components/Menu';
import type { CommandId } from '#shared/model/commands.ts';
import { describeCommand, useCommand } from '../../commands/use-commands.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { storeName } from '../../format/store-name.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { selectStoreInfo } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { Logo } from '../../ui/logo.tsx';
import { MenuPopover } from '../../ui/menu.tsx';
import styles from './store-menu.module.css';

/** Which store is open, and the ways to another. */
export function StoreMenu() {
  const info = useAppState(selectStoreInfo);
  const access = useAppState((state) => state.access);
  const recent = useAppState((state) => state.recentStores);
  const { openRecentStore } = useActions();
  const run = useCommand();
  const lineOf = (id: CommandId, icon: ReactNode) => {
    const { label } = describeCommand(id);
    return { id, label, text: label, icon, onChoose: () => run(id) };
  };
  return (
    <MenuTrigger>
      <Button look="quiet" aria-label={`Store: ${info ? storeName(info) : 'Annals'}`}>
        <Logo size={18} />
        <span className={styles.name}>{info ? storeName(info) : 'Annals'}</span>
        {info?.isReadOnly === true && <span className={styles.badge}>Read-only</span>}
        <ChevronDown size={13} aria-hidden />
      </Button>
      <MenuPopover
        label="Store"
        groups={[
          {
            id: 'go',
            lines: [
              lineOf('store.openDefault', <Database size={14} />),
              lineOf('store.openSample', <Telescope size={14} />),
            ],
          },
          {
            id: 'file',
            lines: [
              lineOf('store.choose', <FolderOpen size={14} />),
              lineOf('store.create', <FilePlus2 size={14} />),
            ],
          },
          {
            id: 'recent',
            title: 'Recent stores',
            lines: recent.map(({ id, name }) => ({
              id,
              label: safeString(name),
              text: safeString(name),
              icon: <History size={14} />,
              onChoose: () => void openRecentStore(id),
            })),
          },
          ...(access?.kind === 'signedIn'
            ? [
                {
                  id: 'operator',
                  title: `${safeString(access.name)}, ${access.role}`,
                  lines: [
                    lineOf('access.lock', <LockKeyhole size={14} />),
                    lineOf('access.signOut', <LogOut size={14} />),
                  ],
                },
              ]
            : []),
        ]}
      />
    </MenuTrigger>
  );
}
