import { clsx } from 'clsx';
import { useState } from 'react';
import { safeString } from '#shared/text/safe-text.ts';
import { formatCount } from '../../format/numbers.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import type { DetailField } from './detail-fields.ts';
import styles from './field-line.module.css';
import { LineActions } from './line-actions.tsx';

/** Longer values are cut until they are asked for. */
const SHOWN_LENGTH = 1_200;
const LETTER = /\p{Letter}/u;

/** A label and its value, with what can be done with it on hover and focus. */
export function FieldLine({ field }: { readonly field: DetailField }) {
  const { label, value, note, filter, isId = false } = field;
  const [isWhole, setWhole] = useState(false);
  const isLong = value.length > SHOWN_LENGTH;
  const isCut = isLong && !isWhole;
  return (
    <div className={styles.line}>
      <dt className={styles.label} title={safeString(label)}>
        <SafeText as="cell" text={label} />
      </dt>
      <dd className={clsx(styles.value, isId && styles.id, !LETTER.test(value) && styles.figures)}>
        <SafeText as="block" text={isCut ? value.slice(0, SHOWN_LENGTH) : value} />
        {isLong && (
          <button
            type="button"
            className={styles.more}
            aria-expanded={isWhole}
            onClick={() => setWhole(!isWhole)}
          >
            {isWhole ? 'Show less' : `Show all ${formatCount(value.length)} characters`}
          </button>
        )}
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
