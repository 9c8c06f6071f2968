import { clsx } from 'clsx';
import { SearchX, ShieldCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ErrorGroup } from '#shared/model/error-group.ts';
import { focusRegion } from '../../commands/focus-region.ts';
import { useLatestAnswer } from '../../data/use-latest-answer.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { useActions, useApp, useAppState } from '../../state/app-context.tsx';
import { ANY_ERRORS } from '../../state/slices/errors.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ReadFailed } from '../../ui/read-failed.tsx';
import { ReadFailedStrip } from '../history/history-states.tsx';
import { ScreenFrame } from '../navigation/screen-frame.tsx';
import { ErrorFilter } from './error-filter.tsx';
import { ErrorSide } from './error-side.tsx';
import { ErrorTable } from './error-table.tsx';
import styles from './errors-screen.module.css';
import { periodOf } from './period.ts';

/** What went wrong, by its type, and how often lately. */
export function ErrorsScreen() {
  const { severity, days } = useAppState((state) => state.errorQuery);
  // The groups come beside the errors themselves, of which the newest of each group is enough.
  const input = useMemo(() => ({ severity, days, limit: 1 }), [severity, days]);
  const { snapshot, retry } = useLatestAnswer('question.errors', input);
  const { answered, failure, isAsking } = snapshot;
  const total = answered?.output.total ?? 0;
  const groups = answered?.output.groups ?? null;
  return (
    <ScreenFrame
      title="Errors"
      note={
        groups &&
        total > 0 && (
          <span role="status">
            {formatCountOf(total, 'error')} of {formatCountOf(groups.length, 'type')}
          </span>
        )
      }
      actions={<ErrorFilter />}
      isFixed
    >
      {failure && groups && <ReadFailedStrip failure={failure} onRetry={retry} />}
      {failure && !groups && <ReadFailed failure={failure} onRetry={retry} />}
      {!failure && !groups && <div className={styles.waiting} aria-busy />}
      {groups?.length === 0 && <Nothing />}
      {answered && groups && groups.length > 0 && (
        <Groups groups={groups} days={answered.input.days ?? null} isStale={isAsking} />
      )}
    </ScreenFrame>
  );
}

interface GroupsProps {
  readonly groups: readonly ErrorGroup[];
  readonly days: number | null;
  /** True while another question is being answered. */
  readonly isStale: boolean;
}

/** The groups, and beside them the one that is chosen. */
function Groups({ groups, days, isStale }: GroupsProps) {
  const { clock } = useApp();
  const { showErrors } = useActions();
  const [chosen, setChosen] = useState<string | null | undefined>();
  const period = useMemo(() => periodOf(groups, days, clock.now()), [groups, days, clock]);
  const shown = groups.find(({ errorType }) => errorType === chosen) ?? groups[0];
  return (
    <div className={clsx(styles.panes, isStale && styles.stale)} aria-busy={isStale}>
      <ErrorTable
        groups={groups}
        period={period}
        chosen={shown}
        onChoose={({ errorType }) => setChosen(errorType)}
        onOpen={(group) => {
          showErrors(group, groups);
          focusRegion('history');
        }}
      />
      {shown && <ErrorSide key={shown.latest.seq} group={shown} groups={groups} />}
    </div>
  );
}

function Nothing() {
  const query = useAppState((state) => state.errorQuery);
  const { askErrors } = useActions();
  if (query.severity === null && query.days === null) {
    return (
      <EmptyState icon={<ShieldCheck size={28} strokeWidth={1.5} />} title="No errors">
        Events that end in an error, or carry an error type, will be listed here by their type.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX size={28} strokeWidth={1.5} />}
      title="No error matches"
      actions={
        <Button
          onPress={() => {
            askErrors(ANY_ERRORS);
            focusRegion('screen');
          }}
        >
          Show all errors
        </Button>
      }
    >
      None is as recent and as severe as that. Look further back, or take any severity.
    </EmptyState>
  );
}
