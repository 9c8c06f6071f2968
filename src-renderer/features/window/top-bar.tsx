import type { ReactNode } from 'react';
import { DensityButton } from './density-button.tsx';
import { StoreMenu } from './store-menu.tsx';
import { ThemeButton } from './theme-button.tsx';
import styles from './top-bar.module.css';

interface TopBarProps {
  /** What to look for, between the store and the buttons. */
  readonly query: ReactNode;
  readonly actions: ReactNode;
}

/** Store, query and acts in one line. */
export function TopBar({ query, actions }: TopBarProps) {
  return (
    <div className={styles.bar}>
      <StoreMenu />
      <div className={styles.query}>{query}</div>
      <div className={styles.actions}>
        {actions}
        <DensityButton />
        <ThemeButton />
      </div>
    </div>
  );
}
