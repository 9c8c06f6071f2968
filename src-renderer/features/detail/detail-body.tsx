import type { EventDetail, EventTarget } from '#shared/model/audit-event.ts';
import { clsx } from 'clsx';
import { Fragment } from 'react';
import { formatCount } from '../../format/numbers.ts';
import { useApp, useZone } from '../../state/app-context.tsx';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { EventReviewSection } from '../review/event-review-section.tsx';
import { ChangeDiff } from './change-diff.tsx';
import styles from './detail-body.module.css';
import { detailGroups, sentenceOf } from './detail-fields.ts';
import { FieldLine } from './field-line.tsx';
import { JsonView } from './json-view.tsx';
import { Section } from './section.tsx';
import { TargetLine } from './target-line.tsx';
import { TextBlock } from './text-block.tsx';

interface DetailBodyProps {
  readonly detail: EventDetail;
  /** True while another event is on its way. */
  readonly isStale: boolean;
}

/** More does not fit into the three lines of the title. */
const TITLE_LENGTH = 512;

/** A bulk act has thousands of targets; nobody reads on. */
const SHOWN_TARGETS = 50;

/** The sentence, the marks and all fields of an event. */
export function DetailBody({ detail, isStale }: DetailBodyProps) {
  const { clock } = useApp();
  const zone = useZone();
  const { event, raw } = detail;
  const groups = detailGroups(detail, { zone: zone, now: clock.now() });
  return (
    <article className={clsx(styles.body, isStale && styles.stale)} aria-busy={isStale}>
      <h2 className={styles.sentence}>
        <SafeText text={sentenceOf(detail).slice(0, TITLE_LENGTH)} />
      </h2>
      <p className={styles.marks}>
        <OutcomeMark outcome={event.outcome} place="pill" />
        <SeverityMark severity={event.severity} />
      </p>
      <EventReviewSection seq={event.seq} />
      {groups.map(({ title, fields }) => (
        <Fragment key={title}>
          <Section title={title}>
            <dl>
              {fields.map((field) => (
                <FieldLine key={field.label} field={field} />
              ))}
            </dl>
            {title === 'Error' && event.stackTrace !== null && (
              <TextBlock title="Stack trace" text={event.stackTrace} />
            )}
          </Section>
          {title === 'What' && <Targets targets={event.targets} />}
        </Fragment>
      ))}
      {event.changes && (
        <Section title="Changes">
          <ChangeDiff changes={event.changes} />
        </Section>
      )}
      {Object.keys(event.metadata).length > 0 && (
        <JsonView title="Metadata" value={event.metadata} />
      )}
      {raw !== null && (
        <Section title="Original">
          <TextBlock title="As it was imported" text={raw} />
        </Section>
      )}
    </article>
  );
}

function Targets({ targets }: { readonly targets: readonly EventTarget[] }) {
  if (targets.length === 0) return null;
  const more = targets.length - SHOWN_TARGETS;
  return (
    <Section title={targets.length === 1 ? 'Target' : 'Targets'}>
      <ul className={styles.targets}>
        {targets.slice(0, SHOWN_TARGETS).map((target) => (
          <TargetLine key={`${target.type}:${target.id}`} target={target} />
        ))}
      </ul>
      {more > 0 && <p className={styles.more}>and {formatCount(more)} more</p>}
    </Section>
  );
}
