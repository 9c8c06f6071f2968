import type { EventChanges } from '#shared/model/audit-event.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import styles from './change-diff.module.css';

/** Each changed key with its value before and after. */
export function ChangeDiff({ changes }: { readonly changes: EventChanges }) {
  const keys = [...new Set([...Object.keys(changes.old), ...Object.keys(changes.new)])];
  return (
    <dl className={styles.diff}>
      {keys.map((key) => (
        <div key={key} className={styles.change}>
          <dt className={styles.key}>
            <SafeText text={key} />
          </dt>
          <Value sign="−" label="before" value={changes.old[key]} className={styles.old} />
          <Value sign="+" label="after" value={changes.new[key]} className={styles.new} />
        </div>
      ))}
    </dl>
  );
}

interface ValueProps {
  readonly sign: string;
  readonly label: string;
  /** Absent if the key was not there. */
  readonly value: unknown;
  readonly className: string | undefined;
}

function Value({ sign, label, value, className }: ValueProps) {
  if (value === undefined) return null;
  return (
    <dd className={className}>
      <span className={styles.sign} aria-label={label}>
        {sign}
      </span>
      <span>
        <SafeText
          as="block"
          text={typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
        />
      </span>
    </dd>
  );
}
