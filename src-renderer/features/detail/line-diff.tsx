import { clsx } from 'clsx';
import { useMemo, useState } from 'react';
import { formatCountOf } from '../../format/numbers.ts';
import { MoreButton } from '../../ui/more-button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import styles from './change-diff.module.css';
import { diffRows } from './diff-rows.ts';
import type { DiffRow } from './diff-rows.ts';
import type { DiffPart } from './text-diff.ts';

/** Rows shown at once. */
const FIRST_ROWS = 120;

const SIGNS = { same: ' ', old: '−', new: '+' } as const;
const WORDS = { same: '', old: 'before: ', new: 'after: ' } as const;

/** Two texts line by line; what they share is folded where it is long. */
export function LineDiff({ parts }: { readonly parts: readonly DiffPart[] }) {
  const rows = useMemo(() => diffRows(parts), [parts]);
  const [most, setMost] = useState(FIRST_ROWS);
  const more = rows.length - most;
  return (
    <>
      <div className={styles.lines}>
        {rows.slice(0, most).map((row) => (
          <Row key={row.at} row={row} />
        ))}
      </div>
      {more > 0 && (
        <MoreButton onPress={() => setMost(most + FIRST_ROWS)}>
          Show more lines ({formatCountOf(more, 'line')} left)
        </MoreButton>
      )}
    </>
  );
}

function Row({ row }: { readonly row: DiffRow }) {
  if (row.kind === 'folded') {
    return <div className={styles.folded}>{formatCountOf(row.count, 'unchanged line')}</div>;
  }
  const { kind, text } = row;
  return (
    <div className={clsx(styles.value, kind !== 'same' && styles[kind])}>
      <span className={styles.sign} aria-hidden>
        {SIGNS[kind]}
      </span>
      <span className="visually-hidden">{WORDS[kind]}</span>
      <span>
        <SafeText as="block" text={text} />
      </span>
    </div>
  );
}
