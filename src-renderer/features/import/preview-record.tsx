import type { PreviewRow } from '#shared/model/import-preview.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { formatCount } from '../../format/numbers.ts';
import { useAppState } from '../../state/app-context.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { EventFields } from './event-fields.tsx';
import styles from './preview-record.module.css';

/** One event beside the record it is made of. */
export function PreviewRecord({ row }: { readonly row: PreviewRow }) {
  const { file, line, mapping, raw, event } = row;
  const title = useAppState(
    (state) => state.mappings.find(({ name }) => name === mapping)?.title ?? mapping,
  );
  return (
    <div className={styles.pair}>
      <section className={styles.side} aria-label="The event">
        <h3 className={styles.head}>
          Event <span className={styles.note}>read by {safeString(title)}</span>
        </h3>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
        <div className={styles.scroller} role="group" aria-label="Fields of the event" tabIndex={0}>
          <EventFields event={event} />
        </div>
      </section>
      <section className={styles.side} aria-label="The record">
        <h3 className={styles.head}>
          Record{' '}
          <span className={styles.note} title={safeString(file)}>
            {safeString(file)}, line {formatCount(line)}
          </span>
          <CopyButton label="Copy the record" text={() => raw} />
        </h3>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
        <div className={styles.scroller} role="group" aria-label="The record as it is" tabIndex={0}>
          <pre className={styles.raw}>
            <SafeText as="block" text={raw} />
          </pre>
        </div>
      </section>
    </div>
  );
}
