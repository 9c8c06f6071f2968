import { ChevronLeft, ChevronRight, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { ImportPreview } from '#shared/model/import-preview.ts';
import { formatCount } from '../../format/numbers.ts';
import { recordsOf } from '../../state/record-paths.ts';
import type { EditedMapping } from '../../state/edited-mapping.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { EventFields } from '../import/event-fields.tsx';
import styles from './live-event.module.css';

/** The event that a record becomes by the mapping as it stands. */
export function LiveEvent({ edited }: { readonly edited: EditedMapping }) {
  const { live, isTrying, problem, text } = edited;
  return (
    <section className={styles.side} aria-label="What it becomes" aria-busy={isTrying}>
      {problem !== null &&
        // Beside the text it is said below the text.
        (text === null ? (
          <Problem text={problem} />
        ) : (
          <p className={styles.note}>Shown as soon as the text is a mapping.</p>
        ))}
      {problem === null && live && <Records live={live} />}
      {problem === null && !live && <p className={styles.note}>Reading the first records…</p>}
    </section>
  );
}

function Records({ live }: { readonly live: ImportPreview }) {
  const [chosen, setChosen] = useState(0);
  const rows = recordsOf(live);
  const position = Math.min(chosen, rows.length - 1);
  const row = rows[position];
  const [rejection] = live.firstRejected;
  return (
    <>
      <div className={styles.head}>
        <h3 className={styles.title}>
          {row ? `Record ${position + 1} becomes` : 'What it becomes'}
        </h3>
        {rows.length > 1 && (
          <>
            <IconButton
              size="small"
              label="Previous record"
              isDisabled={position === 0}
              onPress={() => setChosen(position - 1)}
            >
              <ChevronLeft size={14} />
            </IconButton>
            <IconButton
              size="small"
              label="Next record"
              isDisabled={position === rows.length - 1}
              onPress={() => setChosen(position + 1)}
            >
              <ChevronRight size={14} />
            </IconButton>
          </>
        )}
      </div>
      {rejection && (
        <Problem
          text={`${formatCount(live.rejected)} of ${formatCount(live.read)} records would be rejected. Line ${formatCount(rejection.line)}: ${rejection.reason}.`}
        />
      )}
      {row && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
        <div className={styles.scroller} role="group" aria-label="Fields of the event" tabIndex={0}>
          <EventFields event={row.event} />
          <h4 className={styles.rawTitle}>Made of</h4>
          <pre className={styles.raw}>
            <SafeText as="block" text={row.raw} />
          </pre>
        </div>
      )}
    </>
  );
}

function Problem({ text }: { readonly text: string }) {
  return (
    <p className={styles.problem} role="status">
      <TriangleAlert size={13} aria-hidden />
      <SafeText text={text} />
    </p>
  );
}
