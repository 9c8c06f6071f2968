import type { EventReview } from '#shared/model/review.ts';
import { Flag, Lock, MessageSquarePlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useEventReview } from '../../data/use-event-review.ts';
import { formatPrecise } from '../../format/times.ts';
import { useActions, useAppState, useZone } from '../../state/app-context.tsx';
import { selectWhyNoActs } from '../../state/selectors.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './event-review-section.module.css';

/** What people added to an event, and the ways to add more. */
export function EventReviewSection({ seq }: { readonly seq: number }) {
  const review = useEventReview(seq);
  const whyNot = useAppState(selectWhyNoActs);
  const hasAny = review !== null && (review.flag ?? review.notes[0] ?? review.holds[0]);
  return (
    <section className={styles.review} aria-label="Review">
      {whyNot === null && <Acts seq={seq} isFlagged={review ? review.flag !== null : null} />}
      {review && hasAny && <Added review={review} />}
    </section>
  );
}

interface ActsProps {
  readonly seq: number;
  /** Null until that is known. */
  readonly isFlagged: boolean | null;
}

function Acts({ seq, isFlagged }: ActsProps) {
  const { flagEvents, askNote, askHold } = useActions();
  return (
    <div className={styles.acts}>
      <ToggleButton
        className={styles.toggle ?? ''}
        isSelected={isFlagged === true}
        isDisabled={isFlagged === null}
        onChange={(flagged) => void flagEvents({ kind: 'events', seqs: [seq] }, flagged)}
      >
        <Flag size={13} aria-hidden />
        {isFlagged === true ? 'Flagged' : 'Flag'}
      </ToggleButton>
      <Button
        look="quiet"
        size="small"
        icon={<MessageSquarePlus size={13} />}
        onPress={() => askNote(seq)}
      >
        Add note
      </Button>
      <Button
        look="quiet"
        size="small"
        icon={<Lock size={13} />}
        onPress={() => askHold({ kind: 'events', seqs: [seq] })}
      >
        Hold…
      </Button>
    </div>
  );
}

function Added({ review }: { readonly review: EventReview }) {
  const { flag, notes, holds } = review;
  return (
    <ul className={styles.added}>
      {flag && (
        <Line kind="Flagged" by={flag} text={flag.note ?? ''}>
          <Flag size={12} className={styles.flag} aria-hidden />
        </Line>
      )}
      {holds.map((hold) => (
        <Line key={`hold-${hold.id}`} kind="On hold" by={hold} text={hold.reason}>
          <Lock size={12} className={styles.hold} aria-hidden />
        </Line>
      ))}
      {notes.map((note, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- notes are only ever added at the end
        <Line key={`note-${index}`} kind="Note" by={note} text={note.text}>
          <MessageSquarePlus size={12} className={styles.note} aria-hidden />
        </Line>
      ))}
    </ul>
  );
}

interface LineProps {
  readonly kind: string;
  readonly by: { readonly at: number | null; readonly operator: string | null };
  readonly text: string;
  readonly children: ReactNode;
}

/** One thing that somebody added: what, by whom, when, and in which words. */
function Line({ kind, by, text, children }: LineProps) {
  const zone = useZone();
  return (
    <li className={styles.line}>
      <span className={styles.icon}>{children}</span>
      <div className={styles.words}>
        <p className={styles.head}>
          <strong>{kind}</strong>
          {by.operator !== null && (
            <>
              {' by '}
              <SafeText text={by.operator} />
            </>
          )}
          {by.at !== null && (
            <span className={styles.time}> {formatPrecise(by.at, zone).slice(0, 19)}</span>
          )}
        </p>
        {text !== '' && (
          <p className={styles.text}>
            <SafeText as="block" text={text} />
          </p>
        )}
      </div>
    </li>
  );
}
