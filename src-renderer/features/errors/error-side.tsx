import type { ErrorGroup } from '#shared/model/error-group.ts';
import { focusRegion } from '../../commands/focus-region.ts';
import { useOpenEvent } from '../../data/use-open-event.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { formatAgo, formatSeconds } from '../../format/times.ts';
import { useActions, useApp, useAppState, useZone } from '../../state/app-context.tsx';
import { errorTerms } from '../../state/error-terms.ts';
import { selectMay } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { FieldLine } from '../detail/field-line.tsx';
import type { DetailField } from '../detail/detail-fields.ts';
import { RovingLines } from '../detail/roving-lines.tsx';
import { Section } from '../detail/section.tsx';
import { StackTrace } from '../detail/stack-trace.tsx';
import styles from './error-side.module.css';
import { TypeName, messageOf } from './error-table.tsx';

interface ErrorSideProps {
  readonly group: ErrorGroup;
  readonly groups: readonly ErrorGroup[];
}

/** Longer messages are in the event. */
const SHOWN_LENGTH = 2_000;

/** One type of errors, and the newest of them. */
export function ErrorSide({ group, groups }: ErrorSideProps) {
  const { showErrors, showScreen } = useActions();
  const open = useOpenEvent();
  const severity = useAppState((state) => state.errorQuery.severity);
  const { count, latest } = group;
  const canShow = errorTerms(group, groups, severity) !== null;
  return (
    <aside className={styles.side} aria-label="Newest error of this type">
      <h2 className={styles.title}>
        <TypeName errorType={group.errorType} />
      </h2>
      <p className={styles.message}>
        <SafeText as="block" text={messageOf(group).slice(0, SHOWN_LENGTH)} />
      </p>
      <div className={styles.acts}>
        <span title={canShow ? undefined : 'This type is too long or too empty to be filtered by'}>
          <Button
            look="primary"
            size="small"
            isDisabled={!canShow}
            onPress={() => {
              showErrors(group, groups);
              focusRegion('history');
            }}
          >
            Show {formatCountOf(count, 'event')}
          </Button>
        </span>
        <Button
          size="small"
          onPress={() => {
            showScreen('history');
            void open(latest.seq).then(() => focusRegion('detail'));
          }}
        >
          Open the newest
        </Button>
      </div>
      <Fields group={group} />
      <Trace trace={latest.stackTrace} />
    </aside>
  );
}

function Fields({ group: { latest, firstSeen } }: { readonly group: ErrorGroup }) {
  const { clock } = useApp();
  const zone = useZone();
  const target = latest.targets[0];
  const fields: readonly (DetailField | null)[] = [
    {
      label: 'Last seen',
      value: formatSeconds(latest.occurredAt, zone),
      note: formatAgo(latest.occurredAt, clock.now()),
    },
    {
      label: 'First seen',
      value: formatSeconds(firstSeen, zone),
      note: formatAgo(firstSeen, clock.now()),
    },
    { label: 'Action', value: latest.action },
    nameField('Actor', latest.actorName ?? latest.actorId),
    nameField('Target', target ? (target.name ?? target.id) : null),
    nameField('Host', latest.host),
  ];
  return (
    <Section title="Newest error">
      <RovingLines>
        <dl>{fields.map((field) => field && <FieldLine key={field.label} field={field} />)}</dl>
      </RovingLines>
    </Section>
  );
}

function nameField(label: string, value: string | null): DetailField | null {
  return value === null || value === '' ? null : { label, value };
}

/** The trace of the newest error, or why there is none to see. */
function Trace({ trace }: { readonly trace: string | null }) {
  const mayTrace = useAppState((state) => selectMay(state, 'auditor'));
  if (trace !== null && trace !== '') return <StackTrace trace={trace} />;
  return (
    <Section title="Stack trace">
      <p className={styles.none}>
        {mayTrace ? 'None was recorded with it.' : 'Only auditors and admins see stack traces.'}
      </p>
    </Section>
  );
}
