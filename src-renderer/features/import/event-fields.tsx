import type { NewEvent } from '#shared/model/audit-event.ts';
import { useZone } from '../../state/app-context.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import styles from './event-fields.module.css';
import { eventLines } from './event-lines.ts';

/** A long text says enough with its beginning here. */
const SHOWN_LENGTH = 1_000;

/** The fields of an event that is to come. */
export function EventFields({ event }: { readonly event: NewEvent }) {
  const zone = useZone();
  return (
    <dl className={styles.fields}>
      {eventLines(event, zone).map(({ label, value }, position) => (
        // oxlint-disable-next-line react/no-array-index-key -- targets share their label
        <div key={position} className={styles.field}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value}>
            <SafeText text={value.slice(0, SHOWN_LENGTH)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
