import type { EventMark } from '#shared/model/review.ts';
import { Flag, Lock, MessageSquare } from 'lucide-react';
import styles from './event-marks.module.css';

/** Small signs at the start of a row: flagged, on hold, noted. */
export function EventMarks({ mark }: { readonly mark: EventMark }) {
  const words = [
    ...(mark.isFlagged ? ['Flagged'] : []),
    ...(mark.isHeld ? ['On hold'] : []),
    ...(mark.isNoted ? ['Has notes'] : []),
  ].join(', ');
  return (
    <div role="gridcell" aria-colindex={1} className={styles.marks} title={words}>
      <span className="visually-hidden">{words}</span>
      {mark.isFlagged && <Flag size={10} className={styles.flag} aria-hidden />}
      {mark.isHeld && <Lock size={10} className={styles.hold} aria-hidden />}
      {mark.isNoted && <MessageSquare size={10} className={styles.note} aria-hidden />}
    </div>
  );
}
