import type { Severity } from '#shared/model/vocabulary.ts';
import { clsx } from 'clsx';
import styles from './severity-mark.module.css';

/** How many of the four bars are filled; a solid badge stands for the two worst. */
const BARS: Readonly<Record<Severity, number>> = {
  debug: 0,
  info: 1,
  notice: 2,
  warning: 3,
  error: 4,
  critical: 4,
};

interface SeverityMarkProps {
  readonly severity: Severity;
}

/** A severity as a level glyph and a word; the shape tells them apart without colour. */
export function SeverityMark({ severity }: SeverityMarkProps) {
  return (
    <span className={clsx(styles.mark, styles[severity])}>
      <SeverityGlyph severity={severity} />
      <span className={styles.word}>{severity}</span>
    </span>
  );
}

function SeverityGlyph({ severity }: SeverityMarkProps) {
  if (severity === 'critical' || severity === 'error') {
    const isCritical = severity === 'critical';
    return (
      <svg width="14" height="12" viewBox="0 0 14 12" aria-hidden>
        <path
          className={isCritical ? styles.badge : styles.badgeOutline}
          d="M4.2.7h5.6a1 1 0 0 1 .8.4l2.5 4.3a1 1 0 0 1 0 1.2l-2.5 4.3a1 1 0 0 1-.8.4H4.2a1 1 0 0 1-.8-.4L.9 6.6a1 1 0 0 1 0-1.2l2.5-4.3a1 1 0 0 1 .8-.4Z"
        />
        <path className={isCritical ? styles.bangInverse : styles.bang} d="M7 3v3.6M7 8.7v.3" />
      </svg>
    );
  }
  return (
    <svg width="14" height="12" viewBox="0 0 14 12" aria-hidden>
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          className={bar < BARS[severity] ? styles.bar : styles.barEmpty}
          x={1.5 + bar * 4}
          y={8 - bar * 3}
          width="2.6"
          height={3 + bar * 3}
          rx="0.8"
        />
      ))}
    </svg>
  );
}
