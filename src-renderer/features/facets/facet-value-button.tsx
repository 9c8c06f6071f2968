import { clsx } from 'clsx';
import { Ban, Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { safeString } from '#shared/text/safe-text.ts';
import { OUTCOMES, SEVERITIES, SOURCES } from '#shared/model/vocabulary.ts';
import { formatCount } from '../../format/numbers.ts';
import { SOURCE_LABELS } from '../../format/words.ts';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import type { FacetLine } from './facet-choice.ts';
import type { RailField } from './facet-fields.ts';
import styles from './facet-value-button.module.css';

interface FacetValueButtonProps {
  readonly field: RailField;
  readonly line: FacetLine;
  /** Length of the bar, from 0 to 1: beside the most frequent value of the field. */
  readonly share: number;
  /** @param negated it is to be kept out instead of asked for */
  readonly onToggle: (negated: boolean) => void;
  /** The menu was asked for, at this place in the window. */
  readonly onMenu: (at: { readonly x: number; readonly y: number }) => void;
}

/** A value with its count; pressed if the filter names it. */
export function FacetValueButton(props: FacetValueButtonProps) {
  const { field, line, share, onToggle, onMenu } = props;
  const { value, name, count, choice } = line;
  const text = facetText(field, line);
  return (
    <button
      type="button"
      className={clsx(styles.value, styles[choice])}
      aria-pressed={choice !== 'none'}
      title={name === null || name === value ? text : `${text} (${safeString(value)})`}
      onClick={(event) => onToggle(event.altKey)}
      onContextMenu={(event) => {
        event.preventDefault();
        const box = event.currentTarget.getBoundingClientRect();
        // From the keyboard there is no pointer to open it at.
        const isPointer = event.button === 2 && event.clientX > 0;
        onMenu(
          isPointer ? { x: event.clientX, y: event.clientY } : { x: box.left + 24, y: box.bottom },
        );
      }}
    >
      <span className={styles.mark} aria-hidden>
        {choice === 'only' && <Check size={12} strokeWidth={2.5} />}
        {choice === 'not' && <Ban size={11} strokeWidth={2.5} />}
      </span>
      {choice === 'not' && <span className="visually-hidden">not</span>}
      <span className={styles.text}>{labelOf(field, line)}</span>
      <span className={styles.count} data-count>
        {count !== null && formatCount(count)}
      </span>
      <span className="visually-hidden">{eventsInWords(count)}</span>
      <span className={styles.track}>
        <span className={styles.bar} style={{ width: `${Math.round(share * 1000) / 10}%` }} />
      </span>
    </button>
  );
}

/** What follows the count for those who hear it alone. */
function eventsInWords(count: number | null): string {
  if (count === null) return 'not counted';
  return count === 1 ? 'event' : 'events';
}

/** A value in plain words. */
export function facetText(field: RailField, { value, name }: FacetLine): string {
  const source = field === 'source' ? SOURCES.find((each) => each === value) : undefined;
  return source ? SOURCE_LABELS[source] : safeString(name ?? value);
}

function labelOf(field: RailField, line: FacetLine): ReactNode {
  const outcome = field === 'outcome' && OUTCOMES.find((each) => each === line.value);
  if (outcome) return <OutcomeMark outcome={outcome} place="menu" />;
  const severity = field === 'severity' && SEVERITIES.find((each) => each === line.value);
  if (severity) return <SeverityMark severity={severity} />;
  if (field === 'source') return facetText(field, line);
  return <SafeText as="cell" text={line.name ?? line.value} />;
}
