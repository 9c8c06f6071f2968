import styles from './progress-bar.module.css';

interface ProgressBarProps {
  readonly label: string;
  /** From 0 to 1; null while that is unknown. */
  readonly value: number | null;
}

/** A slim bar for work whose end is known, or a moving one where it is not. */
export function ProgressBar({ label, value }: ProgressBarProps) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { 'aria-valuenow': percent })}
    >
      <div
        className={percent === null ? styles.unknown : styles.fill}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
