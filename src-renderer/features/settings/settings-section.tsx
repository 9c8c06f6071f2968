import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './settings-section.module.css';

interface SettingsSectionProps {
  readonly title: string;
  /** What it is about, in a sentence or two. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

/** Settings that belong together: what they are at the left, the lines at the right. */
export function SettingsSection({ title, note, children }: SettingsSectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {note !== undefined && <p className={styles.note}>{note}</p>}
      </div>
      <div className={styles.lines}>{children}</div>
    </section>
  );
}

interface SettingLineProps {
  readonly label: string;
  /** What the choice means, where its words do not say it. */
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}

/** One setting. */
export function SettingLine({ label, hint, children }: SettingLineProps) {
  return (
    <div className={styles.line}>
      <div className={styles.words}>
        <span>{label}</span>
        {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      </div>
      <div className={styles.control}>{children}</div>
    </div>
  );
}
