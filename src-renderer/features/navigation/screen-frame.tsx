import type { ReactNode } from 'react';
import { JobResults } from '../window/job-results.tsx';
import styles from './screen-frame.module.css';

interface ScreenFrameProps {
  readonly title: string;
  /** What it is about, in a few words or numbers beside the title. */
  readonly note?: ReactNode;
  /** What can be done, at the right. */
  readonly actions?: ReactNode;
  /** What scrolls; with its own scroller where `isFixed` is set. */
  readonly children: ReactNode;
  readonly isFixed?: boolean;
}

/** A screen beside the history: a line with its title, and under it what it shows. */
export function ScreenFrame({ title, note, actions, children, isFixed = false }: ScreenFrameProps) {
  return (
    <main className={styles.screen}>
      <header className={styles.head}>
        <h1 className={styles.title}>{title}</h1>
        {note !== undefined && <p className={styles.note}>{note}</p>}
        <div className={styles.actions}>{actions}</div>
      </header>
      <JobResults />
      <div className={isFixed ? styles.fixed : styles.scroller} tabIndex={-1} data-region="screen">
        {children}
      </div>
    </main>
  );
}
