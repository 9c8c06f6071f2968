import type { EventFilter } from '#shared/model/event-filter.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { FIELD_LABELS } from '../format/words.ts';
import styles from './term-label.module.css';

type FilterTerm = EventFilter['terms'][number];

/** More values than this are counted, not listed. */
const LISTED = 3;

/** A condition in words: `Outcome failure or error`, `Actor not bert-jan`. */
export function TermLabel({ term }: { readonly term: FilterTerm }) {
  const values = term.values.map((value) => valueLabel(term, value));
  const listed = values.slice(0, LISTED).join(' or ');
  const more = values.length - LISTED;
  return (
    <span className={styles.term}>
      <span className={styles.field}>{FIELD_LABELS[term.field]}</span>{' '}
      {term.negated && <span className={styles.not}>not </span>}
      <bdi>{listed}</bdi>
      {more > 0 && ` or ${more} more`}
    </span>
  );
}

function valueLabel({ field }: FilterTerm, value: string): string {
  if (field === 'batch') return `#${value}`;
  if (field === 'severity' && value.startsWith('>=')) return `${value.slice(2)} and worse`;
  if (field === 'target') return safeString(value.slice(value.indexOf(':') + 1));
  return safeString(value);
}
