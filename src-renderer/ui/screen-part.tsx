import type { ReactNode } from 'react';
import styles from './screen-part.module.css';

interface ScreenPartProps {
  readonly title: string;
  /** What it is about, beside the title. */
  readonly note?: ReactNode;
  /** What can be done about it, at the right. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One part of a screen: a line with its title, and under it a table or a text. */
export function ScreenPart({ title, note, actions, children }: ScreenPartProps) {
  return (
    <section className={styles.part} aria-label={title}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {note !== undefined && <p className={styles.note}>{note}</p>}
        {actions}
      </div>
      {children}
    </section>
  );
}

interface PartTextProps {
  /** `alert` if it says that something went wrong. */
  readonly role?: 'alert';
  readonly children: ReactNode;
}

/** A sentence or two where a part has no table. */
export function PartText({ role, children }: PartTextProps) {
  return (
    <p className={styles.text} role={role}>
      {children}
    </p>
  );
}
