import type { ReactNode } from 'react';
import { SafeText } from '../../ui/safe-text.tsx';
import styles from './section.module.css';

interface SectionProps {
  readonly title: string;
  /** A few words beside the title. */
  readonly note?: string;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of the detail. */
export function Section({ title, note, actions, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h3 className={styles.title}>{title}</h3>
        {note !== undefined && (
          <span className={styles.note}>
            <SafeText as="cell" text={note} />
          </span>
        )}
        <span className={styles.space} />
        {actions}
      </div>
      {children}
    </section>
  );
}
