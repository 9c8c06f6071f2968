import type { EventSummary, StoredEvent } from '#shared/model/audit-event.ts';
import { clsx } from 'clsx';
import { Button } from 'react-aria-components/Button';
import { focusRegion } from '../../commands/focus-region.ts';
import { useOpenEvent } from '../../data/use-open-event.ts';
import { formatSeconds } from '../../format/times.ts';
import { useZone } from '../../state/app-context.tsx';
import { OutcomeIcon } from '../../ui/outcome-mark.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { offsetWords } from './offset-words.ts';
import styles from './related-section.module.css';

interface RelatedRowProps {
  readonly row: EventSummary;
  /** The event whose detail it stands in. */
  readonly shown: StoredEvent;
}

/** An event on one short line: when it was, seen from the one that is shown, and what it was. */
export function RelatedRow({ row, shown }: RelatedRowProps) {
  const zone = useZone();
  const open = useOpenEvent();
  const isShown = row.seq === shown.seq;
  const text = row.message === '' ? `${row.actorName ?? ''} ${row.action}` : row.message;
  return (
    <Button
      className={clsx(styles.row, isShown && styles.shown)}
      {...(isShown ? { 'aria-current': 'true' } : {})}
      onPress={({ target }) => {
        // This row goes with the event that it stands in.
        target.closest('[data-region]')?.scrollTo({ top: 0 });
        focusRegion('detail');
        void open(row.seq);
      }}
    >
      <OutcomeIcon outcome={row.outcome} />
      <span className={styles.when}>
        {isShown ? 'this event' : offsetWords(row.occurredAt - shown.occurredAt)}
      </span>
      <span className={styles.what}>
        <SafeText as="cell" text={text} />
      </span>
      <span className="visually-hidden">, {formatSeconds(row.occurredAt, zone)}</span>
    </Button>
  );
}
