import type { EventDetail } from '#shared/model/audit-event.ts';
import { clsx } from 'clsx';
import { Fragment } from 'react';
import { useApp, useZone } from '../../state/app-context.tsx';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { EventReviewSection } from '../review/event-review-section.tsx';
import { ChangeDiff } from './change-diff.tsx';
import styles from './detail-body.module.css';
import { detailGroups, sentenceOf } from './detail-fields.ts';
import { FieldLine } from './field-line.tsx';
import { JsonTree } from './json-tree.tsx';
import { OriginalSection } from './original-section.tsx';
import { RelatedSection } from './related-section.tsx';
import { RovingLines } from './roving-lines.tsx';
import { Section } from './section.tsx';
import { StackTrace } from './stack-trace.tsx';
import { summaryOf } from './summary-words.ts';
import { TargetsSection } from './targets-section.tsx';

interface DetailBodyProps {
  readonly detail: EventDetail;
  /** True while another event is on its way. */
  readonly isStale: boolean;
}

/** More does not fit into the three lines of the title. */
const TITLE_LENGTH = 512;

/** An event with all that is known about it: in words, field by field, and what is around it. */
export function DetailBody({ detail, isStale }: DetailBodyProps) {
  const { clock } = useApp();
  const zone = useZone();
  const { event, raw, importedFrom } = detail;
  const reading = { zone, now: clock.now() };
  const groups = detailGroups(detail, reading);
  const { stackTrace } = event;
  const trace = stackTrace !== null && stackTrace !== '' && <StackTrace trace={stackTrace} />;
  return (
    <article className={clsx(styles.body, isStale && styles.stale)} aria-busy={isStale}>
      <h2 className={styles.sentence}>
        <SafeText text={sentenceOf(detail).slice(0, TITLE_LENGTH)} />
      </h2>
      <p className={styles.summary}>
        <bdi>{summaryOf(event, reading)}</bdi>
      </p>
      <p className={styles.marks}>
        <OutcomeMark outcome={event.outcome} place="pill" />
        <SeverityMark severity={event.severity} />
      </p>
      <EventReviewSection seq={event.seq} />
      <RovingLines>
        {groups.map(({ title, fields }) => (
          <Fragment key={title}>
            <Section title={title}>
              <dl>
                {fields.map((field) => (
                  <FieldLine key={field.label} field={field} />
                ))}
              </dl>
            </Section>
            {title === 'What' && (
              <>
                <TargetsSection targets={event.targets} />
                {event.changes && (
                  <Section title="Changes">
                    <ChangeDiff changes={event.changes} />
                  </Section>
                )}
              </>
            )}
            {title === 'Error' && trace}
          </Fragment>
        ))}
        {!groups.some(({ title }) => title === 'Error') && trace}
      </RovingLines>
      {Object.keys(event.metadata).length > 0 && (
        <JsonTree title="Metadata" value={event.metadata} event={event} />
      )}
      <RelatedSection event={event} />
      {raw !== null && <OriginalSection raw={raw} importedFrom={importedFrom} />}
    </article>
  );
}
