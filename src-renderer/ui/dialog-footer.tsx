import type { ReactNode } from 'react';
import styles from './dialog-footer.module.css';

interface DialogFooterProps {
  /** What stands at the left, away from the buttons. */
  readonly start?: ReactNode;
  /** Why something was not done; empty if all is well. */
  readonly problem?: string;
  /** The ways out, the main one last. */
  readonly children: ReactNode;
}

/** The lower edge of a dialog: its buttons, and what went wrong with the last press. */
export function DialogFooter({ start, problem = '', children }: DialogFooterProps) {
  return (
    <footer className={styles.footer}>
      {start}
      <p className={styles.problem} role="alert">
        {problem}
      </p>
      <div className={styles.buttons}>{children}</div>
    </footer>
  );
}
