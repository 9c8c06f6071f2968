import { clsx } from 'clsx';
import { safeString } from '#shared/text/safe-text.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import type { DetailField } from './detail-fields.ts';
import styles from './field-line.module.css';
import { LineActions } from './line-actions.tsx';

/** A label and its value, with what can be done with it on hover and focus. */
export function FieldLine({ field }: { readonly field: DetailField }) {
  const { label, value, note, filter, isId = false } = field;
  return (
    <div className={styles.line}>
      <dt className={styles.label} title={safeString(label)}>
        <SafeText as="cell" text={label} />
      </dt>
      <dd className={clsx(styles.value, isId && styles.id)}>
        <SafeText text={value} />
        {note !== undefined && <span className={styles.note}> {note}</span>}
        <LineActions
          name={label.toLowerCase()}
          value={value}
          filter={filter}
          className={styles.actions}
        />
      </dd>
    </div>
  );
}
